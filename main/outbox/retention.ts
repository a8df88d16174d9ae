// How long settled messages are kept: with an entry go its attempts, their transcripts and its files.
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'

export interface RetentionDeps {
  readonly clock: Clock
  readonly log: Log
  /** 0: for ever. */
  readonly keepDays: () => number
  /** Ids of entries that settled before then, oldest first. */
  readonly settledBefore: (at: number, limit: number) => Promise<readonly string[]>
  readonly remove: (entryId: string) => Promise<void>
}

export interface Retention {
  /** Removes what is too old now, then looks again every few hours. A change of the setting calls it again. */
  look(): void
  /** Resolves when nothing is being removed any more. */
  close(): Promise<void>
}

const dayMs = 86_400_000
const againMs = dayMs / 4
const batchSize = 100

/** Makes the retention; it does nothing before `look`. */
export function createRetention(deps: RetentionDeps): Retention {
  const { clock, log } = deps
  let timer: Timer | undefined
  let running: Promise<void> = Promise.resolve()
  let isClosed = false

  const removeOld = async (): Promise<void> => {
    for (;;) {
      const days = deps.keepDays()
      if (days === 0 || isClosed) return
      const old = await deps.settledBefore(clock.now() - days * dayMs, batchSize)
      for (const entryId of old) await deps.remove(entryId)
      if (old.length < batchSize) return
    }
  }
  const look = (): void => {
    timer?.cancel()
    if (isClosed) return
    timer = clock.after(againMs, look)
    running = running.then(removeOld).catch((error: unknown) => {
      if (!isClosed) log.warn(`old messages could not be removed: ${String(error)}`)
    })
  }
  return {
    look,
    close: () => {
      isClosed = true
      timer?.cancel()
      return running
    },
  }
}
