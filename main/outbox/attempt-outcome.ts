// What the end of an attempt makes of an entry: a report, or a cut. Pure.
import { isCounted, matterOf, type CourierReport } from './courier.ts'
import type { Entry, Recipient, RecipientStatus } from './entry.ts'
import type { EventOf } from './entry-event.ts'
import { statusAfter } from './results.ts'
import { fresh, settle, withSignInLane } from './settle.ts'
import { isOpen, laneOf } from './state.ts'

/** errorCode of the local failure that the courier reports when the bytes are gone or not the ones that were written. */
export const spoolFaultCode = 'SPOOL'

/** The attempt is over and told what became of the recipients of its lane. */
export function ended(entry: Entry, event: EventOf<'attempt-ended'>, now: number): Entry {
  const { attemptId, report, host, giveUp = false, atOnce = false } = event
  const recipients = recipientsAfter(entry, event, now)
  const gained = recipients.some((one, at) => one !== entry.recipients[at] && one.status.state === 'accepted')
  const deferred = recipients.some(
    ({ status }) => status.state === 'deferred' && status.attemptId === attemptId,
  )
  // Where recipients of another lane still go on, nothing of them is held.
  const alone = recipients.every((one) => !isOpen(one) || isInLane(entry, one, event.lane))
  const after: Entry = {
    ...entry,
    recipients,
    sendingAttemptId: undefined,
    sendingLane: undefined,
    hold: alone && deferred && giveUp ? 'gave-up' : undefined,
    attemptCount: entry.attemptCount + (isCounted(report) && !atOnce ? 1 : 0),
    nextAttemptAt: nextOf(recipients, deferred && !(alone && giveUp) ? event.retryAt : undefined),
    waitingSince: entry.waitingSince ?? (deferred && report.answered && !atOnce ? now : undefined),
    handedTo: gained ? host : entry.handedTo,
  }
  const lane = event.lane ?? entry.serverId
  const waiting = report.needsSignIn ? withSignInLane(after, lane, matterOf(report.failure)) : after
  const settled = settle(stoppedIfAsked(waiting, now), now)
  const { failure } = report
  return failure?.errorCode === spoolFaultCode && settled.reason.kind === 'needs-person'
    ? { ...settled, reason: { kind: 'needs-file', detail: failure.detail } }
    : settled
}

function isInLane(entry: Entry, recipient: Recipient, lane: string | undefined): boolean {
  return lane === undefined || laneOf(entry, recipient) === lane
}

function recipientsAfter(entry: Entry, event: EventOf<'attempt-ended'>, now: number): readonly Recipient[] {
  const { attemptId, lane, report, retryAt } = event
  const results = new Map(report.recipients.map((result) => [result.address, result]))
  const several = new Set(entry.recipients.map((one) => laneOf(entry, one))).size > 1
  return entry.recipients.map((one) => {
    if (!isOpen(one) || !isInLane(entry, one, lane)) return one
    const status = statusAfter(one, results.get(one.address), report, { id: attemptId, at: now })
    // With several lanes each has a clock of its own.
    return { ...one, status: several && status.state === 'deferred' ? { ...status, retryAt } : status }
  })
}

/** The soonest try of any that is put off. */
function nextOf(recipients: readonly Recipient[], own: number | undefined): number | undefined {
  const others = recipients.flatMap(({ status }) =>
    status.state === 'deferred' && status.retryAt !== undefined ? [status.retryAt] : [],
  )
  const all = own === undefined ? others : [own, ...others]
  return all.length === 0 ? undefined : Math.min(...all)
}

/** P21: a person asked to stop it while it was being sent; what is still open is not sent any more. */
function stoppedIfAsked(entry: Entry, now: number): Entry {
  if (entry.cancelRequestedAt === undefined) return entry
  const asked: Entry = { ...entry, cancelRequestedAt: undefined }
  return asked.recipients.some(isOpen)
    ? {
        ...asked,
        cancelledAt: now,
        hold: undefined,
        signInLanes: undefined,
        untrustedLanes: undefined,
        keychainLanes: undefined,
        nextAttemptAt: undefined,
      }
    : asked
}

/** P3, P6: only what was stored as about to complete can be unconfirmed; before that the last octet was never written. */
export function interrupted(entry: Entry, event: EventOf<'interrupted'>, now: number): Entry {
  const { attemptId, step, refused } = event
  const lane = entry.sendingLane
  const atRest: Entry = {
    ...entry,
    sendingAttemptId: undefined,
    sendingLane: undefined,
    nextAttemptAt: nextOf(entry.recipients, undefined),
  }
  if (step !== 'about-to-complete') {
    const open = (one: Recipient) => isOpen(one) && isInLane(entry, one, lane)
    const { homeServerId, failovers, serverId, cancelledAt } = entry
    // A cut says nothing about the server: it stays with the one that carried it.
    const again = { ...fresh(atRest, open), serverId, homeServerId, failovers, cancelledAt }
    const settled = settle(stoppedIfAsked(again, now), now)
    return settled.reason.kind === 'queued' ? { ...settled, reason: { kind: 'interrupted', step } } : settled
  }
  const report: CourierReport = { ...cutOff, recipients: refused }
  const own = new Map(refused.map((result) => [result.address, result]))
  const statusOf = (one: Recipient): RecipientStatus => {
    const result = own.get(one.address)
    if (result !== undefined) return statusAfter(one, result, report, { id: attemptId, at: now })
    return { state: 'unconfirmed', at: now, attemptId, failure: cutOff.failure }
  }
  const recipients = entry.recipients.map((one) =>
    isOpen(one) && isInLane(entry, one, lane) ? { ...one, status: statusOf(one) } : one,
  )
  return settle(stoppedIfAsked({ ...atRest, recipients, attemptCount: entry.attemptCount + 1 }, now), now)
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
