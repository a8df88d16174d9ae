// The attempts that a lane runs now, by entry, and what ends them early.
import type { LiveProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import { endRunning, type Running } from './lane-running.ts'
import { findUnwritten } from './lane-window.ts'

export interface LaneAttempts {
  add(entryId: string, running: Running): void
  /** It is over. */
  remove(entryId: string): void
  has(entryId: string): boolean
  readonly size: number
  /** Entries that have one. */
  ids(): readonly string[]
  /** In the order of their starts. */
  all(): Iterable<Running>
  /** See Lane.live. */
  live(entryId: string): LiveProgress | undefined
  /** See Lane.stop. */
  stop(entryId: string): Promise<void>
  /** See Lane.cancel. */
  cancel(entryId: string): Promise<void>
  /** See Lane.suspend. */
  suspend(): void
  /** The lane is paused: what waits behind another message of its session, with nothing of it written, is not sent any more. */
  endUnwritten(): void
  /** Gives them `graceMs`, then ends them; resolves when all are over. */
  end(clock: Clock, graceMs: number): Promise<unknown>
}

/** None at first. */
export function createLaneAttempts(): LaneAttempts {
  const running = new Map<string, Running>()
  return {
    add: (entryId, one) => void running.set(entryId, one),
    remove: (entryId) => void running.delete(entryId),
    has: (entryId) => running.has(entryId),
    get size() {
      return running.size
    },
    ids: () => [...running.keys()],
    all: () => running.values(),
    live: (entryId) => {
      const live = running.get(entryId)?.live
      return live === undefined || live.attemptId === '' ? undefined : live
    },
    stop: async (entryId) => {
      const one = running.get(entryId)
      one?.abort.abort('deleted')
      await one?.done
    },
    cancel: async (entryId) => {
      const one = running.get(entryId)
      if (one?.isCommitted === false) one.abort.abort('cancelled')
      await one?.done
    },
    suspend: () => {
      for (const { abort, isCommitted } of running.values()) if (!isCommitted) abort.abort('suspended')
    },
    endUnwritten: () => {
      for (const { abort } of findUnwritten(running.values())) abort.abort('paused')
    },
    end: (clock, graceMs) => Promise.all([...running.values()].map((one) => endRunning(one, clock, graceMs))),
  }
}
