import type { Timeouts } from './client.ts'
import type { Verb } from './command.ts'

const minute = 60_000

/** The limits of a session, in ms. */
export interface Limits {
  /** Name look-up, TCP and proxy together; the TLS handshake apart. */
  readonly connectMs: number
  readonly greetingMs: number
  /** A write that makes no headway (RFC 5321 4.5.3.2.5, data block). */
  readonly writeMs: number
  readonly finalReplyMs: number
  /** QUIT waits so long for its answer and no longer. */
  readonly quitMs: number
  /** The whole reply to a command. */
  replyMs(verb: Verb): number
  /** One message, from taking it up to its last octet; grows with what there is to send (P4). */
  totalMs(octets: number, recipients: number): number
}

/**
 * The limits of RFC 5321 4.5.3.2 where `given` has none: greeting, MAIL and RCPT 5 min, DATA 2 min, a data block 3 min,
 * the final reply 10 min. `replyMs`, where given, limits every reply but the greeting and the final one.
 */
export function resolveLimits(given: Partial<Timeouts> = {}): Limits {
  const { replyMs, totalMs } = given
  return {
    connectMs: given.connectMs ?? minute,
    greetingMs: given.greetingMs ?? 5 * minute,
    writeMs: replyMs ?? 3 * minute,
    finalReplyMs: given.finalReplyMs ?? 10 * minute,
    quitMs: 1_000,
    replyMs: (verb) => replyMs ?? (verb === 'DATA' ? 2 * minute : 5 * minute),
    // A quarter of an hour, two seconds for each recipient, and the content at 4 KB a second.
    totalMs: (octets, recipients) => totalMs ?? 15 * minute + recipients * 2_000 + octets / 4,
  }
}
