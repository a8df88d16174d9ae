// A clock that goes on by itself and can be set forward: what was due meanwhile runs, in its order.
import type { Clock } from '../main/clock.ts'

export interface LeapingClock extends Clock {
  /** Sets both times forward. */
  leap(ms: number): void
}

interface Timer {
  readonly dueAt: number
  readonly run: () => void
  handle: NodeJS.Timeout
}

/** As the system's clock until the first leap. */
export function createLeapingClock(): LeapingClock {
  let ahead = 0
  const timers = new Set<Timer>()
  const monotonic = () => performance.now() + ahead
  const arm = (timer: Timer): void => {
    timer.handle = setTimeout(
      () => {
        timers.delete(timer)
        timer.run()
      },
      Math.max(0, timer.dueAt - monotonic()),
    )
  }
  return {
    now: () => Date.now() + ahead,
    monotonic,
    after(delayMs, run) {
      const timer: Timer = { dueAt: monotonic() + delayMs, run, handle: setTimeout(() => undefined) }
      clearTimeout(timer.handle)
      timers.add(timer)
      arm(timer)
      return {
        cancel: () => {
          timers.delete(timer)
          clearTimeout(timer.handle)
        },
      }
    },
    leap(ms) {
      ahead += ms
      for (const timer of [...timers].sort((a, b) => a.dueAt - b.dueAt)) {
        clearTimeout(timer.handle)
        arm(timer)
      }
    },
  }
}
