// The seam between the queue and the transport: the queue knows no socket, no password and no server setting.
import { isServerFault, type Failure } from '../failure.ts'
import type { DeliveryResult, Phase, RecipientResult } from '../smtp/types.ts'
import type { Attempt, Entry, Recipient } from './entry.ts'

/** What the transport tells while it works. A hook that rejects ends the attempt before its next octet. */
export interface CourierHooks {
  /** A step is reached; the transport goes on when it is stored. */
  readonly step: (step: 'envelope' | 'content') => Promise<void>
  /** Nothing of the last octet is written before this resolves (P3). */
  readonly aboutToComplete: (refused: readonly RecipientResult[]) => Promise<void>
  readonly phase: (phase: Phase) => void
  readonly progress: (sentOctets: number) => void
}

/** What became of one attempt. */
export interface CourierReport extends Omit<DeliveryResult, 'failure'> {
  readonly failure?: Failure
  /** Whether the server said anything; a failure before that does not count as an attempt (P17). */
  readonly answered: boolean
  /** A new password, or a word about the certificate, could help: the server's entries wait for the person. */
  readonly needsSignIn: boolean
  /** Those whom the server's limits (RFC 9422) left out of the transaction: a further one follows for them. */
  readonly left?: readonly string[]
  /** The session's facts, for the proof of hand-over. */
  readonly session: Pick<Attempt, 'remoteAddress' | 'tls' | 'signedInAs' | 'mechanism'> &
    // The host that was met, where the lane's own name is none (direct to MX).
    Partial<Pick<Attempt, 'serverHost'>>
}

/** Carries messages to one server. Calls to `deliver` follow one another, but for a window. */
export interface Courier {
  /** Tries once, for these recipients of the entry. Never rejects for what network or server do. */
  deliver(
    entry: Entry,
    recipients: readonly Recipient[],
    attemptId: string,
    hooks: CourierHooks,
    signal: AbortSignal,
  ): Promise<CourierReport>
  /** Whether a session is open that may carry the next message. */
  hasSession(): boolean
  /**
   * Messages that may be under way on the session that is open now; more than 1 where the server has "queue in flight" on. Left out, or no
   * session: 1.
   */
  window?(): number
  /** No work is waiting: ends the session politely. */
  rest(): Promise<void>
  /** Destroys the session. */
  abort(): void
}

/** What a lane whose sign-in did not come about waits for. */
export type SignInMatter = 'password' | 'certificate' | 'keychain'

/** Of a report that needs the person. */
export function matterOf(failure: Failure | undefined): SignInMatter {
  if (failure?.kind === 'certificate') return 'certificate'
  return failure?.errorCode === keychainCode ? 'keychain' : 'password'
}

/** The keychain did not give what a connection needs. It says nothing about the password, and nothing was sent. */
export const keychainCode = 'KEYCHAIN'

/** Whether the attempt counts: the server answered about this message, and was not itself at fault (P17, RFC 5321 4.5.4.1). */
export function isCounted(report: CourierReport): boolean {
  return report.answered && !isStoppedByServer(report)
}

/** The server was at fault before it decided anything about this message. */
export function isStoppedByServer({ failure, overall }: CourierReport): boolean {
  return overall === 'deferred' && failure !== undefined && isServerFault(failure)
}
