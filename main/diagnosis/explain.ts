import type { Failure } from '../failure.ts'
import { diagnose } from './diagnose.ts'
import type { Explanation } from './diagnosis.ts'

/** What the explanation may name. All of it is data of the entry; nothing is looked up. */
export interface ExplanationContext {
  /** Name that the person gave the server. */
  readonly serverName: string
  readonly host: string
  readonly port?: number
  /** Addresses that the failure is about; empty or left out: the whole attempt. */
  readonly addresses?: readonly string[]
  /** Addresses of the same message that the server took. */
  readonly acceptedAddresses?: readonly string[]
  readonly senderAddress: string
  /** User name of the sign-in; '' or left out without one. */
  readonly user?: string
  /** When the outbox tries again by itself, epoch ms. */
  readonly nextAttemptAt?: number
  /** Now, epoch ms; lets a time on another day name the day. */
  readonly now?: number
  /** The built-in practice server did it on purpose. */
  readonly practice?: boolean
  /** The final dot had left and no answer came. */
  readonly unconfirmed?: boolean
}

/**
 * Puts a failure into words (English): fact, what happened, at which command, whose move it is. The server's own
 * lines are shown beside it, unaltered, by whoever shows this.
 */
export function explain(failure: Failure, context: ExplanationContext): Explanation {
  const diagnosis = diagnose({
    phase: failure.phase,
    kind: failure.kind,
    ...(failure.reply === undefined ? {} : { lines: failure.reply.lines, code: failure.reply.code }),
  })
  return {
    ...diagnosis,
    title: context.serverName,
    whatHappened: '',
    command: failure.command ?? '',
    codeText: '',
    whoseMoveText: '',
  }
}
