// What a lane gives to further servers while its own does not take it.
import type { Failure } from '../failure.ts'
import type { Entry, LaneKey } from './entry.ts'
import { nextServer } from './failover.ts'
import type { LaneDeps } from './lane.ts'
import { dueAt } from './state.ts'

/** Entries that are read in one go. */
const pageSize = 100

export interface LaneFailover {
  /** Over the next server that the identity allows; false: it stays. */
  one(entry: Entry, failure: Failure): Promise<boolean>
  /** The same for all that are due by then and can be; each goes when it is due. */
  all(dueBy: number, failure: Failure): Promise<void>
  /** When the soonest becomes due between these times that may go over another server; Infinity: none does. */
  nextDueAt(from: number, to: number): Promise<number>
  /** The same for all that are due now, where nothing of the kind is at work. */
  divert(failure: Failure): void
}

export type LaneFailoverDeps = Pick<
  LaneDeps,
  'queue' | 'server' | 'furtherServers' | 'identitiesWithFurther' | 'canUse' | 'clock' | 'log'
>

/** `isFree`: the lane has nothing to do with the entry just now. */
export function createLaneFailover(
  key: LaneKey,
  deps: LaneFailoverDeps,
  isFree: (entryId: string) => boolean,
): LaneFailover {
  let isDiverting = false

  const one = async (entry: Entry, failure: Failure, keepsWait = false): Promise<boolean> => {
    const { queue, furtherServers, canUse, clock } = deps
    if (entry.serverId !== key) return false
    const toServerId = nextServer(entry, furtherServers(entry), canUse)
    if (toServerId === undefined) return false
    const { nextAttemptAt: retryAt } = entry
    const from = {
      ...{ serverId: key, serverName: deps.server().name, at: clock.now(), failure },
      ...(retryAt === undefined ? {} : { retryAt }),
    }
    const after = await queue.apply(entry.id, { type: 'failed-over', toServerId, from, keepsWait })
    return after?.serverId === toServerId
  }

  const all = async (dueBy: number, failure: Failure): Promise<void> => {
    const identityIds = deps.identitiesWithFurther()
    let after = ''
    while (identityIds.length > 0) {
      const page = await deps.queue.inLane(key, { dueBy, identityIds, after, limit: pageSize })
      await Promise.all(page.filter(({ id }) => isFree(id)).map((entry) => one(entry, failure, true)))
      const last = page.at(-1)
      if (last === undefined || page.length < pageSize) return
      after = last.id
    }
  }

  return {
    one: (entry, failure) => one(entry, failure),
    all,
    nextDueAt: async (from, to) => {
      const identityIds = deps.identitiesWithFurther()
      if (identityIds.length === 0) return Infinity
      // Of a lane with more entries than this, the first are looked at again when they are due.
      const page = await deps.queue.inLane(key, { dueBy: to, identityIds, after: '', limit: pageSize })
      return Math.min(Infinity, ...page.map((entry) => dueAt(entry, key) ?? 0).filter((at) => at > from))
    },
    divert: (failure) => {
      if (isDiverting) return
      isDiverting = true
      all(deps.clock.now(), failure)
        .catch((error: unknown) => deps.log.error(`${key}: a change could not be stored`, error))
        .finally(() => (isDiverting = false))
    },
  }
}
