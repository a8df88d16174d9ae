// The couriers of a lane: how many may be under way, which has room for one more message, which is idle.
import type { Courier } from './courier.ts'
import type { LaneKey } from './entry.ts'
import type { LaneAttempts } from './lane-attempts.ts'
import type { Running } from './lane-running.ts'
import { countBusy, findRoom } from './lane-window.ts'
import type { LaneDeps } from './lane.ts'

export interface LaneCouriers {
  /** Attempts at a time, each over its own session. */
  limit(): number
  /** Whether one more attempt may begin. */
  hasRoom(): boolean
  /** For one more attempt: an idle one, one with room on its session, or a new one. */
  take(): Courier
  /** The attempt's transport is done: its courier is idle where no other attempt shares it. */
  free(running: Running): void
  /** No work is waiting: idle ones end their sessions politely. */
  rest(): void
  /** The same; resolves when all have. */
  close(): Promise<unknown>
}

type LaneCouriersDeps = Pick<LaneDeps, 'createCourier' | 'server' | 'log'>

/** `isAtFault`: the server is, and is asked by one entry alone. */
export function createLaneCouriers(
  key: LaneKey,
  { createCourier, server, log }: LaneCouriersDeps,
  attempts: LaneAttempts,
  isAtFault: () => boolean,
): LaneCouriers {
  /** They carry nothing now; one may have kept its session. */
  const idle: Courier[] = []
  const limit = () => (isAtFault() ? 1 : (server().concurrency ?? 1))
  const isBusy = () => countBusy(attempts.all()) >= limit()
  /** A session that takes one more message while others are under way on it. */
  const room = () => (isAtFault() ? undefined : findRoom(attempts.all()))
  return {
    limit,
    hasRoom: () => !isBusy() || room() !== undefined,
    take: () => idle.pop() ?? (isBusy() ? room() : undefined) ?? createCourier(),
    free: (running) => {
      const { courier, isFree } = running
      running.isFree = true
      const isShared = [...attempts.all()].some((one) => one.courier === courier && !one.isFree)
      if (!isFree && !isShared) idle.push(courier)
    },
    rest: () => {
      for (const courier of idle) {
        courier.rest().catch((error: unknown) => {
          log.warn(`${key}: the session did not close: ${String(error)}`)
        })
      }
    },
    close: () => Promise.all(idle.map((courier) => courier.rest())),
  }
}
