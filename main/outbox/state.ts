// What an entry is, computed from its recipients: state, group, actions, due time. Pure.
import type { EntryAction, Group, RecipientCounts } from '../api.ts'
import type { Entry, EntryState, LaneKey, LaterReport, Recipient } from './entry.ts'
import { laneOfRoute } from './route/lane-key.ts'

/** Recipients that an attempt goes to: not decided yet, or put off. */
export function isOpen(recipient: Recipient): boolean {
  return recipient.status.state === 'pending' || recipient.status.state === 'deferred'
}

/** How many recipients are in each state. */
export function countsOf(entry: Entry): RecipientCounts {
  const counts = { total: 0, accepted: 0, deferred: 0, rejected: 0, unconfirmed: 0, pending: 0 }
  for (const { status } of entry.recipients) {
    counts.total += 1
    counts[status.state] += 1
  }
  return counts
}

/** The entry's state (architecture.md, State): the two that a person makes first, then what the recipients say. */
export function stateOf(entry: Entry): EntryState {
  if (entry.sendingAttemptId !== undefined) return 'sending'
  // Cancelled says nothing about a copy whose fate is not known: that question stays open.
  if (entry.cancelledAt !== undefined) return has(entry, 'unconfirmed') ? 'unconfirmed' : 'cancelled'
  if (entry.hold === 'missed') return 'scheduled'
  if (entry.hold !== undefined && !isSignInRefused(entry)) return 'held'
  const counts = countsOf(entry)
  if (counts.unconfirmed > 0) return 'unconfirmed'
  if (counts.pending > 0) return undecidedState(entry)
  if (counts.accepted === counts.total) return 'sent'
  if (counts.accepted > 0) return 'partlySent'
  return counts.deferred > 0 ? 'deferred' : 'failed'
}

/** The entry whose own sign-in was refused says so; those that wait with it are held. */
function isSignInRefused(entry: Entry): boolean {
  return entry.hold === 'sign-in' && has(entry, 'rejected') && !entry.recipients.some(isOpen)
}

function undecidedState(entry: Entry): EntryState {
  if (entry.serverId === '' && serverOpen(entry)) return 'held'
  return entry.scheduledAt === undefined ? 'queued' : 'scheduled'
}

/** What came back for good after it was handed over. */
export function bouncesOf({ reports = [] }: Entry): readonly LaterReport[] {
  return reports.filter(({ action }) => action === 'failed')
}

/** Something came back, and no person has settled it yet. */
export function hasOpenBounce(entry: Entry): boolean {
  return bouncesOf(entry).some(({ settledAt }) => settledAt === undefined)
}

/** Whose move it is (design.md, State table): the outbox is grouped by it. */
export function groupOf(entry: Entry): Group {
  const group = groupOfState(entry)
  return group === 'settled' && hasOpenBounce(entry) ? 'your-move' : group
}

function groupOfState(entry: Entry): Group {
  switch (stateOf(entry)) {
    case 'sent':
    case 'cancelled':
      return 'settled'
    case 'scheduled':
      return entry.hold === 'missed' ? 'your-move' : 'moving'
    case 'queued':
    case 'sending':
      return 'moving'
    case 'deferred':
    case 'partlySent':
      return waitsForPerson(entry) ? 'your-move' : 'moving'
    case 'failed':
    case 'unconfirmed':
    case 'held':
      return 'your-move'
  }
}

function waitsForPerson(entry: Entry): boolean {
  return (
    (entry.serverId === '' && serverOpen(entry)) ||
    hasOpenBounce(entry) ||
    entry.recipients.some(({ status }) => status.state === 'rejected')
  )
}

/** What a person can do with the entry now, in the order of the buttons. `delete` is always there (P19). */
export function actionsOf(entry: Entry): readonly EntryAction[] {
  return entryActions.filter((action) => possible[action](entry))
}

/** Whether the person can do this with the entry now. */
export function isPossible(entry: Entry, action: EntryAction): boolean {
  return possible[action](entry)
}

const entryActions: readonly EntryAction[] = [
  'edit-address',
  'try-keychain',
  'sign-in-again',
  'it-arrived',
  'send-again-may-arrive-twice',
  'bounce-settled',
  'send-again',
  'send-now',
  'release',
  'edit',
  'hold',
  'undo',
  'reschedule',
  'move',
  'priority',
  'cancel',
  'make-draft',
  'edit-as-new',
  'drop-recipient',
  'copy-proof',
  'delete',
]

const has = (entry: Entry, state: Recipient['status']['state']) =>
  entry.recipients.some(({ status }) => status.state === state)
const isStill = (entry: Entry) => entry.sendingAttemptId === undefined
const atRest = (entry: Entry) => isStill(entry) && entry.cancelledAt === undefined
const notEditing = (entry: Entry) => entry.hold !== 'editing'
/** What was typed for it can be changed; a message that came ready has no such thing. */
const isTyped = (entry: Entry) => entry.revision.isReady !== true
const canGo = (entry: Entry) => entry.serverId !== '' || !serverOpen(entry)

/** Someone is still to be sent to over the entry's own server. */
export function serverOpen(entry: Entry): boolean {
  return entry.recipients.some((one) => isOpen(one) && one.route === undefined)
}

/** Still to be sent to over the entry's server, or refused. */
function isMovable({ route, status }: Recipient): boolean {
  return route === undefined && status.state !== 'accepted' && status.state !== 'unconfirmed'
}

