// What the outbox asks of the place where its entries are kept. Entries are read when they are needed; none is held.
import type { Group, ListFilter } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { OwnedFile } from '../storage/derive.ts'
import type { QueueTable } from '../storage/store.ts'
import type { Attempt, Entry, Hold, LaneKey } from './entry.ts'
import type { EntryEvent, EventOf } from './entry-event.ts'

/** What happens to many at once. */
export type BulkEvent = EventOf<
  'sign-in-needed' | 'signed-in' | 'server-deleted' | 'network-back' | 'clock-set-back' | 'rerouted' | 'moved'
>

/** Told after a change is stored. */
export interface QueueNews {
  /** `null`: the entry is gone. `by`: who changed it. */
  changed(entryId: string, entry: Entry | null, by: ChangedBy): void
  /** More changed than is told one by one. */
  manyChanged(by: ChangedBy): void
}

/** This process, or another on the same profile. */
export type ChangedBy = 'us' | 'another'

/** Entries that changed together are told one by one up to this number. */
const toldOneByOne = 100

export interface NextQuery {
  /** These go first, and pass `floor`. */
  readonly hurried: readonly string[]
  /** These are left out: their attempts have begun. */
  readonly running: readonly string[]
  readonly now: number
  /** Nothing else goes before this, epoch ms; Infinity: nothing else goes. */
  readonly floor: number
  /** Where the next one goes now: so many more that go now are wanted with it, in their order. */
  readonly ahead?: number
}

export interface Next {
  readonly entry: Entry
  /** Epoch ms; what is due was due then, or before. */
  readonly dueAt: number
  /** Attempts that it has had so far. */
  readonly attempts: number
  /** Someone in the lane waits for its password, or its certificate. */
  readonly needsSignIn: boolean
  readonly further?: readonly Pick<Next, 'entry' | 'dueAt' | 'attempts'>[]
  /** It was read with another, some time ago. */
  readonly isAhead?: boolean
}

/** What waits in a lane. */
export interface LaneWork {
  readonly lane: LaneKey
  /** Entries with someone still to be sent to here, or that wait for this server's password. */
  readonly waiting: number
  readonly needsSignIn: boolean
  /** The soonest that goes on its own, epoch ms; null: none does. */
  readonly nextDueAt: number | null
}

export interface PageQuery {
  readonly list: 'outbox' | 'sent'
  readonly offset: number
  readonly limit: number
  readonly filter: ListFilter
  /** What settled before this is not in the outbox's list any more, epoch ms. */
  readonly settledSince: number
}

export interface Page {
  readonly total: number
  readonly entries: readonly Entry[]
  readonly counts: Readonly<Record<Group, number>>
}

/** Scheduled messages that were due while Sendoff was closed, soonest first. */
export interface Missed {
  readonly count: number
  /** Of the soonest. */
  readonly entryIds: readonly string[]
  readonly from: number
  readonly to: number
}

/** Which entries of a lane: in the order of their ids, so that a next call goes on behind the last. */
export interface InLaneQuery {
  readonly dueBy: number
  readonly identityIds: readonly string[]
  /** Behind this id; '': from the first. */
  readonly after: string
  readonly limit: number
}

