// The entries in memory, each change stored before it is seen or announced.
import type { Clock } from '../clock.ts'
import type { Attempt, Entry } from './entry.ts'
import type { EntryEvent } from './entry-event.ts'
import { transition } from './transition.ts'

/** The part of the store that the queue needs. A promise resolves when what it names is synced to disk. */
export interface QueueStore {
  /** Entry and, where given, attempt, in one transaction. */
  put(entry: Entry, attempt?: Attempt): Promise<void>
  remove(entryId: string): Promise<void>
}

export interface QueueDeps {
  readonly store: QueueStore
  readonly clock: Clock
  /** Told after a change is stored; `null`: the entry is gone. */
  readonly changed: (entryId: string, entry: Entry | null) => void
}

export interface Queue {
  get(entryId: string): Entry | undefined
  all(): Iterable<Entry>
  /** A new entry; resolves when it is stored (P1). */
  add(entry: Entry): Promise<void>
  /**
   * Runs the event through `transition` and stores the outcome, with `attempt` where the event was taken.
   * Gives the entry as it stands after it, undefined where it is not there. Changes of one entry follow one another.
   */
  apply(entryId: string, event: EntryEvent, attempt?: Attempt): Promise<Entry | undefined>
  /** Stores a step of the entry's running attempt; rejects where the entry is gone. */
  record(attempt: Attempt): Promise<void>
  remove(entryId: string): Promise<void>
}

/** Makes the queue over what the store holds. `entries`: all that were read at start. */
export function createQueue(deps: QueueDeps, entries: Iterable<Entry>): Queue {
  const byId = new Map([...entries].map((entry) => [entry.id, entry]))
  const inTurn = createTurns()

  const put = async (entry: Entry, attempt?: Attempt): Promise<void> => {
    await deps.store.put(entry, attempt)
    byId.set(entry.id, entry)
    deps.changed(entry.id, entry)
  }

  return {
    get: (entryId) => byId.get(entryId),
    all: () => byId.values(),
    add: (entry) => inTurn(entry.id, () => put(entry)),
    apply: (entryId, event, attempt) =>
      inTurn(entryId, async () => {
        const entry = byId.get(entryId)
        if (entry === undefined) return undefined
        const next = transition(entry, event, deps.clock.now())
        if (next !== entry) await put(next, attempt)
        return next
      }),
    record: (attempt) =>
      inTurn(attempt.entryId, async () => {
        const entry = byId.get(attempt.entryId)
        if (entry === undefined) throw new Error(`Entry ${attempt.entryId} was deleted.`)
        await deps.store.put(entry, attempt)
      }),
    remove: (entryId) =>
      inTurn(entryId, async () => {
        await deps.store.remove(entryId)
        byId.delete(entryId)
        deps.changed(entryId, null)
      }),
  }
}

/** Runs work of one key one after the other, in the order of the calls; keys don't wait for each other. */
function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const before = tails.get(key) ?? Promise.resolve()
    const run = before.then(work, work)
    const tail = run
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return run
  }
}
