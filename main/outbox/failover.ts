// Which server carries a message when its own does not take it. Pure.
import { keychainCode, type CourierReport } from './courier.ts'
import type { Entry, LaneKey } from './entry.ts'
import { isOpen } from './state.ts'

/** Whether what happened lets a further server try: it came before the content, and nothing is unconfirmed. */
export function mayFailOver({ overall, failure, recipients }: CourierReport): boolean {
  if (failure === undefined || overall === 'unconfirmed' || overall === 'accepted') return false
  if (recipients.some(({ outcome }) => outcome === 'unconfirmed')) return false
  switch (failure.phase) {
    case 'connect':
    case 'greeting':
    case 'ehlo':
    case 'starttls':
    case 'tls':
    case 'auth':
      return failure.errorCode !== 'NO_PASSWORD' && failure.errorCode !== keychainCode
    case 'mail':
    case 'rcpt':
    case 'data':
      return overall === 'deferred' || overall === 'partly'
    case 'local':
    case 'message':
    case 'reset':
    case 'quit':
    case 'done':
      return false
  }
}

/**
 * The server that the entry goes to now: the first further one that has not had it in this round and can be used, then,
 * after all of them, its own again. Undefined: it stays where it is.
 * `further` is the identity's order.
 */
export function nextServer(
  entry: Entry,
  further: readonly LaneKey[],
  canUse: (serverId: LaneKey) => boolean,
): LaneKey | undefined {
  const isWaiting = entry.recipients.some(
    (one) => one.route === undefined && (isOpen(one) || one.status.state === 'rejected'),
  )
  if (!isWaiting || entry.recipients.some(({ status }) => status.state === 'unconfirmed')) return undefined
  const had = new Set([...(entry.failovers ?? []).map(({ serverId }) => serverId), entry.serverId])
  if (entry.homeServerId !== undefined) had.add(entry.homeServerId)
  return further.find((serverId) => !had.has(serverId) && canUse(serverId)) ?? entry.homeServerId
}
