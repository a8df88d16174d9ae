// The queue as a model: its entries in memory, each change stored before it is seen or announced, every answer computed by
// state.ts alone. What the SQL answers is held against it.
import type { Group } from '../../main/api.ts'
import type { Clock } from '../../main/clock.ts'
import type { Attempt, Entry, LaneKey, Priority, Recipient } from '../../main/outbox/entry.ts'
import type { EntryEvent } from '../../main/outbox/entry-event.ts'
import {
  type BulkEvent,
  type InLaneQuery,
  type LaneWork,
  type Missed,
  type Next,
  type NextQuery,
  type Page,
  type PageQuery,
  type Queue,
  type QueueNews,
} from '../../main/outbox/queue.ts'
import {
  bouncesOf,
  dueAt,
  groupOf,
  laneOf,
  lanesOf,
  signInLanesOf,
  stateOf,
} from '../../main/outbox/state.ts'
import { transition } from '../../main/outbox/transition.ts'

/** The part of the store that the queue needs. A promise resolves when what it names is synced to disk. */
export interface QueueStore {
  /** Entry and, where given, attempt, in one transaction. */
  put(entry: Entry, attempt?: Attempt): Promise<void>
  remove(entryId: string): Promise<void>
}

export interface MemoryQueueDeps {
  readonly store: QueueStore
  readonly clock: Clock
  readonly news: QueueNews
}

/** Makes the queue over what the store holds. `entries`: all that were read at start. */
export function createMemoryQueue({ store, clock, news }: MemoryQueueDeps, entries: Iterable<Entry>): Queue {
  const byId = new Map([...entries].map((entry) => [entry.id, entry]))
  const inTurn = createTurns()
  const all = () => [...byId.values()]
  const attemptIds = new Map<string, Set<string>>()

  const put = async (entry: Entry, attempt?: Attempt): Promise<void> => {
    await store.put(entry, attempt)
    if (attempt !== undefined)
      attemptIds.set(entry.id, (attemptIds.get(entry.id) ?? new Set()).add(attempt.id))
    byId.set(entry.id, entry)
    news.changed(entry.id, entry, 'us')
  }
  const apply = (entryId: string, event: EntryEvent, attempt?: Attempt) =>
    inTurn(entryId, async () => {
      const entry = byId.get(entryId)
      if (entry === undefined) return undefined
      const next = transition(entry, event, clock.now())
      if (next !== entry) await put(next, attempt)
      return next
    })
  const applyToMany = async (which: readonly Entry[], event: BulkEvent): Promise<readonly string[]> => {
    const after = await Promise.all(
      which.map(async (entry) => [entry, await apply(entry.id, event)] as const),
    )
    return after.flatMap(([before, now]) => (now === undefined || now === before ? [] : [before.id]))
  }

  return {
    get: async (entryId) => byId.get(entryId),
    add: (entry) =>
      inTurn(entry.id, async () => {
        if (byId.has(entry.id)) return false
        await put(entry)
        return true
      }),
    apply,
    applyToLane: (lane, event) => applyToMany(all().filter(isConcerned(event, lane)), event),
    applyToAll: (event) => applyToMany(all(), event),
    record: (attempt) =>
      inTurn(attempt.entryId, async () => {
        const entry = byId.get(attempt.entryId)
        if (entry === undefined) throw new Error(`Entry ${attempt.entryId} was deleted.`)
        if (entry.sendingAttemptId !== attempt.id)
          throw new Error(`Attempt ${attempt.id} is not the running one.`)
        await store.put(entry, attempt)
      }),
    remove: (entryId) =>
      inTurn(entryId, async () => {
        await store.remove(entryId)
        byId.delete(entryId)
        news.changed(entryId, null, 'us')
        return []
      }),
    next: async (lane, query) => {
      const next = nextOf(all(), lane, query)
      return next && { ...next, attempts: attemptIds.get(next.entry.id)?.size ?? 0 }
    },
    lanes: async () => lanesIn(all()).map((lane) => workOf(all(), lane)),
    lane: async (lane) => workOf(all(), lane),
    inLane: async (lane, query) => entriesInLane(all(), lane, query),
    page: async (query) => pageOf(all(), query),
    missed: async (limit) => missedOf(all(), limit),
    naming: async (texts, limit) =>
      all()
        .filter((entry) => texts.some((text) => JSON.stringify(entry).includes(text)))
        .slice(0, limit),
    withHold: async (hold) => all().filter((entry) => entry.hold === hold),
    toAudit: async () =>
      all().filter(
        ({ sendingAttemptId, scheduledAt, hold }) =>
          sendingAttemptId !== undefined || (scheduledAt !== undefined && hold === undefined),
      ),
    copiesDue: async () => all().flatMap(({ id, sentCopy }) => (sentCopy?.state === 'pending' ? [id] : [])),
    settledBefore: async (at, limit) => settledBefore(all(), at, limit),
    refresh: async (entryIds) => {
      for (const id of entryIds) news.changed(id, byId.get(id) ?? null, 'us')
    },
  }
}

