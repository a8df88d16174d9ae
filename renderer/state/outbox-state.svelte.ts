import type { ApiEvents, EntrySummary, Group, LaneView, ListFilter, OutboxPage } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { dayDistance } from '../shared/format.ts'

export type ListName = 'outbox' | 'sent'

type Changed = ApiEvents['outbox.changed']

export interface OutboxOptions {
  readonly list: ListName
  readonly now: () => number
  /** What of it is wanted; default: all. */
  readonly filter?: ListFilter
  /** Entries that are held at once. */
  readonly pageSize?: number
}

const noCounts = { yourMove: 0, moving: 0, settled: 0 }

/**
 * A part of one list of entries, as a snapshot that events keep fresh: as many as are in sight, and some around them.
 * Events carry sequence numbers; after a gap, or for an entry outside of the part, it is read again.
 */
export class OutboxState {
  entries = $state.raw<readonly EntrySummary[]>([])
  counts = $state.raw<OutboxPage['counts']>(noCounts)
  lanes = $state.raw<readonly LaneView[]>([])
  /** Scheduled messages that were due while Sendoff was closed. */
  missed = $state.raw<OutboxPage['missed'] | null>(null)
  total = $state(0)
  /** Entries of the list before the first that is held. */
  offset = $state(0)
  loaded = $state(false)
  failure = $state.raw<CallFailure | null>(null)

  readonly list: ListName
  readonly #bridge: Bridge
  readonly #now: () => number
  readonly #pageSize: number
  readonly #filter: ListFilter | undefined
  #wantedOffset = 0
  #seq = 0
  #reading: Promise<void> | null = null
  #again = false
  #waiting: Changed[] = []

  constructor(bridge: Bridge, options: OutboxOptions) {
    this.#bridge = bridge
    this.list = options.list
    this.#now = options.now
    this.#pageSize = options.pageSize ?? 60
    this.#filter = options.filter
  }

  /** Not all of it is held: where an entry outside of the part goes, only the core can tell. */
  get #isPart(): boolean {
    return this.total > this.entries.length || this.#filter !== undefined
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const stop = this.#bridge.on('outbox.changed', (changed) => this.#hear(changed))
    void this.read()
    return stop
  }

  /** Reads the list again; resolves when it is as it is now. Called while it is being read, it is read once more after that. */
  read(): Promise<void> {
    if (this.#reading === null) this.#reading = this.#readAll().finally(() => (this.#reading = null))
    else this.#again = true
    return this.#reading
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false
      const offset = this.#wantedOffset
      const result = await this.#bridge.outbox.list({
        list: this.list,
        offset,
        limit: this.#pageSize,
        ...(this.#filter === undefined ? {} : { filter: this.#filter }),
      })
      if (result.ok) this.#take(result.value, offset)
      else this.failure = result.failure
    } while (this.#needsAnotherRead())
  }

  /** What stands at this place of the list comes into sight: it is read, with what is around it, unless it is held. */
  async showAt(index: number): Promise<void> {
    const margin = Math.floor(this.#pageSize / 4)
    const end = this.offset + this.entries.length
    const isHeld = (at: number) => at >= this.offset && at < end
    const last = Math.max(0, this.total - 1)
    if (isHeld(Math.max(0, index - margin)) && isHeld(Math.min(last, index + margin))) return
    const first = Math.max(0, this.total - this.#pageSize)
    this.#wantedOffset = Math.max(0, Math.min(first, index - Math.floor(this.#pageSize / 2)))
    await this.read()
  }

  #needsAnotherRead(): boolean {
    return this.#again
  }

  #take(page: OutboxPage, offset: number): void {
    this.entries = page.entries
    this.offset = offset
    this.counts = page.counts
    this.lanes = page.lanes
    this.missed = page.missed ?? null
    this.total = page.total
    this.#seq = page.seq
    this.failure = null
    this.loaded = true
    const waiting = this.#waiting
    this.#waiting = []
    for (const changed of waiting) this.#apply(changed)
  }

  #hear(changed: Changed): void {
    if (this.#reading !== null || !this.loaded) this.#waiting.push(changed)
    else this.#apply(changed)
  }

  #apply(changed: Changed): void {
    if (changed.seq <= this.#seq) return
    if (changed.seq > this.#seq + 1) {
      void this.read()
      return
    }
    this.#seq = changed.seq
    this.lanes = changed.lanes
    for (const { entryId, entry } of changed.entries) this.#put(entryId, entry)
    // Which of them are left, only the core can tell.
    if (changed.entries.some(({ entryId }) => this.missed?.entryIds.includes(entryId) === true))
      void this.read()
  }

  #put(entryId: string, entry: EntrySummary | null): void {
    const index = this.entries.findIndex((known) => known.id === entryId)
    const known = this.entries[index]
    const belongs = entry !== null && this.#belongs(entry)
    const moves = known?.group !== entry?.group || known?.at !== entry?.at
    if (this.#isPart && (known === undefined || moves)) {
      void this.read()
      return
    }
    if (known !== undefined) this.#count(known.group, -1)
    if (belongs) this.#count(entry.group, 1)
    if (known !== undefined && belongs) this.entries = this.entries.with(index, entry)
    else if (known !== undefined) this.entries = this.entries.toSpliced(index, 1)
    else if (belongs) this.entries = [entry, ...this.entries]
    this.total += (belongs ? 1 : 0) - (known === undefined ? 0 : 1)
  }

  /** `sent` has what was handed over in whole; `outbox` all the rest and what was settled today. */
  #belongs(entry: EntrySummary): boolean {
    if (this.list === 'sent') return entry.state === 'sent'
    return entry.group !== 'settled' || dayDistance(entry.at, this.#now()) === 0
  }

  #count(group: Group, by: number): void {
    const name = ({ 'your-move': 'yourMove', moving: 'moving', settled: 'settled' } as const)[group]
    this.counts = { ...this.counts, [name]: Math.max(0, this.counts[name] + by) }
  }
}
