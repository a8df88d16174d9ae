// Content by DATA (RFC 5321 4.1.1.4): 354, the lines with dot stuffing, the final dot.
import { readPieces } from './content.ts'
import { createDotStuffing } from './content-encoder.ts'
import { replyFailure } from './fault.ts'
import { isNegative } from './reply.ts'
import {
  aboutToComplete,
  isInterrupted,
  lastWrite,
  takeFinalReply,
  type Transaction,
} from './transaction-context.ts'
import type { Reply, SmtpFailure } from './types.ts'

/** Whether the content may follow: 354 (RFC 5321 4.1.1.4). */
export function takeDataReply({ talk, record }: Transaction, reply: Reply): boolean {
  if (reply.code === 354) {
    talk.channel.enterContent()
    return true
  }
  if (!isNegative(reply)) throw talk.refuse('data', 'DATA', reply)
  record.refusal ??= replyFailure('data', 'DATA', reply)
  talk.settle('spent')
  return false
}

/**
 * 354 for a message that is not wanted any more. With no recipient left a lone dot ends it (RFC 2920 3.1), and whatever is
 * answered, the recipients stay refused. With one left the dot would hand over an empty message: hang up instead.
 */
export async function declineContent({ talk }: Transaction, accepted: number): Promise<void> {
  if (accepted > 0) {
    talk.channel.close()
    return
  }
  const expectation = await talk.channel.finishContent(Buffer.from('.\r\n'), 'final-dot', {
    timeoutMs: talk.limits.writeMs,
    left: () => undefined,
  })
  await talk.reply(expectation, talk.limits.finalReplyMs)
  talk.settle('ready')
}

/** The content behind 354, up to the final reply. */
export async function sendByData(transaction: Transaction): Promise<void> {
  const { talk, prepared, hooks } = transaction
  const stuffing = createDotStuffing()
  let sent = 0
  for await (const { octets, isLast } of readPieces(prepared)) {
    const stuffed = prepared.content.hasDotLines ? stuffing.push(octets) : octets
    sent += stuffed.length
    if (isLast) {
      await aboutToComplete(transaction)
      if (await isInterrupted(transaction, asRefusal)) return
      // RFC 5321 4.1.1.4: the dot stands on a line of its own.
      const end = Buffer.concat([stuffed, Buffer.from('.\r\n')])
      const expectation = await talk.channel.finishContent(end, 'final-dot', lastWrite(transaction))
      hooks.progress?.(sent)
      takeFinalReply(transaction, await talk.reply(expectation, talk.limits.finalReplyMs))
      return
    }
    talk.channel.writeContent(stuffed)
    await talk.channel.room(talk.limits.writeMs)
    if (await isInterrupted(transaction, asRefusal)) return
    hooks.progress?.(sent)
  }
  throw new Error('the content ended without a last piece')
}

function asRefusal(reply: Reply): SmtpFailure {
  return replyFailure('message', 'DATA', reply)
}