/** Sign-in and deletion are the matter of an entry's own server, the rest of all that waits in the lane. */
export function isConcerned({ type }: BulkEvent, lane: LaneKey): (entry: Entry) => boolean {
  if (type === 'signed-in') return (entry) => needsSignInAt(entry, lane)
  const isServers = type === 'sign-in-needed' || type === 'server-deleted'
  return (entry) => (isServers ? entry.serverId === lane : waitsIn(entry, lane))
}

const ranks: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

interface Candidate extends Pick<Next, 'entry' | 'dueAt'> {
  readonly ownAt: number
  readonly isDue: boolean
  readonly isFirst: boolean
}

export function nextOf(
  entries: readonly Entry[],
  lane: LaneKey,
  { hurried, running, now, floor }: NextQuery,
): Omit<Next, 'attempts'> | undefined {
  const candidates = entries.flatMap((entry): readonly Candidate[] => {
    const ownAt = dueAt(entry, lane)
    if (ownAt === null || running.includes(entry.id)) return []
    const isFirst = hurried.includes(entry.id)
    const due = isFirst ? ownAt : Math.max(ownAt, floor)
    return Number.isFinite(due) ? [{ entry, ownAt, dueAt: due, isDue: due <= now, isFirst }] : []
  })
  const [best] = candidates.sort(compareCandidates)
  if (best === undefined) return undefined
  const { needsSignIn } = workOf(entries, lane)
  return { entry: best.entry, dueAt: best.dueAt, needsSignIn }
}

function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.isDue !== b.isDue) return a.isDue ? -1 : 1
  if (!a.isDue) return a.dueAt - b.dueAt || a.ownAt - b.ownAt || byAge(a, b)
  if (a.isFirst !== b.isFirst) return a.isFirst ? -1 : 1
  const byRank = ranks[a.entry.priority ?? 'normal'] - ranks[b.entry.priority ?? 'normal']
  return byRank || a.ownAt - b.ownAt || byAge(a, b)
}

function byAge(a: Candidate, b: Candidate): number {
  return a.entry.createdAt - b.entry.createdAt || (a.entry.id < b.entry.id ? -1 : 1)
}

function waitsIn(entry: Entry, lane: LaneKey): boolean {
  return entry.cancelledAt === undefined && (lanesOf(entry).includes(lane) || needsSignInAt(entry, lane))
}

function needsSignInAt(entry: Entry, lane: LaneKey): boolean {
  return entry.cancelledAt === undefined && signInLanesOf(entry).includes(lane)
}

export function lanesIn(entries: readonly Entry[]): readonly LaneKey[] {
  const waiting = entries.filter(({ cancelledAt }) => cancelledAt === undefined)
  return [...new Set(waiting.flatMap((entry) => [...lanesOf(entry), ...signInLanesOf(entry)]))]
}

