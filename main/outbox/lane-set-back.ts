// A clock set back would stretch every wait of a lane by as much; monotonic time tells. Set forward, entries are simply due.
import type { Clock } from '../clock.ts'
import type { LaneKey } from './entry.ts'
import type { LaneDeps } from './lane.ts'

/** A clock that was set back by less is only corrected. */
const leastMs = 1_000

/** To be called before waits are counted: where the clock was set back since the last call, `shorten` hears by how much, and stored waits follow. */
export function createSetBackWatch(
  key: LaneKey,
  { clock, queue, log }: Pick<LaneDeps, 'clock' | 'queue' | 'log'>,
  shorten: (byMs: number) => void,
): () => void {
  let last = offsetOf(clock)
  return () => {
    const offset = offsetOf(clock)
    const byMs = last - offset
    last = offset
    if (byMs < leastMs) return
    shorten(byMs)
    queue.applyToLane(key, { type: 'clock-set-back', byMs }).catch((error: unknown) => {
      log.error(`${key}: the waits could not be stored after the clock was set back`, error)
    })
  }
}

/** Wall clock minus monotonic time, ms. */
function offsetOf(clock: Clock): number {
  return clock.now() - clock.monotonic()
}
