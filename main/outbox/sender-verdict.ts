import type { Failure } from '../failure.ts'
import type { CourierReport } from './courier.ts'

/** What a server said of the sender's address: it took it, or refused it with these words; undefined: neither. */
export type SenderVerdict = { readonly taken: true } | { readonly taken: false; readonly text: string }

/** Causes in which it is the sender's address that the server does not like. */
const senderCauses: ReadonlySet<string> = new Set([
  'sender-rejected',
  'sender-not-allowed-for-login',
  'sender-not-verified',
  'address-invalid',
])

const behindMail: ReadonlySet<CourierReport['phase']> = new Set(['rcpt', 'data', 'message', 'done'])

/** What an attempt showed about its sender. A 4yz may pass; what is refused later may have other reasons. */
export function judgeSender(
  { phase, failure, answered }: Pick<CourierReport, 'phase' | 'failure' | 'answered'>,
  causeOf: (failure: Failure) => string,
): SenderVerdict | undefined {
  if (!answered) return undefined
  const reply = failure?.reply
  const cause = failure === undefined || reply === undefined ? undefined : causeOf(failure)
  // A bad address in answer to RCPT is the recipient's.
  const isAboutSender =
    cause !== undefined &&
    senderCauses.has(cause) &&
    (failure?.phase !== 'rcpt' || cause !== 'address-invalid')
  if (failure?.phase === 'mail' || (failure?.phase === 'rcpt' && isAboutSender))
    return isAboutSender && reply !== undefined && reply.code >= 500
      ? { taken: false, text: reply.lines.join(' ') }
      : undefined
  return behindMail.has(phase) && !isAboutSender && failure?.kind !== 'local' ? { taken: true } : undefined
}
