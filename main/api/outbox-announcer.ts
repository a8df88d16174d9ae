// Announces changes of the outbox, with sequence numbers: state at once, progress in batches.
import type { EntrySummary, LaneView } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { EventBus } from '../events.ts'
import type { Entry } from '../outbox/entry.ts'

/** Progress is announced at most this often: one repaint for a batch. */
const progressMs = 100

export interface OutboxAnnouncer {
  /** Number of the last announcement. */
  readonly seq: number
  changed(entryId: string, entry: Entry | null): void
  progressed(entryId: string | null): void
  /** More changed than is told one by one: windows read again. */
  refresh(): void
  close(): void
}

export interface AnnouncerDeps {
  readonly events: EventBus
  readonly clock: Clock
  readonly summary: (entryId: string) => EntrySummary | null
  readonly lanes: () => readonly LaneView[]
}

/** Makes the announcer. `summary` and `lanes` are read when something is announced. */
export function createOutboxAnnouncer(deps: AnnouncerDeps): OutboxAnnouncer {
  const progressed = new Set<string>()
  let seq = 0
  let timer: Timer | undefined

  const emit = (entryIds: Iterable<string>) => {
    seq += 1
    const entries = [...entryIds].map((entryId) => ({ entryId, entry: deps.summary(entryId) }))
    deps.events.emit('outbox.changed', { seq, entries, lanes: deps.lanes() })
  }
  return {
    get seq() {
      return seq
    },
    changed: (entryId) => {
      progressed.delete(entryId)
      emit([entryId])
    },
    progressed: (entryId) => {
      if (entryId !== null) progressed.add(entryId)
      timer ??= deps.clock.after(progressMs, () => {
        timer = undefined
        const entryIds = [...progressed]
        progressed.clear()
        emit(entryIds)
      })
    },
    refresh: () => {
      // A number left out: who hears the next one sees that something was missed.
      seq += 1
      emit([])
    },
    close: () => timer?.cancel(),
  }
}
