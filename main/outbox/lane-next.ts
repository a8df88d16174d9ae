// What a lane takes next: from what it read ahead, else from the queue.
import type { LaneKey } from './entry.ts'
import { createLaneAhead } from './lane-ahead.ts'
import type { LaneAttempts } from './lane-attempts.ts'
import type { LaneDeps } from './lane.ts'
import type { Next } from './queue.ts'

/** Entries that are read at a time for each connection. */
const aheadOfEach = 8

/** `floor` as in NextQuery. */
export interface LaneNext {
  /** From what was read ahead; undefined: the queue is to be asked. */
  ahead(floor: number): Next | undefined
  /** From the queue, with those behind it; undefined: nothing waits. Rejects on a storage fault. */
  read(floor: number): Promise<Next | undefined>
  /** Something changed that may change the order. */
  drop(): void
}

export interface LaneNextDeps extends Pick<LaneDeps, 'queue' | 'clock' | 'soon'> {
  readonly attempts: LaneAttempts
  /** They go first. */
  readonly hurried: ReadonlySet<string>
  /** Attempts at a time. */
  readonly limit: () => number
  /** The server is: one entry alone asks it, and nothing goes of what was read before. */
  readonly isAtFault: () => boolean
}

/** Nothing is read before it is asked for. */
export function createLaneNext(key: LaneKey, deps: LaneNextDeps): LaneNext {
  const { attempts, hurried, limit, isAtFault, queue, clock, soon } = deps
  const ahead = createLaneAhead()
  return {
    ahead: (floor) => {
      if (hurried.size > 0 || isAtFault()) ahead.drop()
      return ahead.take({ at: clock.monotonic(), floor }, (id) => attempts.has(id))
    },
    read: async (floor) => {
      const mark = ahead.mark()
      const readAt = { at: clock.monotonic(), floor }
      const next = await queue.next(key, {
        hurried: [...hurried],
        running: attempts.ids(),
        now: clock.now(),
        floor,
        ahead: limit() * aheadOfEach,
      })
      if (next === undefined) return undefined
      const { further = [], ...first } = next
      const behind = further.map((one) => ({ ...first, ...one, isAhead: true }))
      ahead.keep(behind, readAt, mark)
      soon?.(further.map(({ entry }) => entry))
      return next
    },
    drop: () => ahead.drop(),
  }
}
