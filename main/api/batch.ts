import type { Clock, Timer } from '../clock.ts'

const batchMs = 30

export interface Batch<T> {
  readonly add: (item: T) => void
  /** Hands over what waits, now. */
  readonly flush: () => void
}

/** Collects items and hands them over together, at most 30 ms after the first. */
export function createBatch<T>(clock: Clock, handOver: (items: readonly T[]) => void): Batch<T> {
  let items: T[] = []
  let timer: Timer | undefined
  const flush = () => {
    timer?.cancel()
    timer = undefined
    if (items.length === 0) return
    const batch = items
    items = []
    handOver(batch)
  }
  return {
    add: (item) => {
      items.push(item)
      timer ??= clock.after(batchMs, flush)
    },
    flush,
  }
}
