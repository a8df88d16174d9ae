import type { Clock } from '../clock.ts'

/** The real clock: `Date.now`, `performance.now` and Node's timers. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(delayMs, run) {
      const handle = setTimeout(run, delayMs)
      return { cancel: () => clearTimeout(handle) }
    },
  }
}