function isSureToHaveNone({ status }: Recipient): boolean {
  return status.state !== 'accepted' && status.state !== 'unconfirmed'
}

/** Refused where the recipient was the matter, or may have been: not the sign-in, the sender or the session. */
export function isAddressRefused({ status }: Recipient): boolean {
  return status.state === 'rejected' && ['rcpt', 'data', 'message', 'local'].includes(status.failure.phase)
}

const possible: Readonly<Record<EntryAction, (entry: Entry) => boolean>> = {
  // A rejected recipient is sent to again by 'send-again'; what is only waiting, by 'send-now'.
  'send-now': (entry) => atRest(entry) && notEditing(entry) && canGo(entry) && entry.recipients.some(isOpen),
  hold: (entry) => atRest(entry) && entry.hold === undefined && entry.recipients.some(isOpen),
  release: (entry) => atRest(entry) && entry.hold !== undefined && entry.hold !== 'sign-in',
  edit: (entry) =>
    atRest(entry) && isTyped(entry) && entry.recipients.some(({ status }) => status.state !== 'accepted'),
  'edit-address': (entry) => atRest(entry) && isTyped(entry) && entry.recipients.some(isAddressRefused),
  'send-again': (entry) =>
    isStill(entry) &&
    notEditing(entry) &&
    canGo(entry) &&
    (has(entry, 'rejected') || (entry.cancelledAt !== undefined && entry.recipients.some(isOpen))),
  'it-arrived': (entry) => isStill(entry) && has(entry, 'unconfirmed'),
  'send-again-may-arrive-twice': (entry) =>
    isStill(entry) && notEditing(entry) && canGo(entry) && has(entry, 'unconfirmed'),
  'bounce-settled': hasOpenBounce,
  'sign-in-again': (entry) =>
    atRest(entry) && signInLanesOf(entry).some((lane) => !(entry.untrustedLanes?.includes(lane) ?? false)),
  'try-keychain': (entry) => atRest(entry) && (entry.keychainLanes ?? []).length > 0,
  'copy-proof': (entry) =>
    entry.recipients.some(({ status }) => status.state === 'accepted' && status.byPerson !== true),
  cancel: (entry) =>
    entry.cancelledAt === undefined && entry.cancelRequestedAt === undefined && entry.recipients.some(isOpen),
  undo: (entry) => atRest(entry) && isTyped(entry) && entry.undoUntil !== undefined,
  move: (entry) => atRest(entry) && notEditing(entry) && entry.recipients.some(isMovable),
  priority: (entry) => atRest(entry) && entry.recipients.some(isOpen),
  reschedule: (entry) => atRest(entry) && isTyped(entry) && notEditing(entry) && has(entry, 'pending'),
  'make-draft': (entry) => isStill(entry) && isTyped(entry) && entry.recipients.every(isSureToHaveNone),
  'edit-as-new': isTyped,
  'drop-recipient': (entry) =>
    atRest(entry) && entry.recipients.length > 1 && entry.recipients.some(isSureToHaveNone),
  delete: () => true,
}

/**
 * When the next attempt of the entry is due, in one lane or in any: epoch ms; 0 = at once; null = it is not sent on its own.
 * Where "not after" comes first, that: the attempt then finds it expired.
 */
export function dueAt(entry: Entry, lane?: LaneKey): number | null {
  if (!atRest(entry) || entry.hold !== undefined || !canGo(entry)) return null
  const open = openIn(entry, lane).filter((one) => !waitsForPassword(entry, one))
  if (open.length === 0) return null
  const earliest = Math.max(entry.scheduledAt ?? 0, entry.undoUntil ?? 0)
  const due = Math.max(earliest, Math.min(...open.map((one) => recipientDueAt(entry, one))))
  return entry.notAfter === undefined ? due : Math.min(due, entry.notAfter)
}

function recipientDueAt(entry: Entry, { status }: Recipient): number {
  return status.state === 'deferred' ? (status.retryAt ?? entry.nextAttemptAt ?? 0) : 0
}

/** The lane that carries this recipient. */
export function laneOf(entry: Entry, recipient: Recipient): LaneKey {
  return laneOfRoute(recipient) ?? entry.serverId
}

/** Recipients that an attempt in this lane goes to; without a lane, in any. */
export function openIn(entry: Entry, lane?: LaneKey): readonly Recipient[] {
  return entry.recipients.filter((one) => isOpen(one) && (lane === undefined || laneOf(entry, one) === lane))
}

/** Lanes whose password, or certificate, the entry waits for. What older programs wrote names none: it is that of the entry's server. */
export function signInLanesOf({ signInLanes, hold, serverId }: Entry): readonly LaneKey[] {
  return signInLanes ?? (hold === 'sign-in' ? [serverId] : [])
}

/** The recipient's lane waits for its password. */
export function waitsForPassword(entry: Entry, recipient: Recipient): boolean {
  return entry.signInLanes?.includes(laneOf(entry, recipient)) ?? false
}

/** The lane of the attempt that runs, else the entry's server. */
export function laneNow(entry: Entry): LaneKey {
  return entry.sendingLane ?? entry.serverId
}

/** Lanes in which someone is still to be sent to. */
export function lanesOf(entry: Entry): readonly LaneKey[] {
  return [...new Set(openIn(entry).map((one) => laneOf(entry, one)))]
}
