// What a transaction means for what comes next. Pure.
import type { DeliveryResult, SmtpFailure, TranscriptLine } from '../../smtp/types.ts'

/** Whether a line tells that content of the message has been given to the socket: the engine's note that counts its octets. */
export function tellsContent({ from, phase, text }: TranscriptLine): boolean {
  return from === 'note' && phase === 'message' && /^message content, \d+ octets/.test(text)
}

/**
 * The one case in which a message is tried twice (cli.md): whether it failed because the session that it was put on had ended before: 421, closed, a reply that nothing had
 * asked for, or no good answer to the RSET that asks whether it lives. Time that ran out is no such sign.
 */
export function endedBefore({ failure }: DeliveryResult): boolean {
  if (failure === undefined || failure.kind === 'local') return false
  if (failure.phase === 'reset') return true
  if (failure.reply !== undefined) return failure.reply.code === 421
  return failure.kind === 'network' || failure.kind === 'tls' || isStray(failure)
}

function isStray({ kind, detail }: SmtpFailure): boolean {
  return kind === 'protocol' && detail.includes('nothing had asked for')
}

/** Whether the recipients that were left for a further transaction (RFC 9422) would fare alike: all but refusals one by one. */
export function concernsAll({ failure }: DeliveryResult): boolean {
  if (failure === undefined || failure.kind === 'local') return false
  return failure.phase !== 'rcpt' || failure.reply === undefined || failure.reply.code === 421
}
