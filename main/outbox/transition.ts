// The state machine of the outbox: pure, total, one table from event to handler. An event that the entry's state does
// not allow leaves the entry as it is (the same object), so that a caller sees by identity that nothing happened.
import { isUnreached } from '../failure.ts'
import { ended, interrupted } from './attempt-outcome.ts'
import { copyFailed, copySaved, copyWanted, withCopyDue } from './copy/copy-state.ts'
import type { Entry, LaneKey, Recipient, LaterReport } from './entry.ts'
import type { EntryEvent, EventOf } from './entry-event.ts'
import {
  fresh,
  isSignInRefusal,
  isUnsent,
  reasonOf,
  settle,
  withoutSignInLane,
  withSignInLane,
} from './settle.ts'
import { isOpen, isPossible, laneOf, openIn, serverOpen, signInLanesOf } from './state.ts'
import {
  cancelled,
  failedOver,
  moved,
  recipientDropped,
  released,
  rerouted,
  rescheduled,
  revised,
} from './steer.ts'

/**
 * The entry after the event. `now` is epoch ms. Pure and total: every event is answered in every state.
 * What it keeps to: *accepted* is left only by a revision for which the person put the address in again (P2);
 * *unconfirmed* only by the person's word (P3); every decision stands as a reason (P15).
 */
export function transition(entry: Entry, event: EntryEvent, now: number): Entry {
  const handler = table[event.type] as (entry: Entry, event: EntryEvent, now: number) => Entry
  const after = handler(entry, event, now)
  return after === entry ? entry : withCopyDue(entry, after)
}

type Handler<T extends EntryEvent['type']> = (entry: Entry, event: EventOf<T>, now: number) => Entry

const table: { readonly [T in EntryEvent['type']]: Handler<T> } = {
  'attempt-started': (entry, event, now) =>
    canStart(entry) && isAsSeen(entry, event) ? started(entry, event, now) : entry,

  'attempt-ended': (entry, event, now) =>
    entry.sendingAttemptId === event.attemptId ? ended(entry, event, now) : entry,

  interrupted: (entry, event, now) =>
    entry.sendingAttemptId === event.attemptId ? interrupted(entry, event, now) : entry,

  held: (entry, { by }, now) =>
    isPossible(entry, by === 'editing' ? 'edit' : 'hold')
      ? settle({ ...entry, hold: by, undoUntil: undefined }, now)
      : entry,

  released: (entry, _event, now) => (isPossible(entry, 'release') ? settle(released(entry), now) : entry),

  'send-now': (entry, _event, now) =>
    isPossible(entry, 'send-now') ? settle(withoutPastLimit(fresh(entry, isOpen), now), now) : entry,

  'send-again': (entry, _event, now) =>
    isPossible(entry, 'send-again')
      ? settle(withoutPastLimit({ ...fresh(entry, isUnsent), attemptCount: 0 }, now), now)
      : entry,

  resolved: (entry, { choice }, now) => {
    if (choice === 'bounce-settled') return withBouncesSettled(entry, now)
    if (choice === 'arrived') return isPossible(entry, 'it-arrived') ? arrived(entry, now) : entry
    if (!isPossible(entry, 'send-again-may-arrive-twice')) return entry
    const again = fresh(entry, (one) => one.status.state === 'unconfirmed')
    return settle(withoutPastLimit({ ...again, attemptCount: 0 }, now), now)
  },

  'sign-in-needed': (entry, { lane = entry.serverId, matter = 'password' }, now) =>
    isPossible(entry, 'hold') && openIn(entry, lane).length > 0
      ? settle(withSignInLane(entry, lane, matter), now)
      : entry,

  'signed-in': (entry, { lane = entry.serverId, matter }, now) => {
    const lanes = matter === 'keychain' ? (entry.keychainLanes ?? []) : signInLanesOf(entry)
    return isWaiting(entry) && lanes.includes(lane) ? signedIn(entry, lane, now) : entry
  },

  'server-deleted': (entry, _event, now) =>
    entry.serverId === '' || entry.recipients.every(({ status }) => status.state === 'accepted')
      ? entry
      : settle({ ...withoutSignInLane(entry, entry.serverId), serverId: '' }, now),

  'cancel-requested': (entry, _event, now) => cancelled(entry, now),
  moved,
  prioritised: (entry, { priority }, now) =>
    isPossible(entry, 'priority')
      ? { ...entry, priority: priority === 'normal' ? undefined : priority, updatedAt: now }
      : entry,
  rescheduled,
  missed: (entry, _event, now) =>
    entry.scheduledAt !== undefined && entry.hold === undefined && isPossible(entry, 'hold')
      ? settle({ ...entry, hold: (entry.notAfter ?? Infinity) <= now ? 'expired' : 'missed' }, now)
      : entry,
  'failed-over': failedOver,
  'recipient-dropped': (entry, { address }, now) => recipientDropped(entry, address, now),
  reported: (entry, { reports }) => withReports(entry, reports),
  rerouted: (entry, { rules }, now) => rerouted(entry, rules, now),

  'network-back': (entry, _event, now) =>
    isDueWithNetwork(entry, now) ? waitUntil(entry, now, () => now) : entry,

  'clock-set-back': (entry, { byMs }, now) => {
    const sooner = (at: number) => Math.max(now, at - byMs)
    const { undoUntil = 0, nextAttemptAt = 0 } = entry
    if (nextAttemptAt > now) return waitUntil(entry, now, sooner)
    return undoUntil > now ? withReason({ ...entry, undoUntil: sooner(undoUntil) }) : entry
  },

  'copy-saved': (entry, { file }, now) => copySaved(entry, file, now),
  'copy-failed': (entry, { detail }, now) => copyFailed(entry, detail, now),
  'copy-wanted': (entry, { place }) => copyWanted(entry, place),

  revised: (entry, { next }, now) =>
    entry.sendingAttemptId === undefined && entry.cancelledAt === undefined
      ? revised(entry, next, now)
      : entry,
}

