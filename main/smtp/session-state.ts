// What a session allows when (RFC 5321 4.1.4), as a table.
import type { Verb } from './command.ts'

export type SessionState =
  /** The greeting has come. */
  | 'greeted'
  /** EHLO or HELO was accepted, or the last transaction is over. */
  | 'ready'
  /** A transaction with its reverse-path. */
  | 'mail'
  /** A transaction with a recipient. */
  | 'recipients'
  /** BDAT has begun; only BDAT may follow before RSET (RFC 3030 2). */
  | 'chunks'
  /** 354 was given: the content is owed. */
  | 'content'
  /** A transaction that went wrong halfway: nothing before RSET. */
  | 'spent'
  /** QUIT, 421, a time-out, a malformed reply or an I/O error: hang up, never resynchronise. */
  | 'ended'

/** State → command → state if the command is accepted. A command that is not in the row is a fault of ours. */
const table: Readonly<Record<SessionState, Partial<Readonly<Record<Verb, SessionState>>>>> = {
  greeted: { EHLO: 'ready', HELO: 'ready', QUIT: 'ended' },
  ready: {
    EHLO: 'ready',
    HELO: 'ready',
    STARTTLS: 'greeted',
    AUTH: 'ready',
    RESPONSE: 'ready',
    MAIL: 'mail',
    RSET: 'ready',
    NOOP: 'ready',
    VRFY: 'ready',
    EXPN: 'ready',
    QUIT: 'ended',
  },
  mail: { RCPT: 'recipients', RSET: 'ready', QUIT: 'ended' },
  recipients: { RCPT: 'recipients', DATA: 'content', BDAT: 'chunks', RSET: 'ready', QUIT: 'ended' },
  chunks: { BDAT: 'chunks', RSET: 'ready', QUIT: 'ended' },
  content: {},
  spent: { RSET: 'ready', QUIT: 'ended' },
  ended: {},
}

/** The state behind a group of commands, if all are accepted. Throws where the session does not allow one. */
export function stateAfter(state: SessionState, verbs: readonly Verb[]): SessionState {
  let current = state
  for (const verb of verbs) {
    const next = table[current][verb]
    if (next === undefined) throw new Error(`${verb} is not allowed in a session that is ${current}`)
    current = next
  }
  return current
}
