import type { Entry } from '../outbox/entry.ts'
import { toAttemptRow } from './attempt-row.ts'
import type { QueueTable } from './store.ts'
import type { WorkerClient } from './worker-client.ts'

/** The queue over the worker. */
export function createQueueTable({ sql }: Pick<WorkerClient, 'sql'>): QueueTable {
  return {
    get: async (entryId) => (await sql('queue.get', { entryId })) ?? undefined,
    getMany: (entryIds) => sql('queue.getMany', { entryIds }),
    add: (entry) => sql('queue.add', { entry }),
    apply: async (entryId, event, now, attempt, isPatient) => {
      const change = {
        ...{ entryId, now, event: JSON.stringify(event) },
        ...(attempt === undefined ? {} : { attempt: toAttemptRow(attempt) }),
      }
      const { entry, isChanged } = await sql('queue.apply', change, isPatient)
      return { entry: entry === null ? null : fromWorker(entry), isChanged }
    },
    applyToMany: (lane, event, now, told) => sql('queue.applyToMany', { lane, event, now, told }),
    record: (attempt, isPatient) => sql('queue.record', { attempt: toAttemptRow(attempt) }, isPatient),
    remove: (entryId) => sql('queue.remove', { entryId }),
    next: async (lane, query) => {
      const next = await sql('queue.next', { lane, query })
      if (next === null) return undefined
      const { further, ...first } = next
      if (further === undefined) return first
      return { ...first, further: further.map((one) => ({ ...one, entry: fromWorker(one.entry) })) }
    },
    lanes: () => sql('queue.lanes', null),
    lane: (lane) => sql('queue.lane', { lane }),
    inLane: (lane, query) => sql('queue.inLane', { lane, query }),
    page: (query) => sql('queue.page', { query }),
    missed: async (limit) => (await sql('queue.missed', { limit })) ?? undefined,
    naming: (texts, limit) => sql('queue.naming', { texts, limit }),
    withHold: (hold) => sql('queue.withHold', { hold }),
    toAudit: () => sql('queue.toAudit', null),
    copiesDue: () => sql('queue.copiesDue', null),
    settledBefore: (at, limit) => sql('queue.settledBefore', { at, limit }),
  }
}

/** The worker understood the row, or wrote it. */
function fromWorker(text: string): Entry {
  return JSON.parse(text) as Entry
}
