// One lane for each server: a stuck lane never delays another.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Courier } from './courier.ts'
import { createLane } from './create-lane.ts'
import type { Entry, LaneKey, Reason } from './entry.ts'
import type { Lane, LaneDeps, StopReason } from './lane.ts'
import type { LaneWork } from './queue.ts'
import type { LaneServer } from './run-attempt.ts'
import { lanesOf } from './state.ts'

export interface LanesDeps extends Omit<LaneDeps, 'createCourier' | 'server' | 'stopReason' | 'canUse'> {
  readonly courierFor: (serverId: string) => Courier
  readonly server: (serverId: string) => LaneServer
  readonly stopReason: (lane: LaneKey) => StopReason | undefined
}

export interface Lanes {
  /** Something may be due in this server's lane; without a server, in any. `entryId`: by a change of this entry alone. */
  wake(serverId?: string, entryId?: string): void
  /** P20: see Lane.networkBack. */
  networkBack(): Promise<void>
  /** See Lane.suspend. */
  suspend(): void
  /** Send now: the entry goes first and really tries (P17). Called before the entry is made due, lest it be picked as any other. */
  hurry(serverId: string, entryId: string): void
  /** Takes "goes first" back, where the lane has nothing to do with the entry. */
  calm(serverId: string, entryId: string): void
  /** A password for the server is known. */
  signedIn(serverId: string, matter?: 'keychain'): void
  /** Ends the entry's running attempt; resolves when its session is destroyed. */
  stop(serverId: string, entryId: string): Promise<void>
  /** The entry is gone: what runs for it, in whichever lane, is ended. */
  gone(entryId: string): Promise<void>
  /** P21: see Lane.cancel. */
  cancel(serverId: string, entryId: string): Promise<void>
  live(serverId: string, entryId: string): LiveProgress | undefined
  /** Why its lanes keep the entry waiting (P15). */
  reasonFor(entry: Entry): Reason | undefined
  views(works: readonly LaneWork[]): readonly LaneView[]
  /** The server is gone: what its lane runs is ended as at quit. */
  drop(serverId: string): Promise<void>
  close(graceMs: number): Promise<void>
}

/** Makes the lanes; each is made when its server's first entry is. */
export function createLanes(deps: LanesDeps): Lanes {
  const lanes = new Map<string, Lane>()
  let closed = false

  const canUse = (serverId: LaneKey): boolean =>
    lanes.get(serverId)?.isUsable() ?? deps.stopReason(serverId) === undefined

  const laneOf = (serverId: string): Lane | undefined => {
    if (closed || serverId === '') return undefined
    const there = lanes.get(serverId)
    if (there !== undefined) return there
    const made = createLane(serverId, {
      ...deps,
      createCourier: () => deps.courierFor(serverId),
      server: () => deps.server(serverId),
      stopReason: () => deps.stopReason(serverId),
      canUse,
    })
    lanes.set(serverId, made)
    return made
  }

  return {
    wake(serverId, entryId) {
      if (serverId !== undefined) return laneOf(serverId)?.wake(entryId)
      deps.queue.lanes().then(
        (works) => works.forEach(({ lane }) => laneOf(lane)?.wake()),
        (error: unknown) => {
          if (!closed) deps.log.error('the lanes could not be read', error)
        },
      )
    },
    async networkBack() {
      await Promise.all([...lanes.values()].map((lane) => lane.networkBack()))
    },
    suspend: () => lanes.forEach((lane) => lane.suspend()),
    hurry: (serverId, entryId) => laneOf(serverId)?.hurry(entryId),
    calm: (serverId, entryId) => lanes.get(serverId)?.calm(entryId),
    signedIn: (serverId, matter) => lanes.get(serverId)?.signedIn(matter),
    stop: async (serverId, entryId) => lanes.get(serverId)?.stop(entryId),
    gone: (entryId) => stopIn([...lanes.values()], entryId),
    cancel: async (serverId, entryId) => lanes.get(serverId)?.cancel(entryId),
    reasonFor: (entry) =>
      lanesOf(entry)
        .map((key) => lanes.get(key)?.reasonFor(entry))
        .find((reason) => reason !== undefined),
    live: (serverId, entryId) => lanes.get(serverId)?.live(entryId),
    views: (works) => {
      const byLane = new Map(works.map((work) => [work.lane, work]))
      for (const { lane } of works) laneOf(lane)
      return [...lanes].map(([key, lane]) => lane.view(byLane.get(key) ?? noWork(key)))
    },
    async drop(serverId) {
      const lane = lanes.get(serverId)
      lanes.delete(serverId)
      await lane?.close(0)
    },
    async close(graceMs) {
      closed = true
      await Promise.all([...lanes.values()].map((lane) => lane.close(graceMs)))
    },
  }
}

async function stopIn(lanes: readonly Lane[], entryId: string): Promise<void> {
  await Promise.all(lanes.map((lane) => lane.stop(entryId)))
}

function noWork(lane: LaneKey): LaneWork {
  return { lane, waiting: 0, needsSignIn: false, nextDueAt: null }
}
