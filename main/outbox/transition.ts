// The state machine of the outbox: pure, total, one table from event to handler. An event that the entry's state does
// not allow leaves the entry as it is (the same object), so that a caller sees by identity that nothing happened.
import { isCounted, type CourierReport } from './courier.ts'
import type { AttemptStep, Entry, Reason, Recipient, RecipientStatus, Revision } from './entry.ts'
import { isUnreached } from '../failure.ts'
import type { RecipientResult } from '../smtp/types.ts'
import type { RouteRule } from '../api.ts'
import { routeOf } from './route/rules.ts'
import { statusAfter } from './results.ts'
import { isOpen, isPossible, laneOf } from './state.ts'

/** What can happen to an entry. */
export type EntryEvent =
  | { readonly type: 'attempt-started'; readonly attemptId: string }
  | {
      readonly type: 'attempt-ended'
      readonly lane?: string
      readonly attemptId: string
      readonly report: CourierReport
      /** Host of the server, kept as the one that took it. */
      readonly host: string
      /** Next attempt for what is put off, epoch ms. */
      readonly retryAt: number
      /** The time for tries is over: what is put off is held. */
      readonly giveUp?: boolean
      /** The rest of too many recipients: it goes in a further transaction now, and this one is no failed attempt. */
      readonly atOnce?: boolean
    }
  | {
      /** A crash cut the attempt off (found at start): `step` is the last that was stored. */
      readonly type: 'interrupted'
      readonly attemptId: string
      readonly step: AttemptStep
      readonly refused: readonly RecipientResult[]
    }
  | { readonly type: 'held'; readonly by: 'person' | 'editing' }
  | { readonly type: 'released' }
  | { readonly type: 'send-now' }
  | { readonly type: 'send-again' }
  | { readonly type: 'resolved'; readonly choice: 'arrived' | 'send-again' }
  | { readonly type: 'sign-in-needed' }
  | { readonly type: 'signed-in' }
  | { readonly type: 'server-deleted' }
  /** The rules were changed: who is still to be sent to follows them. */
  | { readonly type: 'rerouted'; readonly rules: readonly RouteRule[] }
  /** The network may be back, or the machine woke: what met no server is due at once (P20). */
  | { readonly type: 'network-back' }
  /** The wall clock was set back by so many ms: waits are kept as long as they were. */
  | { readonly type: 'clock-set-back'; readonly byMs: number }
  | { readonly type: 'revised'; readonly next: Revised }

/** A new version of the message (P2). */
export interface Revised {
  readonly revision: Revision
  readonly recipients: readonly Omit<Recipient, 'status'>[]
  /** Addresses that the person put in during the edit: they are sent to, whatever they got before. */
  readonly added: readonly string[]
  readonly identityId: string
  readonly from: Entry['from']
  readonly serverId: string
  readonly subject: string
}

/**
 * The entry after the event. `now` is epoch ms. Pure and total: every event is answered in every state.
 * What it keeps to: *accepted* is left only by a revision for which the person put the address in again (P2);
 * *unconfirmed* only by the person's word (P3); every decision stands as a reason (P15).
 */
export function transition(entry: Entry, event: EntryEvent, now: number): Entry {
  const handler = table[event.type] as (entry: Entry, event: EntryEvent, now: number) => Entry
  return handler(entry, event, now)
}

type Handler<T extends EntryEvent['type']> = (
  entry: Entry,
  event: Extract<EntryEvent, { type: T }>,
  now: number,
) => Entry

