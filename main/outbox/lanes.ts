import { lanesOf } from './state.ts'
// One lane for each server: a stuck lane never delays another.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Courier } from './courier.ts'
import { createLane, type Lane, type LaneDeps } from './lane.ts'
import type { LaneServer } from './run-attempt.ts'

export interface LanesDeps extends Omit<LaneDeps, 'courier' | 'server'> {
  readonly courierFor: (serverId: string) => Courier
  readonly server: (serverId: string) => LaneServer
}

export interface Lanes {
  /** Something may be due in this server's lane; without a server, in any. */
  wake(serverId?: string): void
  /** P20: see Lane.networkBack. */
  networkBack(): Promise<void>
  /** Send now: the entry goes first and really tries (P17). Called before the entry is made due, lest it be picked as any other. */
  hurry(serverId: string, entryId: string): void
  /** Ends the entry's running attempt; resolves when its session is destroyed. */
  stop(serverId: string, entryId: string): Promise<void>
  live(serverId: string, entryId: string): LiveProgress | undefined
  views(): readonly LaneView[]
  /** The server is gone: what its lane runs is ended as at quit. */
  drop(serverId: string): Promise<void>
  close(graceMs: number): Promise<void>
}

/** Makes the lanes; each is made when its server's first entry is. */
export function createLanes(deps: LanesDeps): Lanes {
  const lanes = new Map<string, Lane>()
  let closed = false

  const laneOf = (serverId: string): Lane | undefined => {
    if (closed || serverId === '') return undefined
    const there = lanes.get(serverId)
    if (there !== undefined) return there
    const made = createLane(serverId, {
      ...deps,
      courier: deps.courierFor(serverId),
      server: () => deps.server(serverId),
    })
    lanes.set(serverId, made)
    return made
  }

  return {
    wake(serverId) {
      if (serverId !== undefined) return laneOf(serverId)?.wake()
      const serverIds = new Set([...deps.queue.all()].flatMap((entry) => lanesOf(entry)))
      for (const id of serverIds) laneOf(id)?.wake()
    },
    async networkBack() {
      await Promise.all([...lanes.values()].map((lane) => lane.networkBack()))
    },
    hurry: (serverId, entryId) => laneOf(serverId)?.hurry(entryId),
    stop: async (serverId, entryId) => lanes.get(serverId)?.stop(entryId),
    live: (serverId, entryId) => lanes.get(serverId)?.live(entryId),
    views: () => [...lanes.values()].map((lane) => lane.view()),
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
