// Several attempts on one session: "queue in flight" (smtp/window.ts). Pure.
import type { Courier } from './courier.ts'
import type { Running } from './lane-running.ts'

/** Messages that wait behind the one that is being written: enough that the session never waits, few enough that a pause still holds the rest. */
const AHEAD = 4

/** A courier under way that takes one more message on its session; undefined: none does. */
export function findRoom(running: Iterable<Running>): Courier | undefined {
  const loads = new Map<Courier, { all: number; waiting: number }>()
  for (const { courier, isFree, isCommitted } of running) {
    if (isFree) continue
    const load = loads.get(courier) ?? { all: 0, waiting: 0 }
    loads.set(courier, { all: load.all + 1, waiting: load.waiting + (isCommitted ? 0 : 1) })
  }
  for (const [courier, { all, waiting }] of loads)
    if (all < (courier.window?.() ?? 1) && waiting < AHEAD) return courier
  return undefined
}

/** Couriers under way. */
export function countBusy(running: Iterable<Running>): number {
  return new Set([...running].filter(({ isFree }) => !isFree).map(({ courier }) => courier)).size
}

/** Those that wait behind another message of their session and have written nothing. */
export function findUnwritten(running: Iterable<Running>): readonly Running[] {
  const all = [...running]
  return all.filter(
    (one) =>
      !one.isCommitted &&
      !one.isUrgent &&
      one.live.phase === 'connect' &&
      all.some((other) => other !== one && other.courier === one.courier && !other.isFree),
  )
}
