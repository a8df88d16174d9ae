// What an attempt's report means for each recipient. Pure.
import { isTransient, type Failure } from '../failure.ts'
import type { RecipientResult, Reply } from '../smtp/types.ts'
import type { CourierReport } from './courier.ts'
import type { Recipient, RecipientStatus } from './entry.ts'

const noAnswer: Failure = {
  phase: 'local',
  kind: 'protocol',
  detail: 'The attempt ended before this recipient was named to the server.',
}

/**
 * The recipient's status after an attempt in which it was open.
 * `result` is its own line of the report; missing is taken as not attempted.
 */
export function statusAfter(
  recipient: Recipient,
  result: RecipientResult | undefined,
  report: CourierReport,
  attempt: { readonly id: string; readonly at: number },
): RecipientStatus {
  if (report.left?.includes(recipient.address) === true) return { state: 'pending' }
  const at = { at: attempt.at, attemptId: attempt.id }
  const failure = failureOf(recipient, result, report)
  switch (result?.outcome ?? 'not-attempted') {
    case 'accepted':
      return { state: 'accepted', ...at, reply: acceptedBy(report.reply, result?.reply) }
    case 'unconfirmed':
      return { state: 'unconfirmed', ...at, failure }
    case 'deferred':
      return { state: 'deferred', ...at, failure }
    case 'rejected':
      return { state: 'rejected', by: 'server', ...at, failure }
    case 'refused-locally':
      return { state: 'rejected', by: 'sendoff', ...at, failure }
    case 'not-attempted':
      return unattempted(report, failure, at)
  }
}

/** The final 2yz; only where there is none, the reply to RCPT. */
function acceptedBy(final: Reply | undefined, own: Reply | undefined): Reply | undefined {
  return final !== undefined && final.code < 300 ? final : own
}

/** Never named to the server: what stopped the whole attempt decides. */
function unattempted(
  report: CourierReport,
  failure: Failure,
  at: { readonly at: number; readonly attemptId: string },
): RecipientStatus {
  // No password was at hand, so nothing was tried: it waits with nothing held against it.
  if (report.needsSignIn && report.failure?.kind !== 'server-reply') return { state: 'pending' }
  if (report.failure === undefined || isTransient(report.failure))
    return { state: 'deferred', ...at, failure }
  const by = report.failure.kind === 'server-reply' ? 'server' : 'sendoff'
  return { state: 'rejected', by, ...at, failure }
}

/** The failure that decided for this recipient: its own RCPT, or what stopped the attempt (P13). */
function failureOf(
  recipient: Recipient,
  result: RecipientResult | undefined,
  report: CourierReport,
): Failure {
  const reply = result?.reply
  if (result?.outcome === 'refused-locally' && report.failure === undefined) return needsUtf8(recipient)
  if (reply === undefined || reply.code < 400) return report.failure ?? noAnswer
  const ofAttempt = report.failure
  if (ofAttempt !== undefined && ofAttempt.phase !== 'rcpt' && sameReply(ofAttempt.reply, reply))
    return ofAttempt
  return {
    phase: 'rcpt',
    kind: 'server-reply',
    command: `RCPT TO:<${recipient.address}>`,
    reply,
    detail: reply.lines.at(-1) ?? String(reply.code),
  }
}

/** P30: the one thing for which the engine refuses a single recipient and sends to the others. */
function needsUtf8({ address }: Recipient): Failure {
  const detail = `The server does not take ${address}: its part before the @ is not ASCII, and the server does not offer SMTPUTF8.`
  return { phase: 'local', kind: 'local', errorCode: 'SMTPUTF8', detail }
}

function sameReply(a: Reply | undefined, b: Reply): boolean {
  return a?.code === b.code && a.lines.join('\n') === b.lines.join('\n')
}