/** Who waited for this password goes as if never tried; the password of another lane is still waited for. */
function signedIn(entry: Entry, lane: LaneKey, now: number): Entry {
  const waited = (one: Recipient) => laneOf(entry, one) === lane && (isOpen(one) || isSignInRefusal(one))
  const { signInLanes, untrustedLanes, keychainLanes } = withoutSignInLane(entry, lane)
  return settle({ ...fresh(entry, waited), signInLanes, untrustedLanes, keychainLanes }, now)
}

/** The latest for each recipient of the entry; its state stays: it had been handed over. */
function withReports(entry: Entry, reports: readonly LaterReport[]): Entry {
  const before = entry.reports ?? []
  const own = reports
    .filter(({ address }) => entry.recipients.some((one) => one.address === address))
    .map((report) => withSettled(report, before))
  const kept = before.filter((old) => own.every(({ address }) => address !== old.address))
  return own.length === 0 ? entry : { ...entry, reports: [...kept, ...own] }
}

/** The same report, read once more, is as settled as it was. */
function withSettled(report: LaterReport, before: readonly LaterReport[]): LaterReport {
  const same = before.find(
    ({ address, action, status, reportedAt }) =>
      address === report.address &&
      action === report.action &&
      status === report.status &&
      reportedAt === report.reportedAt,
  )
  return same?.settledAt === undefined ? report : { ...report, settledAt: same.settledAt }
}

/** The time of the row stays that of the hand-over. */
function withBouncesSettled(entry: Entry, now: number): Entry {
  if (!isPossible(entry, 'bounce-settled')) return entry
  const reports = entry.reports?.map((report) =>
    report.action === 'failed' ? { ...report, settledAt: report.settledAt ?? now } : report,
  )
  return { ...entry, reports }
}

function isWaiting(entry: Entry): boolean {
  return entry.sendingAttemptId === undefined && entry.cancelledAt === undefined
}

function canStart(entry: Entry): boolean {
  const { hold } = entry
  return isPossible(entry, 'send-now') && hold === undefined && !(entry.serverId === '' && serverOpen(entry))
}

/** Nobody was dropped from it, nothing was moved or written anew since it was read. */
function isAsSeen({ updatedAt, revision }: Entry, { seen }: EventOf<'attempt-started'>): boolean {
  return seen === undefined || (seen.updatedAt === updatedAt && seen.revision === revision.number)
}

/** "Not after" is looked at last thing before an attempt: a late message is worse than none. */
function started(entry: Entry, { attemptId, lane }: EventOf<'attempt-started'>, now: number): Entry {
  if (entry.notAfter !== undefined && entry.notAfter <= now) return settle({ ...entry, hold: 'expired' }, now)
  return settle(
    {
      ...entry,
      sendingAttemptId: attemptId,
      sendingLane: lane,
      scheduledAt: undefined,
      undoUntil: undefined,
      nextAttemptAt: undefined,
    },
    now,
  )
}

/** P17: who says "Send now" means it, whatever time was set as the latest. */
function withoutPastLimit(entry: Entry, now: number): Entry {
  return entry.notAfter !== undefined && entry.notAfter <= now ? { ...entry, notAfter: undefined } : entry
}

/** Waits for its next try for want of a network alone: where a server answered one recipient, its wait is kept. */
function isDueWithNetwork(entry: Entry, now: number): boolean {
  return (
    entry.nextAttemptAt !== undefined &&
    entry.nextAttemptAt > now &&
    entry.recipients.every(({ status }) => status.state !== 'deferred' || isUnreached(status.failure))
  )
}

/** The waits alone change: `updatedAt` stays, for nothing happened that a person cares about. */
function waitUntil(entry: Entry, now: number, at: (before: number) => number): Entry {
  const recipients = entry.recipients.map((one): Recipient => {
    const { status } = one
    return status.state === 'deferred' && status.retryAt !== undefined && status.retryAt > now
      ? { ...one, status: { ...status, retryAt: at(status.retryAt) } }
      : one
  })
  return withReason({ ...entry, recipients, nextAttemptAt: at(entry.nextAttemptAt ?? now) })
}

/** The time in its reason follows its wait. */
function withReason(entry: Entry): Entry {
  const { kind } = entry.reason
  return kind === 'retry' || kind === 'undo-window' ? { ...entry, reason: reasonOf(entry) } : entry
}

/** The person's word stands in for the reply that never came. */
function arrived(entry: Entry, now: number): Entry {
  const recipients = entry.recipients.map((one): Recipient =>
    one.status.state === 'unconfirmed'
      ? {
          ...one,
          status: { state: 'accepted', at: now, attemptId: one.status.attemptId, byPerson: true },
        }
      : one,
  )
  return settle({ ...entry, recipients }, now)
}
