// What a person, the identity's further servers and the rules do to an entry that is at rest. Pure.
import type { RouteRule } from '../api.ts'
import type { Entry, Failover, Recipient, RecipientStatus } from './entry.ts'
import type { EventOf, Revised } from './entry-event.ts'
import { routeOf } from './route/rules.ts'
import { isServerPhase, isTransient } from '../failure.ts'
import { atHome, fresh, settle, toPending, withoutSignInLane } from './settle.ts'
import { isAddressRefused, isOpen, isPossible } from './state.ts'

/** P21: at rest it is in time for all that is open; while it is being sent, the attempt's end tells. */
export function cancelled(entry: Entry, now: number): Entry {
  if (!isPossible(entry, 'cancel')) return entry
  if (entry.sendingAttemptId !== undefined) return settle({ ...entry, cancelRequestedAt: now }, now)
  return settle(
    {
      ...entry,
      cancelledAt: now,
      hold: undefined,
      signInLanes: undefined,
      untrustedLanes: undefined,
      keychainLanes: undefined,
      scheduledAt: undefined,
      schedule: undefined,
      undoUntil: undefined,
      nextAttemptAt: undefined,
    },
    now,
  )
}

/** What was given up has its whole time again, and what had expired may go later. */
export function released(entry: Entry): Entry {
  return {
    ...entry,
    hold: undefined,
    waitingSince: entry.hold === 'gave-up' ? undefined : entry.waitingSince,
    notAfter: entry.hold === 'expired' ? undefined : entry.notAfter,
  }
}

/** Over another server: what the old one said about the session or the sender says nothing any more (P18). */
export function moved(entry: Entry, { serverId }: EventOf<'moved'>, now: number): Entry {
  if (!isPossible(entry, 'move')) return entry
  const { scheduledAt, schedule, undoUntil } = entry
  const hold = entry.hold === 'sign-in' || entry.hold === 'gave-up' ? undefined : entry.hold
  const again = fresh(
    entry,
    (one) => isOpen(one) || (one.status.state === 'rejected' && !isAddressRefused(one)),
  )
  return settle(
    {
      ...again,
      serverId,
      homeServerId: undefined,
      failovers: undefined,
      hold,
      scheduledAt,
      schedule,
      undoUntil,
      attemptCount: 0,
    },
    now,
  )
}

/** A new time; a message that was missed, or had expired, waits for it like any other. */
export function rescheduled(entry: Entry, event: EventOf<'rescheduled'>, now: number): Entry {
  if (!isPossible(entry, 'reschedule')) return entry
  const { schedule, notAfter, revision } = event
  return settle(
    {
      ...entry,
      hold: entry.hold === 'missed' || entry.hold === 'expired' ? undefined : entry.hold,
      schedule: schedule ?? undefined,
      scheduledAt: schedule?.at,
      undoUntil: undefined,
      notAfter: notAfter ?? undefined,
      ...(revision === undefined ? {} : { revision, history: [...entry.history, entry.revision] }),
    },
    now,
  )
}

/** To the next server at once, as if never tried; after all of them home, where the wait goes on. */
export function failedOver(entry: Entry, event: EventOf<'failed-over'>, now: number): Entry {
  const { toServerId, from, keepsWait = false } = event
  const isThere = entry.sendingAttemptId === undefined && entry.serverId === from.serverId
  const isFree = entry.hold === undefined || entry.hold === 'sign-in'
  if (!isThere || !isFree || toServerId === from.serverId) return entry
  if (toServerId === entry.homeServerId) return settle(backHome(entry, from, now), now)
  const waits = (one: Recipient) => one.route === undefined && (isOpen(one) || isSessionRefusal(one))
  if (!entry.recipients.some(waits) || isUnconfirmed(entry)) return entry
  const stays = (one: Recipient) => keepsWait && (entry.nextAttemptAt ?? 0) > now && isOpen(one)
  return settle(
    {
      ...withoutSignInLane(entry, from.serverId),
      serverId: toServerId,
      homeServerId: entry.homeServerId ?? from.serverId,
      failovers: [...(entry.failovers ?? []), from],
      nextAttemptAt: entry.recipients.some(stays) ? entry.nextAttemptAt : undefined,
      recipients: entry.recipients.map((one) => (waits(one) && !stays(one) ? toPending(one) : one)),
    },
    now,
  )
}

