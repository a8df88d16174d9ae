// What a lane read ahead: entries that are due behind the one it asked for, so that each needs no way to the storage thread of its own.
import type { Next } from './queue.ts'

/** How long it may be used, ms: what becomes due meanwhile and goes first waits no longer. */
const lastsMs = 250

/** When it was read, and by what. */
export interface ReadAt {
  /** Monotonic, ms. */
  readonly at: number
  /** Nothing went before this, epoch ms. */
  readonly floor: number
}

export interface LaneAhead {
  /** To be asked for before the read: what is dropped meanwhile stays dropped. */
  mark(): number
  keep(next: readonly Next[], readAt: ReadAt, mark: number): void
  /** The next one; undefined where there is none, or what was read holds no longer. */
  take(now: ReadAt, isRunning: (entryId: string) => boolean): Next | undefined
  /** Something changed that may change the order. */
  drop(): void
}

/** Holds nothing at first. An entry that was changed since is refused when its start is stored: its lane asks anew. */
export function createLaneAhead(): LaneAhead {
  let waiting: readonly Next[] = []
  let read: ReadAt = { at: 0, floor: 0 }
  let drops = 0
  const drop = (): void => {
    drops += 1
    waiting = []
  }
  return {
    mark: () => drops,
    keep: (next, readAt, mark) => {
      if (mark !== drops) return
      waiting = next
      read = readAt
    },
    take: (now, isRunning) => {
      if (now.floor !== read.floor || now.at - read.at > lastsMs) drop()
      const next = waiting.find(({ entry }) => !isRunning(entry.id))
      waiting = next === undefined ? [] : waiting.slice(waiting.indexOf(next) + 1)
      return next
    },
    drop,
  }
}
