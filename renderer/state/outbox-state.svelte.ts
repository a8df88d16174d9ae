import type { ApiEvents, EntrySummary, Group, LaneView, OutboxPage } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { dayDistance } from '../shared/format.ts'

export type ListName = 'outbox' | 'sent'

type Changed = ApiEvents['outbox.changed']

export interface OutboxOptions {
  readonly list: ListName
  readonly now: () => number
  /** Entries read at once. */
  readonly pageSize?: number
}

const noCounts = { yourMove: 0, moving: 0, settled: 0 }

/**
 * One list of entries, as a snapshot that events keep fresh. Events carry sequence numbers; after a gap, or for an
 * entry beyond what was read, the list is read again.
 */
export class OutboxState {
  entries = $state.raw<readonly EntrySummary[]>([])
  counts = $state.raw<OutboxPage['counts']>(noCounts)
  lanes = $state.raw<readonly LaneView[]>([])
  /** Scheduled messages that were due while Sendoff was closed. */
  missed = $state.raw<OutboxPage['missed'] | null>(null)
  total = $state(0)
  loaded = $state(false)
  failure = $state.raw<CallFailure | null>(null)

  readonly list: ListName
  readonly #bridge: Bridge
  readonly #now: () => number
  readonly #pageSize: number
  #limit: number
  #seq = 0
  #reading = false
  #again = false
  #waiting: Changed[] = []

  constructor(bridge: Bridge, options: OutboxOptions) {
    this.#bridge = bridge
    this.list = options.list
    this.#now = options.now
    this.#pageSize = options.pageSize ?? 200
    this.#limit = this.#pageSize
  }

  get hasMore(): boolean {
    return this.total > this.entries.length
  }

  /** Listens and reads; returns the function that ends it. */
  start(): () => void {
    const stop = this.#bridge.on('outbox.changed', (changed) => this.#hear(changed))
    void this.read()
    return stop
  }

  /** Reads the list again. Called while it is being read, it is read once more after that. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = true
    do {
      this.#again = false
      const result = await this.#bridge.outbox.list({ list: this.list, offset: 0, limit: this.#limit })
      if (result.ok) this.#take(result.value)
      else this.failure = result.failure
    } while (this.#needsAnotherRead())
    this.#reading = false
  }

  async readMore(): Promise<void> {
    if (!this.hasMore) return
    this.#limit += this.#pageSize
    await this.read()
  }

  #needsAnotherRead(): boolean {
    return this.#again
  }

  #take(page: OutboxPage): void {
    this.entries = page.entries
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
    if (this.#reading || !this.loaded) this.#waiting.push(changed)
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
    if (known === undefined && this.hasMore) {
      // Not read yet, or new: only the core can tell.
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
