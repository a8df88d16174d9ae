// What the steps of one transaction share.
import type { DeliverHooks } from './client.ts'
import type { Command } from './command.ts'
import type { Conversation } from './conversation.ts'
import { replyFailure, SessionFault } from './fault.ts'
import type { Expectation, LastWrite } from './line-channel.ts'
import type { TransactionRecord } from './outcome.ts'
import type { Plan } from './plan.ts'
import type { PreparedMessage } from './prepare.ts'
import { isNegative, isPositive } from './reply.ts'
import type { RecipientResult, Reply, SmtpFailure } from './types.ts'

/** A sign-in that travels with the envelope (RFC 4954 4). */
export interface FlyingSignIn {
  readonly command: Command & { verb: 'AUTH' }
  /** Told when the server has accepted it. */
  accepted(): void
}

export interface Transaction {
  readonly talk: Conversation
  readonly prepared: PreparedMessage
  readonly plan: Plan
  readonly hooks: DeliverHooks
  readonly record: TransactionRecord
  readonly signIn?: FlyingSignIn
  /** Told when the socket has confirmed the last octet of the message. */
  readonly lastOctetLeft: () => void
  /** Told when a small message has been given to the connection whole: another may be written behind it. */
  readonly handedOver?: () => void
  /** It is written behind a message that has not been answered (window.ts). */
  readonly behind?: Behind
}

export interface Behind {
  /** Told what answers the RSET between them: until that has come, nobody knows that replies and messages are in step. */
  readonly resetSent: (expectation: Expectation | undefined) => void
}

/** P3: what follows is written only when this is stored. */
export async function aboutToComplete({ prepared, record, hooks }: Transaction): Promise<void> {
  if (hooks.beforeLastOctet === undefined) return
  const refused: RecipientResult[] = []
  for (const [index, reply] of record.rcpt) {
    const address = prepared.recipients[index]?.given.address
    if (address === undefined || !isNegative(reply)) continue
    refused.push({ address, outcome: reply.code < 500 ? 'deferred' : 'rejected', reply })
  }
  await storeAboutToComplete(hooks.beforeLastOctet, refused)
}

/** Throws `SessionFault` (kind `local`) where it could not be stored. */
export async function storeAboutToComplete(
  store: NonNullable<DeliverHooks['beforeLastOctet']>,
  refused: readonly RecipientResult[],
): Promise<void> {
  try {
    await store(refused)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new SessionFault({
      phase: 'message',
      kind: 'local',
      detail: `the last octet was not sent, because that it was about to be could not be stored: ${why}`,
    })
  }
}

/**
 * Whether the server has answered before it had the whole message. 4yz and 5yz decide (P6): no last octet is written and the connection is
 * closed. Anything else is no answer: a 250 that early can't mean this message.
 */
export async function isInterrupted(
  { talk, record }: Transaction,
  toRefusal: (reply: Reply) => SmtpFailure,
): Promise<boolean> {
  if (!talk.channel.isInterrupted) return false
  const failure = toRefusal(await talk.channel.interruption(talk.limits.replyMs('RSET')))
  if (failure.kind !== 'server-reply')
    throw new SessionFault({ ...failure, detail: 'the server answered before it had the whole message' })
  record.refusal ??= failure
  talk.channel.break(failure)
  return true
}

/** How the last octet is written, and that it has left. */
export function lastWrite({ talk, record, lastOctetLeft }: Transaction): LastWrite {
  return {
    timeoutMs: talk.limits.writeMs,
    left: () => {
      record.lastOctetLeft = true
      lastOctetLeft()
    },
  }
}

/** The reply that transfers responsibility, or refuses to (RFC 5321 4.2.5). */
export function takeFinalReply({ talk, plan, record }: Transaction, reply: Reply): void {
  const command = plan.transfer === 'data' ? 'DATA' : 'BDAT'
  if (!isPositive(reply) && !isNegative(reply)) throw talk.refuse('message', command, reply)
  record.final = reply
  // A refusal that came while the last octets were still queued: they are never sent (P6).
  if (!record.lastOctetLeft) {
    talk.channel.break(replyFailure('message', command, reply))
    return
  }
  talk.settle('ready')
}
