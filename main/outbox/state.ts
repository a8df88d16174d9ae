// What an entry is, computed from its recipients: state, group, actions, due time. Pure.
import type { EntryAction, Group, RecipientCounts } from '../api.ts'
import type { Entry, EntryState, LaneKey, Recipient } from './entry.ts'
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
  if (entry.cancelledAt !== undefined) return 'cancelled'
  if (entry.sendingAttemptId !== undefined) return 'sending'
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
  if (entry.serverId === '') return 'held'
  return entry.scheduledAt === undefined ? 'queued' : 'scheduled'
}

/** Whose move it is (design.md, State table): the outbox is grouped by it. */
export function groupOf(entry: Entry): Group {
  switch (stateOf(entry)) {
    case 'sent':
    case 'cancelled':
      return 'settled'
    case 'queued':
    case 'scheduled':
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
  return entry.serverId === '' || entry.recipients.some(({ status }) => status.state === 'rejected')
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
  'sign-in-again',
  'it-arrived',
  'send-again-may-arrive-twice',
  'send-again',
  'send-now',
  'release',
  'edit',
  'hold',
  'copy-proof',
  'delete',
]

const has = (entry: Entry, state: Recipient['status']['state']) =>
  entry.recipients.some(({ status }) => status.state === state)
const atRest = (entry: Entry) => entry.sendingAttemptId === undefined && entry.cancelledAt === undefined
const notEditing = (entry: Entry) => entry.hold !== 'editing'
const hasServer = (entry: Entry) => entry.serverId !== ''

/** Refused where the recipient was the matter, or may have been: not the sign-in, the sender or the session. */
export function isAddressRefused({ status }: Recipient): boolean {
  return status.state === 'rejected' && ['rcpt', 'data', 'message', 'local'].includes(status.failure.phase)
}

const possible: Readonly<Record<EntryAction, (entry: Entry) => boolean>> = {
  // A rejected recipient is sent to again by 'send-again'; what is only waiting, by 'send-now'.
  'send-now': (entry) =>
    atRest(entry) && notEditing(entry) && hasServer(entry) && entry.recipients.some(isOpen),
  hold: (entry) => atRest(entry) && entry.hold === undefined && entry.recipients.some(isOpen),
  release: (entry) => atRest(entry) && entry.hold !== undefined && entry.hold !== 'sign-in',
  edit: (entry) => atRest(entry) && entry.recipients.some(({ status }) => status.state !== 'accepted'),
  'edit-address': (entry) => atRest(entry) && entry.recipients.some(isAddressRefused),
  'send-again': (entry) => atRest(entry) && notEditing(entry) && hasServer(entry) && has(entry, 'rejected'),
  'it-arrived': (entry) => atRest(entry) && has(entry, 'unconfirmed'),
  'send-again-may-arrive-twice': (entry) =>
    atRest(entry) && notEditing(entry) && hasServer(entry) && has(entry, 'unconfirmed'),
  'sign-in-again': (entry) => atRest(entry) && entry.hold === 'sign-in',
  'copy-proof': (entry) =>
    entry.recipients.some(({ status }) => status.state === 'accepted' && status.byPerson !== true),
  // The steering of this part: each is possible once its transition is there.
  cancel: () => false,
  undo: () => false,
  move: () => false,
  priority: () => false,
  reschedule: () => false,
  'make-draft': () => false,
  'edit-as-new': () => false,
  'drop-recipient': () => false,
  delete: () => true,
}

/**
 * When the entry's next attempt is due, epoch ms; 0 = at once; null = it is not sent on its own.
 */
export function dueAt(entry: Entry): number | null {
  if (!atRest(entry) || entry.hold !== undefined || !hasServer(entry)) return null
  if (has(entry, 'pending')) return entry.scheduledAt ?? entry.nextAttemptAt ?? 0
  return has(entry, 'deferred') ? (entry.nextAttemptAt ?? 0) : null
}

export function laneOf(entry: Entry, recipient: Recipient): LaneKey {
  return laneOfRoute(recipient) ?? entry.serverId
}
export function lanesOf(entry: Entry): readonly LaneKey[] {
  return [...new Set(entry.recipients.filter(isOpen).map((one) => laneOf(entry, one)))]
}
