import type { Clock } from '../../main/clock.ts'

/** A clock that stands still until a test advances it. */
export interface FakeClock extends Clock {
  /** Moves both times forward by `ms`, running due timers in their order, each at its own instant; lets promises settle between them. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock only: what a person or NTP does. Timers and `monotonic` are untouched. */
  jumpTo(epochMs: number): void
  /** Timers that have not run, soonest first, as ms from now. */
  pending(): readonly number[]
}

interface Waiting {
  readonly dueAt: number
  readonly order: number
  readonly run: () => void
}

/** Turns of the event loop that `advance` grants between timers, so that work started by one can start the next. */
const turnsBetweenTimers = 20

/** Lets what is already resolved run, and sockets and worker threads report, without waiting for time to pass. */
export async function settle(turns = turnsBetweenTimers): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/**
 * A fake clock that starts at `startAt` (epoch ms; default 2026-01-05 09:00 UTC) with monotonic time 0.
 */
export function createFakeClock(startAt = Date.UTC(2026, 0, 5, 9, 0, 0)): FakeClock {
  let wall = startAt
  let elapsed = 0
  let order = 0
  const waiting = new Set<Waiting>()

  const soonest = () => [...waiting].sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)
  const moveTo = (monotonic: number) => {
    wall += monotonic - elapsed
    elapsed = monotonic
  }
  return {
    now: () => wall,
    monotonic: () => elapsed,
    after(delayMs, run) {
      const timer: Waiting = { dueAt: elapsed + Math.max(0, delayMs), order: order++, run }
      waiting.add(timer)
      return { cancel: () => void waiting.delete(timer) }
    },
    async advance(ms) {
      const end = elapsed + ms
      await settle()
      for (;;) {
        const next = soonest()[0]
        if (next === undefined || next.dueAt > end) break
        waiting.delete(next)
        moveTo(Math.max(elapsed, next.dueAt))
        next.run()
        await settle()
      }
      moveTo(end)
      await settle()
    },
    jumpTo(epochMs) {
      wall = epochMs
    },
    pending: () => soonest().map((timer) => timer.dueAt - elapsed),
  }
}
