/** A timer that was started; `cancel` is safe to call more than once. */
export interface Timer {
  cancel(): void
}

/** Time and timers. The core takes every instant and every delay from here, so that tests advance a clock. */
export interface Clock {
  /** Wall-clock time, epoch ms. */
  now(): number
  /** Monotonic time in ms from an arbitrary origin; never jumps. Durations are measured with it. */
  monotonic(): number
  /** Calls `run` once after `delayMs` ms. */
  after(delayMs: number, run: () => void): Timer
}
