// Keeps the practice server open while its page is, or while a message waits for it.
import type { Log } from '../core.ts'
import type { PracticeLease, PracticeServer } from '../practice/practice-server.ts'

export interface Keeper {
  /** The page is open. Rejects where the server cannot listen. */
  open(): Promise<void>
  close(): Promise<void>
  /** Whether a message waits for it. */
  setWaiting(waiting: boolean): void
}

/** Makes the keeper: one lease for the page and one for the outbox. */
export function createPracticeKeeper(practice: PracticeServer, log: Log): Keeper {
  const page = createClaim(practice)
  const outbox = createClaim(practice)
  return {
    open: () => page.set(true),
    close: () => page.set(false),
    setWaiting: (waiting) => {
      outbox.set(waiting).catch((error: unknown) => log.warn(`practice server: ${String(error)}`))
    },
  }
}

/** A lease that is held or not; changes follow one another. */
function createClaim(practice: PracticeServer): { set(held: boolean): Promise<void> } {
  let lease: PracticeLease | null = null
  let wanted = false
  let tail: Promise<void> = Promise.resolve()

  const settle = async (): Promise<void> => {
    if (wanted && lease === null) lease = await practice.acquire()
    else if (!wanted && lease !== null) {
      lease.release()
      lease = null
    }
  }
  return {
    set(held) {
      if (held === wanted && (lease !== null) === held) return tail
      wanted = held
      const run = tail.then(settle)
      tail = run.catch(() => undefined)
      return run
    },
  }
}
