// What a person asks of one message.
import { CallError } from '../result.ts'
import type { OwnedFile } from '../storage/derive.ts'
import { t } from '../text/t.ts'
import type { Entry } from './entry.ts'
import type { Lanes } from './lanes.ts'
import { getEntry } from './outbox-reads.ts'
import type { Outbox, OutboxDeps } from './outbox.ts'
import type { Queue } from './queue.ts'
import type { SharedLanes } from './shared-lanes.ts'
import { isPossible, laneNow, laneOf, lanesOf, stateOf } from './state.ts'
import type { Submissions } from './submissions.ts'

type EntryActs = Pick<Outbox, 'act' | 'actAtOnce' | 'cancel' | 'reschedule' | 'delete' | 'saveCopy'>

interface EntryActsDeps extends Pick<OutboxDeps, 'store' | 'log'> {
  readonly queue: Queue
  readonly lanes: Lanes
  readonly shared: SharedLanes
  readonly redate: Submissions['redate']
}

/** Makes them; each throws CallError `not-found` where the message is not there any more. */
export function createEntryActs(deps: EntryActsDeps): EntryActs {
  const { queue, lanes, shared, redate } = deps
  const get = (entryId: string) => getEntry(queue, entryId)

  const act: EntryActs['act'] = async (entryId, action, event) => {
    const entry = await get(entryId)
    if (!isPossible(entry, action)) throw notPossible(entry)
    const after = await queue.apply(entryId, event)
    return after ?? get(entryId)
  }

  return {
    act,
    actAtOnce: async (entryId, action, event) => {
      const entry = await get(entryId)
      if (!isPossible(entry, action)) return act(entryId, action, event)
      const home = entry.homeServerId === undefined ? [] : [entry.homeServerId]
      const keys = new Set([...entry.recipients.map((one) => laneOf(entry, one)), ...home])
      shared.hurry(entryId, keys)
      const after = await act(entryId, action, event)
      const concerned = new Set(lanesOf(after))
      for (const key of keys) if (!concerned.has(key)) lanes.calm(key, entryId)
      return after
    },
    cancel: async (entryId) => {
      const asked = await act(entryId, 'cancel', { type: 'cancel-requested' })
      if (asked.sendingAttemptId !== undefined) await shared.endAttempt(asked)
      return get(entryId)
    },
    reschedule: async (entryId, times) => {
      const entry = await get(entryId)
      if (!isPossible(entry, 'reschedule')) throw notPossible(entry)
      return redate(entry, times)
    },
    delete: async (entryId) => {
      const entry = await get(entryId)
      const stop = () =>
        Promise.all([laneNow(entry), ...lanesOf(entry)].map((lane) => lanes.stop(lane, entryId)))
      await stop()
      const files = await queue.remove(entryId)
      // An attempt that began in between has no entry to store its last step on; its session is destroyed.
      await stop()
      await Promise.all(files.map((file) => removeFile(deps, file)))
    },
    saveCopy: async (entryId, place) => {
      const { sentCopy } = await get(entryId)
      const wanted = place ?? sentCopy
      if (sentCopy?.state !== 'failed' || wanted === undefined)
        throw new CallError('not-possible', t('copy.none-failed'))
      await queue.apply(entryId, { type: 'copy-wanted', place: wanted })
    },
  }
}

/** What cannot be removed now is at the next start. */
async function removeFile({ store, log }: EntryActsDeps, file: OwnedFile): Promise<void> {
  try {
    await store[file.folder].remove(file.name)
    await store.leftovers.forget([file])
  } catch (error) {
    log.warn(`${file.name} of a deleted message stays for now: ${String(error)}`)
  }
}

function notPossible(entry: Entry): CallError {
  return new CallError('not-possible', t('send.not-possible', { state: t(`queue.state.${stateOf(entry)}`) }))
}