/** Every change is stored and synced before its promise resolves, and before anybody is told. Any call rejects on a storage fault. */
export interface Queue {
  get(entryId: string): Promise<Entry | undefined>
  /** A new entry (P1); false where one of this id is there: another process sent the same draft (P2). */
  add(entry: Entry): Promise<boolean>
  /**
   * Runs the event through `transition` and stores the outcome, with `attempt` where the event was taken.
   * Gives the entry as it stands after it, undefined where it is not there. Reading, transition and writing are one: two
   * processes cannot come between each other's.
   * @param isPatient It may wait some milliseconds for another change, to share its commit.
   */
  apply(
    entryId: string,
    event: EntryEvent,
    attempt?: Attempt,
    isPatient?: boolean,
  ): Promise<Entry | undefined>
  /** The same for all that the event concerns in this lane, in one transaction; gives the ids of those that changed. */
  applyToLane(lane: LaneKey, event: BulkEvent): Promise<readonly string[]>
  /** The same in every lane. */
  applyToAll(event: BulkEvent): Promise<readonly string[]>
  /** Stores a step of the entry's running attempt; rejects where the entry is gone, or this is not its attempt. */
  record(attempt: Attempt, isPatient?: boolean): Promise<void>
  /** Gives the files that nobody owns any more. */
  remove(entryId: string): Promise<readonly OwnedFile[]>
  /** What the lane takes next: what is hurried and due, then what is due by priority, due time and age, else the soonest. */
  next(lane: LaneKey, query: NextQuery): Promise<Next | undefined>
  /** Lanes in which something waits. */
  lanes(): Promise<readonly LaneWork[]>
  lane(lane: LaneKey): Promise<LaneWork>
  /** Entries that are due in the lane, for those of these identities. */
  inLane(lane: LaneKey, query: InLaneQuery): Promise<readonly Entry[]>
  page(query: PageQuery): Promise<Page>
  /** With the ids of at most `limit`. */
  missed(limit: number): Promise<Missed | undefined>
  /** Entries in whose record one of these texts stands. */
  naming(texts: readonly string[], limit: number): Promise<readonly Entry[]>
  withHold(hold: Hold): Promise<readonly Entry[]>
  /** What the audit at start looks at: entries that are being sent, and those with a time of their own. */
  toAudit(): Promise<readonly Entry[]>
  /** Ids of entries whose copy is to be written. */
  copiesDue(): Promise<readonly string[]>
  /** Ids of entries that settled before this, oldest first, at most `limit`. */
  settledBefore(at: number, limit: number): Promise<readonly string[]>
  /** Another process changed these; none: more than it tells one by one. */
  refresh(entryIds: readonly string[]): Promise<void>
}

export interface QueueDeps {
  readonly store: QueueTable
  readonly clock: Clock
  readonly news: QueueNews
}

/** Makes the queue over its table. */
export function createQueue({ store, clock, news }: QueueDeps): Queue {
  const tell = (entryIds: readonly string[], entries: readonly Entry[] | undefined, by: ChangedBy = 'us') => {
    if (entries === undefined) {
      news.manyChanged(by)
      return
    }
    const byId = new Map(entries.map((entry) => [entry.id, entry]))
    for (const id of entryIds) news.changed(id, byId.get(id) ?? null, by)
  }
  const applyToMany = async (lane: LaneKey | null, event: BulkEvent) => {
    const { entryIds, entries } = await store.applyToMany(lane, event, clock.now(), toldOneByOne)
    tell(entryIds, entries)
    return entryIds
  }
  return {
    get: (entryId) => store.get(entryId),
    add: async (entry) => {
      const isNew = await store.add(entry)
      if (isNew) news.changed(entry.id, entry, 'us')
      return isNew
    },
    apply: async (entryId, event, attempt, isPatient) => {
      const { entry, isChanged } = await store.apply(entryId, event, clock.now(), attempt, isPatient)
      if (isChanged) news.changed(entryId, entry, 'us')
      return entry ?? undefined
    },
    applyToLane: applyToMany,
    applyToAll: (event) => applyToMany(null, event),
    record: (attempt, isPatient) => store.record(attempt, isPatient),
    remove: async (entryId) => {
      const files = await store.remove(entryId)
      news.changed(entryId, null, 'us')
      return files
    },
    next: (lane, query) => store.next(lane, query),
    lanes: () => store.lanes(),
    lane: (lane) => store.lane(lane),
    inLane: (lane, query) => store.inLane(lane, query),
    page: (query) => store.page(query),
    missed: (limit) => store.missed(limit),
    naming: (texts, limit) => store.naming(texts, limit),
    withHold: (hold) => store.withHold(hold),
    toAudit: () => store.toAudit(),
    copiesDue: () => store.copiesDue(),
    settledBefore: (at, limit) => store.settledBefore(at, limit),
    refresh: async (entryIds) => {
      const areFew = entryIds.length > 0 && entryIds.length <= toldOneByOne
      tell(entryIds, areFew ? await store.getMany(entryIds) : undefined, 'another')
    },
  }
}
