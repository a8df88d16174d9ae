/** The part of the window's timers that autosave needs; tests give a fake one. */
export interface Timers {
  setTimeout(run: () => void, delayMs: number): number
  clearTimeout(handle: number): void
  now(): number
}

export interface Autosave {
  /** Something changed: save after a short rest, at the latest `maxMs` after the first unsaved change. */
  touch(): void
  /** Saves at once what is unsaved; resolves when it is on disk. Never rejects: `save` reports its own failures. */
  flush(): Promise<void>
  /** Ends it; what is unsaved stays unsaved. */
  stop(): void
}

/** Rest after the last key stroke, and the longest time until a change is on its way to the disk. */
const restMs = 500
const maxMs = 1000

/** Calls `save` one at a time; changes made while it runs are saved by one further call. */
export function createAutosave(save: () => Promise<void>, timers: Timers): Autosave {
  let handle: number | null = null
  let firstChangeAt: number | null = null
  let running: Promise<void> | null = null

  const clear = () => {
    if (handle !== null) timers.clearTimeout(handle)
    handle = null
  }

  const run = async (): Promise<void> => {
    clear()
    // Another caller may have begun a save while this one waited: it is waited for too.
    while (running) await running
    if (firstChangeAt === null) return
    firstChangeAt = null
    running = save()
    await running
    running = null
  }

  return {
    touch() {
      const now = timers.now()
      firstChangeAt ??= now
      clear()
      const delayMs = Math.max(0, Math.min(restMs, firstChangeAt + maxMs - now))
      handle = timers.setTimeout(() => void run(), delayMs)
    },
    flush: run,
    stop() {
      clear()
      firstChangeAt = null
    },
  }
}

/** The window's own timers. */
export const windowTimers: Timers = {
  setTimeout: (run, delayMs) => window.setTimeout(run, delayMs),
  clearTimeout: (handle) => window.clearTimeout(handle),
  now: () => performance.now(),
}
