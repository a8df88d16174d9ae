// The attempts that a lane runs now.
import type { LiveProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Courier } from './courier.ts'

export interface Running {
  readonly courier: Courier
  readonly abort: AbortController
  readonly done: Promise<void>
  /** A person hurried it: a pause does not hold it. */
  readonly isUrgent: boolean
  live: LiveProgress
  /** The courier carries the next one already: only the outcome is still to be stored. */
  isFree: boolean
  /** "About to complete" is stored: from here only the server's answer tells. */
  isCommitted: boolean
}

/** Gives the attempt `graceMs`, then ends it. */
export async function endRunning(running: Running, clock: Clock, graceMs: number): Promise<void> {
  const grace = clock.after(graceMs, () => running.abort.abort('closing'))
  if (graceMs <= 0) running.abort.abort('closing')
  await running.done
  grace.cancel()
}