/**
 * No further server took it. What they said of themselves is not held against it: it waits for its own server as before, and
 * at least as long as that one's refusal asks for.
 */
function backHome(entry: Entry, from: Failover, now: number): Entry {
  const left = entry.failovers?.find(({ serverId }) => serverId === entry.homeServerId)
  const nextAttemptAt = Math.max(entry.nextAttemptAt ?? 0, left?.retryAt ?? 0)
  const home = {
    ...atHome(withoutSignInLane(entry, entry.serverId)),
    nextAttemptAt: nextAttemptAt === 0 ? undefined : nextAttemptAt,
  }
  const isRefusedThere = left !== undefined && !isTransient(left.failure)
  // What its own server refused for good stays refused; who was only put off there waits, for the other one's trouble at least.
  const failure = left === undefined || isRefusedThere ? from.failure : left.failure
  if (!isTransient(failure)) return home
  const recipients = entry.recipients.map((one): Recipient => {
    const { status } = one
    const isAgain = status.state === 'pending' || (!isRefusedThere && isSessionRefusal(one))
    if (one.route !== undefined || !isAgain) return one
    const attemptId = status.state === 'rejected' ? (status.attemptId ?? '') : ''
    return { ...one, status: { state: 'deferred', at: now, attemptId, failure } }
  })
  return { ...home, recipients }
}

/** The session was refused, or did not come about: nobody was named to the server. */
function isSessionRefusal({ status }: Recipient): boolean {
  return status.state === 'rejected' && isServerPhase(status.failure.phase)
}

function isUnconfirmed(entry: Entry): boolean {
  return entry.recipients.some(({ status }) => status.state === 'unconfirmed')
}

/** It is not sent to any more; who has it stays in the record. */
export function recipientDropped(entry: Entry, address: string, now: number): Entry {
  if (!isPossible(entry, 'drop-recipient')) return entry
  const recipients = entry.recipients.filter((one) => one.address !== address || !isDroppable(one))
  return recipients.length === 0 || recipients.length === entry.recipients.length
    ? entry
    : settle({ ...entry, recipients }, now)
}

function isDroppable({ status }: Recipient): boolean {
  return status.state !== 'accepted' && status.state !== 'unconfirmed'
}

export function rerouted(entry: Entry, rules: readonly RouteRule[], now: number): Entry {
  if (entry.sendingAttemptId !== undefined || !entry.recipients.some(isOpen)) return entry
  const recipients = entry.recipients.map((one) => (isOpen(one) ? withRoute(one, rules) : one))
  return settle({ ...entry, recipients }, now)
}

function withRoute(recipient: Recipient, rules: readonly RouteRule[]): Recipient {
  const { route: _before, ...rest } = recipient
  const route = routeOf(rules, recipient.address)
  return route === undefined ? rest : { ...rest, route }
}

/** P2: who has the message, or may have it, keeps that state unless the person put the address in again. */
export function revised(entry: Entry, next: Revised, now: number): Entry {
  const before = new Map(entry.recipients.map((one) => [one.address, one.status]))
  const added = new Set(next.added)
  const statusOf = (address: string): RecipientStatus => {
    const status = before.get(address)
    const has = status?.state === 'accepted' || status?.state === 'unconfirmed'
    return has && !added.has(address) ? status : { state: 'pending' }
  }
  const { identityId, from, envelopeSender, sentCopy, serverId, subject, allOrNone } = next
  const { schedule, notAfter, priority, undoUntil } = next
  return settle(
    {
      ...atHome(entry),
      identityId,
      from,
      envelopeSender,
      sentCopy,
      serverId,
      subject,
      allOrNone,
      recipients: next.recipients.map((one) => ({ ...one, status: statusOf(one.address) })),
      history: [...entry.history, { ...entry.revision, recipients: entry.recipients }],
      revision: next.revision,
      hold: next.hold,
      signInLanes: undefined,
      untrustedLanes: undefined,
      keychainLanes: undefined,
      schedule,
      scheduledAt: schedule?.at,
      notAfter,
      priority,
      undoUntil,
      nextAttemptAt: undefined,
      waitingSince: undefined,
      attemptCount: 0,
    },
    now,
  )
}
