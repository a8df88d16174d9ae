// The outbox audits itself at start: what a crash left sending becomes queued or unconfirmed, by the step stored last.
import type { Clock } from '../clock.ts'
import { t } from '../text/t.ts'
import type { CourierReport } from './courier.ts'
import type { Attempt, Entry } from './entry.ts'
import type { EntryEvent } from './entry-event.ts'
import { isOpen } from './state.ts'
import { toInstant } from './zoned-time.ts'

/** What is to be said of an entry. */
export interface Finding {
  readonly event: EntryEvent
  /** The attempt that was cut off, closed by the audit. */
  readonly attempt?: Attempt
}

/**
 * The same for an attempt whose message was found where it was to go: a Maildir shows what was put there, so nobody has to be
 * asked (P3).
 */
export function auditDelivered(entry: Entry, attempt: Attempt, clock: Clock): Finding {
  const now = clock.now()
  const { id: attemptId, serverHost: host, route } = attempt
  const own = entry.recipients.filter((one) => isOpen(one) && one.route?.ruleId === route?.ruleId)
  const report: CourierReport = {
    overall: 'accepted',
    phase: 'done',
    recipients: own.map(({ address }) => ({ address, outcome: 'accepted' })),
    notes: [t('maildir.found')],
    answered: true,
    needsSignIn: false,
    session: {},
  }
  const { overall, phase, notes } = report
  return {
    event: { type: 'attempt-ended', attemptId, report, host, retryAt: now },
    attempt: { ...attempt, endedAt: now, overall, phase, notes, counts: true },
  }
}

/**
 * What an entry that is being sent becomes at start; undefined where nothing was cut off.
 * `attempt` is the entry's running attempt as it was stored, undefined where it is missing: then the worst is taken,
 * for nothing may be sent a second time without the person's word (P3).
 */
export function auditEntry(entry: Entry, attempt: Attempt | undefined, clock: Clock): Finding | undefined {
  if (entry.sendingAttemptId === undefined) return undefined
  const step = attempt?.step ?? 'about-to-complete'
  const refused = attempt?.refused ?? []
  const event = { type: 'interrupted', attemptId: entry.sendingAttemptId, step, refused } as const
  return attempt === undefined ? { event } : { event, attempt: closedAttempt(attempt, clock.now()) }
}

function closedAttempt(attempt: Attempt, now: number): Attempt {
  const mayHaveLeft = attempt.step === 'about-to-complete'
  return {
    ...attempt,
    // The step stays as it was stored: it is the evidence.
    endedAt: now,
    overall: mayHaveLeft ? 'unconfirmed' : 'deferred',
    phase: mayHaveLeft ? 'message' : 'local',
    counts: mayHaveLeft,
    failure: {
      phase: mayHaveLeft ? 'message' : 'local',
      kind: 'local',
      errorCode: 'INTERRUPTED',
      detail: mayHaveLeft
        ? 'The program ended after the final dot may have been written, before a reply was stored.'
        : 'The program ended before the message was handed over.',
    },
  }
}

/** A message that is late by less is simply sent. */
const missedAfterMs = 60_000

/**
 * Scheduled messages at start: the moment by the zone's rules of today; one whose time came while Sendoff was closed waits for
 * the person's word, lest it arrive when it makes no sense any more.
 */
export function auditTimes(entry: Entry, now: number): readonly EntryEvent[] {
  if (entry.scheduledAt === undefined || entry.hold !== undefined) return []
  const { schedule } = entry
  const found = schedule === undefined ? undefined : toInstant(schedule.local, schedule.zone)
  const at = found?.ok === true ? found.at : entry.scheduledAt
  const events: EntryEvent[] = []
  if (schedule !== undefined && at !== entry.scheduledAt) {
    const notAfter = entry.notAfter ?? null
    events.push({ type: 'rescheduled', schedule: { ...schedule, at }, notAfter })
  }
  if (at < now - missedAfterMs) events.push({ type: 'missed' })
  return events
}
