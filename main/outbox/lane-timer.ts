// When a lane looks again on its own: its one timer, and its rest after a storage fault.
import type { Clock, Timer } from '../clock.ts'

/** After a storage fault the lane rests this long before it looks again. */
export const faultPauseMs = 30_000
/** A timer never sleeps longer, so that a clock that jumped is noticed. */
const longestSleepMs = 3_600_000

export interface LaneTimer {
  /** Wakes the lane after this, or sooner; what was set before does not any more. */
  sleep(ms: number): void
  /** Nothing wakes it. */
  cancel(): void
  /** A storage fault: it rests for `faultPauseMs`. */
  pause(): void
  /** It rests no more. */
  endPause(): void
  /** How long it still rests, ms; 0 or less: it does not. */
  pauseLeftMs(): number
}

/** Makes it, with nothing set. */
export function createLaneTimer(clock: Clock, wake: () => void): LaneTimer {
  let timer: Timer | undefined
  /** Monotonic. */
  let pausedUntil = 0
  const cancel = (): void => {
    timer?.cancel()
    timer = undefined
  }
  return {
    sleep: (ms) => {
      cancel()
      timer = clock.after(Math.min(ms, longestSleepMs), wake)
    },
    cancel,
    pause: () => (pausedUntil = clock.monotonic() + faultPauseMs),
    endPause: () => (pausedUntil = 0),
    pauseLeftMs: () => pausedUntil - clock.monotonic(),
  }
}