const table: { readonly [T in EntryEvent['type']]: Handler<T> } = {
  'attempt-started': (entry, { attemptId }, now) =>
    canStart(entry)
      ? settle(
          { ...entry, sendingAttemptId: attemptId, scheduledAt: undefined, nextAttemptAt: undefined },
          now,
        )
      : entry,

  'attempt-ended': (entry, event, now) =>
    entry.sendingAttemptId === event.attemptId ? ended(entry, event, now) : entry,

  interrupted: (entry, event, now) =>
    entry.sendingAttemptId === event.attemptId ? interrupted(entry, event, now) : entry,

  held: (entry, { by }, now) =>
    isPossible(entry, by === 'editing' ? 'edit' : 'hold') ? settle({ ...entry, hold: by }, now) : entry,

  released: (entry, _event, now) => (isPossible(entry, 'release') ? settle(released(entry), now) : entry),

  rerouted: (entry, { rules }, now) =>
    entry.sendingAttemptId === undefined && entry.recipients.some(isOpen)
      ? settle(
          { ...entry, recipients: entry.recipients.map((one) => (isOpen(one) ? rerouted(one, rules) : one)) },
          now,
        )
      : entry,

  'send-now': (entry, _event, now) =>
    isPossible(entry, 'send-now') ? settle(fresh(entry, isOpen), now) : entry,

  'send-again': (entry, _event, now) =>
    isPossible(entry, 'send-again') ? settle({ ...fresh(entry, isUnsent), attemptCount: 0 }, now) : entry,

  resolved: (entry, { choice }, now) => {
    if (choice === 'arrived') return isPossible(entry, 'it-arrived') ? arrived(entry, now) : entry
    return isPossible(entry, 'send-again-may-arrive-twice')
      ? settle({ ...fresh(entry, (one) => one.status.state === 'unconfirmed'), attemptCount: 0 }, now)
      : entry
  },

  'sign-in-needed': (entry, _event, now) =>
    isPossible(entry, 'hold') ? settle({ ...entry, hold: 'sign-in' }, now) : entry,

  'signed-in': (entry, _event, now) =>
    entry.hold === 'sign-in' && entry.sendingAttemptId === undefined
      ? settle(
          fresh(entry, (one) => isOpen(one) || isSignInRefusal(one)),
          now,
        )
      : entry,

  'server-deleted': (entry, _event, now) =>
    entry.serverId === '' || entry.recipients.every(({ status }) => status.state === 'accepted')
      ? entry
      : settle({ ...entry, serverId: '', hold: entry.hold === 'sign-in' ? undefined : entry.hold }, now),

  'network-back': (entry, _event, now) => (isDueWithNetwork(entry, now) ? waitUntil(entry, now) : entry),

  'clock-set-back': (entry, { byMs }, now) =>
    entry.nextAttemptAt !== undefined && entry.nextAttemptAt > now
      ? waitUntil(entry, Math.max(now, entry.nextAttemptAt - byMs))
      : entry,

  revised: (entry, { next }, now) =>
    entry.sendingAttemptId === undefined && entry.cancelledAt === undefined
      ? revised(entry, next, now)
      : entry,
}

/** Waits for its next try for want of a network alone: where a server answered one recipient, its wait is kept. */
function isDueWithNetwork(entry: Entry, now: number): boolean {
  return (
    entry.nextAttemptAt !== undefined &&
    entry.nextAttemptAt > now &&
    entry.recipients.every(({ status }) => status.state !== 'deferred' || isUnreached(status.failure))
  )
}

/** The wait alone changes: `updatedAt` stays, for nothing happened that a person cares about. */
function waitUntil(entry: Entry, nextAttemptAt: number): Entry {
  const moved: Entry = { ...entry, nextAttemptAt }
  return entry.reason.kind === 'retry' ? { ...moved, reason: reasonOf(moved) } : moved
}

function isUnsent(recipient: Recipient): boolean {
  return isOpen(recipient) || recipient.status.state === 'rejected'
}

function isSignInRefusal({ status }: Recipient): boolean {
  return status.state === 'rejected' && status.failure.phase === 'auth'
}

function canStart(entry: Entry): boolean {
  return isPossible(entry, 'send-now') && entry.hold === undefined
}

/** What was given up has its whole time again. */
function released(entry: Entry): Entry {
  return {
    ...entry,
    hold: undefined,
    waitingSince: entry.hold === 'gave-up' ? undefined : entry.waitingSince,
  }
}

/** Everything that waits or was refused is as if never tried (P18), and goes at once. */
function fresh(entry: Entry, which: (recipient: Recipient) => boolean): Entry {
  return {
    ...entry,
    hold: undefined,
    scheduledAt: undefined,
    nextAttemptAt: undefined,
    waitingSince: undefined,
    recipients: entry.recipients.map((one) => (which(one) ? { ...one, status: { state: 'pending' } } : one)),
  }
}

function ended(
  entry: Entry,
  {
    attemptId,
    lane,
    report,
    host,
    retryAt,
    giveUp = false,
    atOnce = false,
  }: Extract<EntryEvent, { type: 'attempt-ended' }>,
  now: number,
): Entry {
  const results = new Map(report.recipients.map((result) => [result.address, result]))
  const recipients = entry.recipients.map((one) =>
    isOpen(one) && (lane === undefined || laneOf(entry, one) === lane)
      ? { ...one, status: statusAfter(one, results.get(one.address), report, { id: attemptId, at: now }) }
      : one,
  )
  const gained = recipients.some((one, at) => one !== entry.recipients[at] && one.status.state === 'accepted')
  const deferred = recipients.some(({ status }) => status.state === 'deferred')
  const after = settle(
    {
      ...entry,
      recipients,
      sendingAttemptId: undefined,
      hold: holdAfter(report, recipients, deferred && giveUp),
      attemptCount: entry.attemptCount + (isCounted(report) && !atOnce ? 1 : 0),
      nextAttemptAt: deferred && !giveUp ? retryAt : undefined,
      waitingSince: entry.waitingSince ?? (deferred && report.answered && !atOnce ? now : undefined),
      handedTo: gained ? host : entry.handedTo,
    },
    now,
  )
  const { failure } = report
  return failure?.errorCode === spoolFaultCode && after.reason.kind === 'needs-person'
    ? { ...after, reason: { kind: 'needs-file', detail: failure.detail } }
    : after
}