export function workOf(entries: readonly Entry[], lane: LaneKey): LaneWork {
  const own = entries.filter((entry) => waitsIn(entry, lane))
  const dues = own.map((entry) => dueAt(entry, lane)).filter((due) => due !== null)
  return {
    lane,
    waiting: own.length,
    needsSignIn: own.some((entry) => needsSignInAt(entry, lane)),
    nextDueAt: dues.length === 0 ? null : Math.min(...dues),
  }
}

export function entriesInLane(
  entries: readonly Entry[],
  lane: LaneKey,
  { dueBy, identityIds, after, limit }: InLaneQuery,
): readonly Entry[] {
  const found = entries.filter((entry) => {
    const due = dueAt(entry, lane)
    return due !== null && due <= dueBy && identityIds.includes(entry.identityId) && entry.id > after
  })
  return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)
}

const groupOrder: Readonly<Record<Group, number>> = { 'your-move': 0, moving: 1, settled: 2 }

export function pageOf(all: readonly Entry[], query: PageQuery): Page {
  const { list, offset, limit, settledSince } = query
  const isListed = (entry: Entry) =>
    list === 'sent'
      ? stateOf(entry) === 'sent'
      : groupOf(entry) !== 'settled' || entry.updatedAt >= settledSince
  const order = (entry: Entry) => (list === 'sent' ? 0 : groupOrder[groupOf(entry)])
  const entries = all.filter((entry) => isListed(entry) && fits(entry, query))
  entries.sort((a, b) => order(a) - order(b) || b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
  const counted = (entry: Entry) => (list === 'sent' ? 'settled' : groupOf(entry))
  const inGroup = (group: Group) => entries.filter((entry) => counted(entry) === group).length
  return {
    total: entries.length,
    entries: entries.slice(offset, offset + limit),
    counts: { 'your-move': inGroup('your-move'), moving: inGroup('moving'), settled: inGroup('settled') },
  }
}

function fits(entry: Entry, { filter: { text, states, lane, addresses, bounced } }: PageQuery): boolean {
  if (bounced === true && bouncesOf(entry).length === 0) return false
  if (states !== undefined && !states.includes(stateOf(entry))) return false
  if (
    lane !== undefined &&
    entry.serverId !== lane &&
    !entry.recipients.some((one) => laneOf(entry, one) === lane)
  )
    return false
  const keys = addresses?.map((each) => each.toLowerCase())
  if (keys !== undefined && !entry.recipients.some(({ address }) => keys.includes(address.toLowerCase())))
    return false
  const wanted = text?.trim().toLowerCase() ?? ''
  return (
    wanted === '' || entry.subject.toLowerCase().includes(wanted) || entry.recipients.some(hasText(wanted))
  )
}

function hasText(wanted: string) {
  return ({ address, name }: Recipient) =>
    address.toLowerCase().includes(wanted) || (name?.toLowerCase().includes(wanted) ?? false)
}

export function missedOf(entries: readonly Entry[], limit: number): Missed | undefined {
  const missed = entries.flatMap(({ id, hold, scheduledAt }) =>
    hold === 'missed' && scheduledAt !== undefined ? [{ id, at: scheduledAt }] : [],
  )
  missed.sort((a, b) => a.at - b.at)
  const [first, last] = [missed[0], missed.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return {
    count: missed.length,
    entryIds: missed.slice(0, limit).map(({ id }) => id),
    from: first.at,
    to: last.at,
  }
}

export function settledBefore(entries: readonly Entry[], at: number, limit: number): readonly string[] {
  return entries
    .filter((entry) => groupOf(entry) === 'settled' && entry.updatedAt < at)
    .sort((a, b) => a.updatedAt - b.updatedAt)
    .slice(0, limit)
    .map(({ id }) => id)
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
