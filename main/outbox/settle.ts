// What every handler of the state machine ends with: the reason of the state (P15). Pure.
import type { Entry, LaneKey, Reason, Recipient } from './entry.ts'
import type { SignInMatter } from './courier.ts'
import { isOpen, serverOpen, signInLanesOf, waitsForPassword } from './state.ts'

/** Sets the reason and the time of the change. */
export function settle(entry: Entry, now: number): Entry {
  const held = heldForPassword(entry)
  return { ...held, updatedAt: now, reason: reasonOf(held) }
}

/** Held where nobody is left to send to but over lanes that wait for their password. */
function heldForPassword(entry: Entry): Entry {
  const { signInLanes, hold, recipients } = entry
  if (signInLanes === undefined || (hold !== undefined && hold !== 'sign-in')) return entry
  const waits = recipients.some((one) => isUnsent(one) && waitsForPassword(entry, one))
  if (!waits) return { ...entry, ...noSignInLanes, hold: undefined }
  const goesOn = recipients.some((one) => isOpen(one) && !waitsForPassword(entry, one))
  return { ...entry, hold: goesOn ? undefined : 'sign-in' }
}

const noSignInLanes = { signInLanes: undefined, untrustedLanes: undefined, keychainLanes: undefined } as const

/** The lane waits from now on: for its password, a word about its certificate, or the keychain. */
export function withSignInLane(entry: Entry, lane: LaneKey, matter: SignInMatter): Entry {
  const lanesOf = (lanes: readonly LaneKey[] = [], isOne: boolean) => {
    const now = [...lanes.filter((one) => one !== lane), ...(isOne ? [lane] : [])]
    return now.length === 0 ? undefined : now
  }
  return {
    ...entry,
    signInLanes: [...new Set([...signInLanesOf(entry), lane])],
    untrustedLanes: lanesOf(entry.untrustedLanes, matter === 'certificate'),
    keychainLanes: lanesOf(entry.keychainLanes, matter === 'keychain'),
  }
}

/** The lane waits no longer. */
export function withoutSignInLane(entry: Entry, lane: LaneKey): Entry {
  const left = signInLanesOf(entry).filter((one) => one !== lane)
  return {
    ...entry,
    signInLanes: left.length === 0 ? undefined : left,
    untrustedLanes: left.length === 0 ? undefined : entry.untrustedLanes?.filter((one) => one !== lane),
    keychainLanes: left.length === 0 ? undefined : entry.keychainLanes?.filter((one) => one !== lane),
    hold: entry.hold === 'sign-in' ? undefined : entry.hold,
  }
}

/** Why the entry is as it is, computed from what it holds. */
export function reasonOf(entry: Entry): Reason {
  if (entry.sendingAttemptId !== undefined) return { kind: 'sending' }
  const states = new Set(entry.recipients.map(({ status }) => status.state))
  if (entry.cancelledAt !== undefined) return cancelledReason(states)
  const held = heldReason(entry)
  if (held !== undefined) return held
  if (states.has('unconfirmed')) return { kind: 'needs-choice' }
  if (entry.serverId === '' && serverOpen(entry)) return { kind: 'needs-server' }
  if (states.has('pending')) return waitingReason(entry)
  if (states.has('deferred')) {
    return { kind: 'retry', at: entry.nextAttemptAt ?? entry.updatedAt, attempt: entry.attemptCount + 1 }
  }
  return states.has('rejected') ? { kind: 'needs-person' } : { kind: 'settled' }
}

function cancelledReason(states: ReadonlySet<Recipient['status']['state']>): Reason {
  if (states.has('unconfirmed')) return { kind: 'needs-choice' }
  return { kind: 'cancelled', inTime: !states.has('accepted') }
}

function heldReason(entry: Entry): Reason | undefined {
  switch (entry.hold) {
    case 'person':
      return { kind: 'held-by-person' }
    case 'editing':
      return { kind: 'held-editing' }
    case 'sign-in':
      return waitingForPerson(entry)
    case 'gave-up':
      return { kind: 'gave-up', since: entry.waitingSince ?? entry.updatedAt }
    case 'missed':
      return { kind: 'missed', dueAt: entry.scheduledAt ?? entry.updatedAt }
    case 'expired':
      return { kind: 'expired', at: entry.notAfter ?? entry.updatedAt }
    case undefined:
      return undefined
  }
}

function waitingForPerson(entry: Entry): Reason {
  const serverId = signInLanesOf(entry)[0] ?? entry.serverId
  if (entry.untrustedLanes?.includes(serverId) === true) return { kind: 'needs-certificate', serverId }
  const isKeychain = entry.keychainLanes?.includes(serverId) === true
  return { kind: isKeychain ? 'needs-keychain' : 'needs-sign-in', serverId }
}

function waitingReason(entry: Entry): Reason {
  if (entry.scheduledAt !== undefined) return { kind: 'scheduled', at: entry.scheduledAt }
  if (entry.undoUntil !== undefined) return { kind: 'undo-window', until: entry.undoUntil }
  const from = entry.failovers?.at(-1)
  return from !== undefined && entry.homeServerId !== undefined
    ? { kind: 'failed-over', serverId: from.serverId, serverName: from.serverName }
    : { kind: 'queued' }
}

/** Everything that waits or was refused is as if never tried (P18), at its own server, and goes at once. */
export function fresh(entry: Entry, which: (recipient: Recipient) => boolean): Entry {
  return {
    ...atHome(entry),
    hold: undefined,
    ...noSignInLanes,
    cancelledAt: undefined,
    scheduledAt: undefined,
    schedule: undefined,
    undoUntil: undefined,
    nextAttemptAt: undefined,
    waitingSince: undefined,
    recipients: entry.recipients.map((one) => (which(one) ? toPending(one) : one)),
  }
}

/** The server that was chosen carries it again; the story of this round of servers is over. */
export function atHome(entry: Entry): Entry {
  if (entry.homeServerId === undefined) return entry
  return { ...entry, serverId: entry.homeServerId, homeServerId: undefined, failovers: undefined }
}

export function toPending(recipient: Recipient): Recipient {
  return { ...recipient, status: { state: 'pending' } }
}

/** Waits, or was refused: not accepted, and not unconfirmed. */
export function isUnsent(recipient: Recipient): boolean {
  return isOpen(recipient) || recipient.status.state === 'rejected'
}

export function isSignInRefusal({ status }: Recipient): boolean {
  return status.state === 'rejected' && status.failure.phase === 'auth'
}
