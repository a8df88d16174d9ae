// Announces changes of the outbox, with sequence numbers: what changed while the last announcement was made goes together.
import type { EntrySummary, LaneView } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import type { EventBus } from '../events.ts'
import type { Entry } from '../outbox/entry.ts'
import type { OutboxNews } from '../outbox/outbox.ts'

/** Progress is announced at most this often: one repaint for a batch. */
const progressMs = 100

export interface OutboxAnnouncer extends OutboxNews {
  /** Number of the last announcement. */
  readonly seq: number
  progressed(entryId: string | null): void
  close(): void
}

export interface AnnouncerDeps {
  readonly events: EventBus
  readonly clock: Clock
  readonly log: Log
  readonly find: (entryId: string) => Promise<Entry | undefined>
  readonly summary: (entry: Entry) => EntrySummary
  readonly lanes: () => Promise<readonly LaneView[]>
}

/** Makes the announcer. `summary` and `lanes` are asked when something is announced. */
export function createOutboxAnnouncer(deps: AnnouncerDeps): OutboxAnnouncer {
  return new TheAnnouncer(deps)
}

class TheAnnouncer implements OutboxAnnouncer {
  readonly #deps: AnnouncerDeps
  /** To be announced next; undefined: progress alone, the entry is read. */
  #changes = new Map<string, Entry | null | undefined>()
  readonly #progressed = new Set<string>()
  #seq = 0
  /** Somebody is to be told something. */
  #isAsked = false
  #isTelling = false
  #isClosed = false
  #timer: Timer | undefined

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps
  }

  get seq(): number {
    return this.#seq
  }

  changed(entryId: string, entry: Entry | null): void {
    this.#progressed.delete(entryId)
    this.#changes.set(entryId, entry)
    this.#tell()
  }

  manyChanged(): void {
    // A number left out: who hears the next one sees that something was missed.
    this.#seq += 1
    this.#tell()
  }

  progressed(entryId: string | null): void {
    if (entryId !== null) this.#progressed.add(entryId)
    this.#timer ??= this.#deps.clock.after(progressMs, () => {
      this.#timer = undefined
      for (const id of this.#progressed) if (!this.#changes.has(id)) this.#changes.set(id, undefined)
      this.#progressed.clear()
      this.#tell()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
  }

  #tell(): void {
    this.#isAsked = true
    if (this.#isTelling || this.#isClosed) return
    this.#isTelling = true
    this.#tellAll()
      .catch((error: unknown) => {
        if (this.#isClosed) return
        this.#seq += 1
        this.#deps.log.error('a change of the outbox could not be announced', error)
      })
      .finally(() => (this.#isTelling = false))
  }

  async #tellAll(): Promise<void> {
    while (this.#isAsked && !this.#isClosed) {
      this.#isAsked = false
      const changes = this.#changes
      this.#changes = new Map()
      const [entries, lanes] = await Promise.all([
        Promise.all([...changes].map(([id, entry]) => this.#read(id, entry))),
        this.#deps.lanes(),
      ])
      this.#seq += 1
      const told = entries.map(([entryId, entry]) => ({
        entryId,
        entry: entry === null ? null : this.#deps.summary(entry),
      }))
      this.#deps.events.emit('outbox.changed', { seq: this.#seq, entries: told, lanes })
    }
  }

  async #read(entryId: string, entry: Entry | null | undefined): Promise<readonly [string, Entry | null]> {
    return [entryId, entry === undefined ? ((await this.#deps.find(entryId)) ?? null) : entry]
  }
}