function holdAfter(report: CourierReport, recipients: readonly Recipient[], giveUp: boolean): Entry['hold'] {
  if (report.needsSignIn && recipients.some(isUnsent)) return 'sign-in'
  return giveUp ? 'gave-up' : undefined
}

/** errorCode of the local failure that the courier reports when the bytes are gone or not the ones that were written. */
export const spoolFaultCode = 'SPOOL'

/** P3, P6: only what was stored as about to complete can be unconfirmed; before that the last octet was never written. */
function interrupted(
  entry: Entry,
  { attemptId, step, refused }: Extract<EntryEvent, { type: 'interrupted' }>,
  now: number,
): Entry {
  const atRest: Entry = { ...entry, sendingAttemptId: undefined, nextAttemptAt: undefined }
  if (step !== 'about-to-complete') {
    const again = settle(fresh(atRest, isOpen), now)
    return again.reason.kind === 'queued' ? { ...again, reason: { kind: 'interrupted', step } } : again
  }
  const report: CourierReport = { ...cutOff, recipients: refused }
  const own = new Map(refused.map((result) => [result.address, result]))
  const statusOf = (one: Recipient): RecipientStatus => {
    const result = own.get(one.address)
    if (result !== undefined) return statusAfter(one, result, report, { id: attemptId, at: now })
    return { state: 'unconfirmed', at: now, attemptId, failure: cutOff.failure }
  }
  const recipients = entry.recipients.map((one) => (isOpen(one) ? { ...one, status: statusOf(one) } : one))
  return settle({ ...atRest, recipients, attemptCount: entry.attemptCount + 1 }, now)
}

const cutOff = {
  overall: 'unconfirmed',
  phase: 'message',
  answered: true,
  needsSignIn: false,
  notes: [],
  session: {},
  failure: {
    phase: 'message',
    kind: 'local',
    errorCode: 'INTERRUPTED',
    detail: 'The program ended after the final dot may have been written, before a reply was stored.',
  },
} as const satisfies Partial<CourierReport>

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

/** P2: who has the message, or may have it, keeps that state unless the person put the address in again. */
function revised(entry: Entry, next: Revised, now: number): Entry {
  const before = new Map(entry.recipients.map((one) => [one.address, one.status]))
  const added = new Set(next.added)
  const statusOf = (address: string): RecipientStatus => {
    const status = before.get(address)
    const has = status?.state === 'accepted' || status?.state === 'unconfirmed'
    return has && !added.has(address) ? status : { state: 'pending' }
  }
  return settle(
    {
      ...entry,
      identityId: next.identityId,
      from: next.from,
      serverId: next.serverId,
      subject: next.subject,
      recipients: next.recipients.map((one) => ({ ...one, status: statusOf(one.address) })),
      history: [...entry.history, { ...entry.revision, recipients: entry.recipients }],
      revision: next.revision,
      hold: undefined,
      scheduledAt: undefined,
      nextAttemptAt: undefined,
      waitingSince: undefined,
      attemptCount: 0,
    },
    now,
  )
}

/** Sets the reason (P15) and the time of the change. */
function settle(entry: Entry, now: number): Entry {
  return { ...entry, updatedAt: now, reason: reasonOf(entry) }
}

function reasonOf(entry: Entry): Reason {
  if (entry.sendingAttemptId !== undefined) return { kind: 'sending' }
  if (entry.hold === 'person') return { kind: 'held-by-person' }
  if (entry.hold === 'editing') return { kind: 'held-editing' }
  if (entry.hold === 'sign-in') return { kind: 'needs-sign-in', serverId: entry.serverId }
  if (entry.hold === 'gave-up') return { kind: 'gave-up', since: entry.waitingSince ?? entry.updatedAt }
  const states = new Set(entry.recipients.map(({ status }) => status.state))
  if (states.has('unconfirmed')) return { kind: 'needs-choice' }
  if (entry.recipients.some(isOpen) && entry.serverId === '') return { kind: 'needs-server' }
  if (states.has('pending')) {
    return entry.scheduledAt === undefined ? { kind: 'queued' } : { kind: 'scheduled', at: entry.scheduledAt }
  }
  if (states.has('deferred')) {
    return { kind: 'retry', at: entry.nextAttemptAt ?? entry.updatedAt, attempt: entry.attemptCount + 1 }
  }
  return states.has('rejected') ? { kind: 'needs-person' } : { kind: 'settled' }
}

function rerouted(recipient: Recipient, rules: readonly RouteRule[]): Recipient {
  const { address, name, field, status } = recipient
  const route = routeOf(rules, address)
  return {
    address,
    ...(name === undefined ? {} : { name }),
    field,
    status,
    ...(route === undefined ? {} : { route }),
  }
}
