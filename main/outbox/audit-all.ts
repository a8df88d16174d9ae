import type { Clock } from '../clock.ts'
import type { Store } from '../storage/store.ts'
import { auditDelivered, auditEntry, auditTimes, type Finding } from './audit.ts'
import type { Attempt, Entry } from './entry.ts'
import type { Queue } from './queue.ts'
import { stateOf } from './state.ts'

export interface AuditDeps {
  readonly store: Pick<Store, 'attempts'>
  readonly clock: Clock
  /** Whether the attempt, cut off in its last step, can be shown to have delivered (Maildir). */
  readonly wasDelivered: (attempt: Attempt) => Promise<boolean>
}

/** Puts right what a crash cut off, and what was due meanwhile. Gives the ids of entries that are unconfirmed by it. */
export async function auditAll(deps: AuditDeps, queue: Queue): Promise<readonly string[]> {
  const before = await queue.toAudit()
  const after = await Promise.all(before.map((entry) => auditOne(deps, queue, entry)))
  const unconfirmed = after.filter(
    (entry, at) => before[at]?.sendingAttemptId !== undefined && stateOf(entry) === 'unconfirmed',
  )
  return unconfirmed.map(({ id }) => id)
}

async function auditOne(deps: AuditDeps, queue: Queue, before: Entry): Promise<Entry> {
  let entry = before
  const finding = await findCutOff(deps, entry)
  if (finding !== undefined) entry = (await queue.apply(entry.id, finding.event, finding.attempt)) ?? entry
  for (const event of auditTimes(entry, deps.clock.now())) {
    entry = (await queue.apply(entry.id, event)) ?? entry
  }
  return entry
}

async function findCutOff(deps: AuditDeps, entry: Entry): Promise<Finding | undefined> {
  if (entry.sendingAttemptId === undefined) return undefined
  const attempt = await deps.store.attempts.get(entry.sendingAttemptId)
  const delivered = attempt !== undefined && (await deps.wasDelivered(attempt))
  return delivered ? auditDelivered(entry, attempt, deps.clock) : auditEntry(entry, attempt, deps.clock)
}
