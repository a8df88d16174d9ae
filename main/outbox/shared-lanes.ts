// The lanes of a profile: this process runs them, or another one that hears what is told.
import type { Entry, LaneKey } from './entry.ts'
import type { Lanes } from './lanes.ts'
import type { Others } from './outbox.ts'
import { laneNow, lanesOf } from './state.ts'

export interface SharedLanes {
  /** This process runs them. */
  readonly areOurs: boolean
  /** From now on it does. */
  takeOver(): void
  /** See Lanes.wake; whoever else runs them looks by itself. */
  wake(serverId?: string): void
  /** See Lanes.hurry. */
  hurry(entryId: string, lanes: Iterable<LaneKey>): void
  /** A password for the server is known; see Lane.signedIn. */
  signedIn(serverId: string, matter?: 'keychain'): void
  /** Ends the attempt that runs for the entry where that is still possible; resolves when it is over (P21). */
  endAttempt(entry: Entry): Promise<void>
  /** The entry changed, by whomever; `null`: it is gone. */
  changed(entryId: string, entry: Entry | null): void
}

/** Another process runs them at first, or none does. */
export function createSharedLanes(lanes: Lanes, others: Others): SharedLanes {
  let areOurs = false
  /** Who waits for the end of an attempt that another process runs, by entry. */
  const awaited = new Map<string, (() => void)[]>()
  const endedElsewhere = (entryId: string): Promise<void> =>
    new Promise((resolve) => {
      awaited.set(entryId, [...(awaited.get(entryId) ?? []), resolve])
    })
  return {
    get areOurs() {
      return areOurs
    },
    takeOver: () => (areOurs = true),
    wake: (serverId) => {
      if (areOurs) lanes.wake(serverId)
    },
    hurry: (entryId, keys) => {
      if (!areOurs) others.tell({ kind: 'hurry', ids: [entryId] })
      else for (const key of keys) lanes.hurry(key, entryId)
    },
    signedIn: (serverId, matter) => {
      others.tell({ kind: 'signed-in', ids: [serverId] })
      if (areOurs) lanes.signedIn(serverId, matter)
    },
    endAttempt: (entry) => {
      if (areOurs) return lanes.cancel(laneNow(entry), entry.id)
      others.tell({ kind: 'cancel', ids: [entry.id] })
      // Nobody runs it: the audit of whoever sends next says what became of it.
      return others.isHeard ? endedElsewhere(entry.id) : Promise.resolve()
    },
    changed: (entryId, entry) => {
      if (entry?.sendingAttemptId === undefined) {
        for (const resolve of awaited.get(entryId) ?? []) resolve()
        awaited.delete(entryId)
      }
      if (!areOurs) return
      if (entry === null) void lanes.gone(entryId)
      else for (const lane of lanesOf(entry)) lanes.wake(lane, entryId)
    },
  }
}
