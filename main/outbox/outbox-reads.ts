// What the outbox is asked, and what does not change it.
import { CallError } from '../result.ts'
import type { Entry } from './entry.ts'
import type { Lanes } from './lanes.ts'
import type { Outbox } from './outbox.ts'
import type { Queue } from './queue.ts'
import type { SharedLanes } from './shared-lanes.ts'
import { laneNow } from './state.ts'

type Stored = 'get' | 'find' | 'page' | 'missed' | 'withHold' | 'naming' | 'settledBefore' | 'waiting'
type Running = 'live' | 'lanes' | 'reasonOf'

/** @throws CallError `not-found`. */
export async function getEntry(queue: Pick<Queue, 'get'>, entryId: string): Promise<Entry> {
  const entry = await queue.get(entryId)
  if (entry === undefined) throw new CallError('not-found', 'The message is not in the outbox any more.')
  return entry
}

/** Makes the readers of what is stored. */
export function createStoredReads(queue: Queue): Pick<Outbox, Stored> {
  return {
    get: (entryId) => getEntry(queue, entryId),
    find: (entryId) => queue.get(entryId),
    page: (query) => queue.page(query),
    missed: (limit) => queue.missed(limit),
    withHold: (hold) => queue.withHold(hold),
    naming: (texts, limit) => queue.naming(texts, limit),
    settledBefore: (at, limit) => queue.settledBefore(at, limit),
    waiting: async (serverId) => (await queue.lane(serverId)).waiting,
  }
}

/** Makes the readers of what the lanes do now. */
export function createRunningReads(queue: Queue, lanes: Lanes, shared: SharedLanes): Pick<Outbox, Running> {
  return {
    live: (entry) => lanes.live(laneNow(entry), entry.id),
    lanes: async () => lanes.views(await queue.lanes()),
    reasonOf: (entry) => {
      if (shared.areOurs) return lanes.reasonFor(entry) ?? entry.reason
      return entry.reason.kind === 'queued' ? { kind: 'other-process' } : entry.reason
    },
  }
}
