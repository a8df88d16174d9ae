/** The part of the window's timers that autosave needs; tests give a fake one. */
export interface Timers {
  setTimeout(run: () => void, delayMs: number): number
  clearTimeout(handle: number): void
  now(): number
}

export interface Autosave {
  /** Something changed: save after a short rest, at the latest `maxMs` after the first unsaved change. */
  touch(): void
  /** Saves at once what is unsaved; resolves when it is on disk, or was tried. Never rejects: `save` reports its own failures. */
  flush(): Promise<void>
  /** Ends it; what is unsaved stays unsaved. */
  stop(): void
}

/** Rest after the last key stroke, and the longest time until a change is on its way to the disk. */
const restMs = 500
const maxMs = 1000

/** What could not be saved is tried again after this, ms, also where nobody types: the disk may have room by then. */
const againMs = 5_000

/** `again`: not saved, and worth another try. */
export type SaveOutcome = 'done' | 'again'

/** Calls `save` one at a time; changes made while it runs are saved by one further call. */
export function createAutosave(save: () => Promise<SaveOutcome>, timers: Timers): Autosave {
  let handle: number | null = null
  let firstChangeAt: number | null = null
  let running: Promise<SaveOutcome> | null = null
  let stops = 0

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
    const before = stops
    running = save()
    const outcome = await running
    running = null
    if (outcome === 'again' && before === stops) tryAgain()
  }

  /** A change that came meanwhile has its own, shorter wait. */
  const tryAgain = () => {
    firstChangeAt ??= timers.now()
    handle ??= timers.setTimeout(() => void run(), againMs)
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
      stops += 1
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
