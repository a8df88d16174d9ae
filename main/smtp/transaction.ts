// One mail transaction (RFC 5321 3.3) from its plan to a record of what was answered. The record is judged in outcome.ts.
import { sendByBdat, sendOneFlight } from './chunking.ts'
import { declineContent, sendByData, takeDataReply } from './data.ts'
import { sendInGroup, sendOneByOne } from './envelope.ts'
import { toFailure } from './fault.ts'
import { createRecord, type TransactionRecord } from './outcome.ts'
import { isPositive } from './reply.ts'
import type { Transaction } from './transaction-context.ts'
import type { Reply } from './types.ts'

/** Runs a planned transaction. Never throws for what network or server do: that stands in the record. */
export async function runTransaction(parts: Omit<Transaction, 'record'>): Promise<TransactionRecord> {
  const transaction: Transaction = { ...parts, record: createRecord() }
  const { talk, plan, record } = transaction
  try {
    if (plan.isOneFlight) await sendOneFlight(transaction)
    else if (await sendEnvelope(transaction)) await sendContent(transaction)
  } catch (error) {
    record.fault = toFailure(error, talk.channel.phase)
    // After a time-out, a malformed reply or an I/O error nothing can be resynchronised.
    talk.channel.break(record.fault)
  }
  return record
}

/** Whether the content may follow. */
async function sendEnvelope(transaction: Transaction): Promise<boolean> {
  const { talk, plan, record, hooks } = transaction
  hooks.phase?.('mail')
  let data: Reply | undefined
  if (plan.isPipelined) data = await sendInGroup(transaction)
  else await sendOneByOne(transaction)
  const accepted = plan.recipients.filter(({ index }) => isAccepted(record.rcpt.get(index)))
  const isWanted =
    record.refusal === undefined &&
    accepted.length > 0 &&
    !(plan.allOrNone && accepted.length < plan.recipients.length)
  if (isWanted) return data === undefined || takeDataReply(transaction, data)
  if (data?.code === 354) await declineContent(transaction, accepted.length)
  else talk.settle('spent')
  return false
}

async function sendContent(transaction: Transaction): Promise<void> {
  const { talk, plan, hooks } = transaction
  if (plan.transfer === 'bdat') return sendByBdat(transaction)
  if (talk.state !== 'content') {
    hooks.phase?.('data')
    if (!takeDataReply(transaction, await talk.ask({ verb: 'DATA' }))) return
  }
  hooks.phase?.('message')
  await sendByData(transaction)
}

function isAccepted(reply: Reply | undefined): boolean {
  return reply !== undefined && isPositive(reply)
}
