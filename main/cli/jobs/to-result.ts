// From the engine's word on a message to the result that the machine interface gives (cli.md). Pure.
import type { SmtpFailure } from '../../smtp/types.ts'
import type { DeliveryResult, RecipientResult, Reply } from '../../smtp/types.ts'
import type { JobReply, MessageResult } from './job.ts'

export function toMessageResult(result: DeliveryResult): MessageResult {
  const { overall, phase, failure, queueId } = result
  const reply = result.reply ?? failure?.reply
  const detail = failure === undefined ? undefined : detailOf(failure)
  return {
    overall,
    phase,
    ...(failure === undefined ? {} : { kind: failure.kind }),
    ...(reply === undefined ? {} : { reply: toReply(reply) }),
    ...(queueId === undefined ? {} : { queueId }),
    ...(detail === undefined ? {} : { detail }),
    recipients: result.recipients.map(toRecipient),
  }
}

/** A reply speaks for itself; any other failure is told in one line. */
function detailOf({ kind, detail }: SmtpFailure): string | undefined {
  return kind === 'server-reply' ? undefined : detail.replace(/\s+/g, ' ').trim()
}

function toReply({ code, enhanced, lines }: Reply): JobReply {
  return { code, ...(enhanced === undefined ? {} : { enhanced }), lines }
}

function toRecipient({ address, outcome, reply }: RecipientResult): MessageResult['recipients'][number] {
  if (reply === undefined) return { address, outcome }
  const { code, enhanced } = reply
  return { address, outcome, code, ...(enhanced === undefined ? {} : { enhanced }) }
}
