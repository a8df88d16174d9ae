// The outbox as the core sees it: queue, lanes, submission and the audit at start, put together.
import { auditAll } from './audit-all.ts'
import { createCopyKeeper } from './copy/copy-keeper.ts'
import { createEntryActs } from './entry-acts.ts'
import { createLanes, type Lanes } from './lanes.ts'
import type { Note } from './lease/note.ts'
import { createRunningReads, createStoredReads } from './outbox-reads.ts'
import type { Outbox, OutboxDeps } from './outbox.ts'
import { createQueue, type Queue, type QueueNews } from './queue.ts'
import { createServerChanges } from './server-changes.ts'
import { createSharedLanes, type SharedLanes } from './shared-lanes.ts'
import { laneOf } from './state.ts'
import { createSubmissions } from './submissions.ts'

/** Opens the outbox over what the store holds; nothing is sent before `takeOver`. */
export function openOutbox(deps: OutboxDeps): Outbox {
  const { store, clock, log, saveCopy: save, openSpool, others } = deps
  const news: QueueNews = {
    changed: (entryId, entry, by) => {
      deps.news.changed(entryId, entry)
      if (by === 'us') others.tell({ kind: 'changed', ids: [entryId] })
      shared.changed(entryId, entry)
      if (shared.areOurs && entry !== null) copies.look(entry)
    },
    manyChanged: (by) => {
      deps.news.manyChanged()
      if (by === 'us') others.tell({ kind: 'changed', ids: [] })
      shared.wake()
    },
  }
  const queue = createQueue({ store: store.queue, clock, news })
  const copies = createCopyKeeper({ queue, save, openSpool, log })
  const lanes = createLanes({ ...deps, queue })
  const shared = createSharedLanes(lanes, others)
  const { redate, ...submissions } = createSubmissions(deps, queue)
  const changes = createServerChanges({ ...deps, queue, lanes, shared })
  return {
    ...createStoredReads(queue),
    ...createRunningReads(queue, lanes, shared),
    ...submissions,
    ...createEntryActs({ ...deps, queue, lanes, shared, redate }),
    ...changes,
    reported: async (entryId, reports) => {
      await queue.apply(entryId, { type: 'reported', reports })
    },
    settingsChanged: () => shared.wake(),
    heard: (note) => hear(note, queue, lanes, shared),
    wake: async () => {
      if (!shared.areOurs) return
      lanes.wake()
      await lanes.networkBack()
    },
    suspend: () => lanes.suspend(),
    takeOver: async () => {
      const unconfirmed = await auditAll(deps, queue)
      // Another start may find it open; where it is not, the first of each lane says so again.
      await changes.keychainOpened()
      shared.takeOver()
      lanes.wake()
      copies.begin()
      return unconfirmed
    },
    close: async (graceMs) => {
      await lanes.close(graceMs)
      await copies.close()
    },
  }
}

/** What another process changed is read anew; what it wants is done where this one runs the lanes. */
async function hear({ kind, ids }: Note, queue: Queue, lanes: Lanes, shared: SharedLanes): Promise<void> {
  if (kind === 'changed') await queue.refresh(ids)
  if (!shared.areOurs) return
  if (kind === 'signed-in') for (const serverId of ids) lanes.signedIn(serverId)
  if (kind !== 'hurry' && kind !== 'cancel') return
  for (const id of ids) {
    const entry = await queue.get(id)
    if (entry === undefined) continue
    if (kind === 'cancel') await shared.endAttempt(entry)
    else shared.hurry(id, new Set(entry.recipients.map((one) => laneOf(entry, one))))
  }
}
