// An outbox that lives on the fake clock: its lanes against simulated servers, and what a person, the machine and its clock can do.
// Everything that happens is written down.
import { diagnose } from '../../../main/diagnosis/diagnose.ts'
import type { Failure } from '../../../main/failure.ts'
import type { Attempt, Entry, LaneKey, Reason } from '../../../main/outbox/entry.ts'
import type { EntryEvent } from '../../../main/outbox/entry-event.ts'
import { createLanes, type Lanes } from '../../../main/outbox/lanes.ts'
import { openPaceKeeper, type PaceKeeper } from '../../../main/outbox/pace-keeper.ts'
import type { Queue } from '../../../main/outbox/queue.ts'
import { dueAt, isPossible, laneOf, lanesOf } from '../../../main/outbox/state.ts'
import { entryWith } from '../../unit/outbox/sample.ts'
import { createFakeClock } from '../fake-clock.ts'
import { createMemoryQueue } from '../memory-queue.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { createWeekCourier, type Visit } from './week-server.ts'
import { dayMs, hourMs, makeWeather, minuteMs } from './weather.ts'

export const lanes: readonly LaneKey[] = ['a', 'b', 'c']
export const concurrency: Readonly<Record<LaneKey, number>> = { a: 1, b: 2, c: 1 }
/** What the person set for lane a. */
export const limitsOfA = { perMinute: 6, perDay: 60 }
/** What the server of lane b takes. */
const mostPerMinuteOfB = 8
export const giveUpAfterMs = 2 * dayMs

/** The entry after a change, with both times. */
export interface Change {
  readonly at: number
  readonly wall: number
  readonly entryId: string
  readonly entry: Entry | null
}

/** An entry that was due for a while and not sent, and why. */
export interface Waiting {
  readonly at: number
  readonly entry: Entry
  readonly lane: LaneKey
  readonly dueForMs: number
  readonly reason: Reason | undefined
  readonly isLaneBusy: boolean
}

/** What waits for its recipients is made of these. */
const kinds = ['ok', 'ok', 'ok', 'ok', 'grey', 'grey', 'unknown', 'full']

const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (text: string, cause: unknown) => {
    throw new Error(text, { cause })
  },
}

/** A run before its first step. */
export async function openWeekRun(seed: number): Promise<WeekRun> {
  const clock = createFakeClock()
  const settings: Record<string, unknown> = {}
  const pace = await openPaceKeeper({
    table: { all: async () => settings, put: async (values) => void Object.assign(settings, values) },
    limits: (lane) => (lane === 'a' ? limitsOfA : {}),
    clock,
    log,
  })
  return new WeekRun(seed, clock, pace)
}

export class WeekRun {
  readonly random
  readonly weather
  readonly visits: Visit[] = []
  readonly changes: Change[] = []
  readonly waiting: Waiting[] = []
  /** Entries as they are now. */
  readonly entries = new Map<string, Entry>()
  readonly attempts = new Map<string, Attempt>()
  /** Who asked for a second copy: `entry address`, how often. */
  readonly consents = new Map<string, number>()
  /** "Send now" and the like, by the servers' time. */
  readonly hurries: { readonly at: number; readonly entryId: string }[] = []
  /** The network came back or the machine woke. */
  readonly wakes: number[] = []
  /** The wall clock was set: by ms, forward or back. */
  readonly jumps: { readonly at: number; readonly byMs: number }[] = []
  readonly deleted = new Set<string>()
  readonly clock
  readonly #queue: Queue
  readonly #lanes: Lanes
  readonly #firstSeen = new Map<string, number>()
  #sleptMs = 0
  #count = 0

  constructor(seed: number, clock: ReturnType<typeof createFakeClock>, pace: PaceKeeper) {
    this.clock = clock
    this.random = createSeededRandom(seed)
    this.weather = makeWeather(this.random, lanes)
    this.#queue = this.#createQueue()
    this.#lanes = this.#createLanes(pace)
  }

  /** The servers' time: sleep of the client does not stop it. */
  at(): number {
    return this.clock.monotonic() + this.#sleptMs
  }

  async enqueue(lane: LaneKey, over: Partial<Entry> = {}): Promise<void> {
    const id = `m${String(this.#count++).padStart(4, '0')}`
    const recipients = Array.from({ length: 1 + this.#below(3) }, (_, index) => ({
      address: `${kinds[this.#below(kinds.length)] ?? 'ok'}-${id}-${index}@example.org`,
      field: 'to' as const,
      status: { state: 'pending' as const },
    }))
    const now = this.clock.now()
    const identityId = this.random.fraction() < 0.3 ? 'i2' : 'i1'
    const entry = entryWith([], { id, serverId: lane, identityId, createdAt: now, updatedAt: now, ...over })
    await this.#queue.add({ ...entry, recipients })
  }

  /** For two hours. */
  async hold(): Promise<void> {
    const entry = this.#pick((one) => isPossible(one, 'hold'))
    if (entry === undefined) return
    await this.#queue.apply(entry.id, { type: 'held', by: 'person' })
    this.clock.after(2 * hourMs, () => void this.#queue.apply(entry.id, { type: 'released' }))
  }

  async sendNow(): Promise<void> {
    const entry = this.#pick((one) => isPossible(one, 'send-now') && one.sendingAttemptId === undefined)
    if (entry !== undefined) await this.#hurried(entry, { type: 'send-now' })
  }

  /** Resolves when the attempt, if one runs, is over. */
  async cancel(): Promise<void> {
    const entry = this.#pick((one) => isPossible(one, 'cancel'))
    if (entry === undefined) return
    const asked = await this.#queue.apply(entry.id, { type: 'cancel-requested' })
    if (asked?.sendingAttemptId === undefined) return
    await this.#lanes.cancel(asked.sendingLane ?? asked.serverId, entry.id)
  }

  /** What is unconfirmed goes again, by the person's word. */
  async sendAgain(): Promise<void> {
    const entry = this.#pick((one) => isPossible(one, 'send-again-may-arrive-twice'))
    if (entry === undefined) return
    for (const { address, status } of entry.recipients) {
      const key = `${entry.id} ${address}`
      if (status.state === 'unconfirmed') this.consents.set(key, (this.consents.get(key) ?? 0) + 1)
    }
    await this.#hurried(entry, { type: 'resolved', choice: 'send-again' })
  }

  async delete(): Promise<void> {
    const entry = this.#pick(() => true)
    if (entry === undefined) return
    this.deleted.add(entry.id)
    await this.#lanes.gone(entry.id)
    await this.#queue.remove(entry.id)
  }

  async signIn(lane: LaneKey): Promise<void> {
    await this.#queue.applyToLane(lane, { type: 'signed-in', lane })
    this.#lanes.signedIn(lane)
    this.wakes.push(this.at())
  }

  /** The machine sleeps and wakes. */
  async sleep(ms: number): Promise<void> {
    this.clock.jumpTo(this.clock.now() + ms)
    this.#sleptMs += ms
    this.wakes.push(this.at())
    await this.#lanes.networkBack()
    this.#lanes.wake()
  }

  setClock(byMs: number): void {
    this.jumps.push({ at: this.at(), byMs })
    this.clock.jumpTo(this.clock.now() + byMs)
  }

  /** Writes down what is due for ten minutes and not sent. */
  look(): void {
    for (const entry of this.entries.values()) {
      for (const lane of lanesOf(entry)) {
        const due = dueAt(entry, lane)
        const dueForMs = this.clock.now() - (due ?? Infinity)
        if (dueForMs < 10 * minuteMs || entry.sendingAttemptId !== undefined) continue
        const isLaneBusy = this.visits.some((one) => one.lane === lane && one.endedAt === undefined)
        const reason = this.#lanes.reasonFor(entry)
        this.waiting.push({ at: this.at(), entry, lane, dueForMs, reason, isLaneBusy })
      }
    }
  }

  close(): Promise<void> {
    return this.#lanes.close(0)
  }

  #below(count: number): number {
    return Math.floor(this.random.fraction() * count)
  }

  #pick(isFit: (entry: Entry) => boolean): Entry | undefined {
    const fit = [...this.entries.values()].filter(isFit)
    return fit[this.#below(fit.length)]
  }

  /** As the outbox does it: the lanes are told first. */
  async #hurried(entry: Entry, event: EntryEvent): Promise<void> {
    this.hurries.push({ at: this.at(), entryId: entry.id })
    const before = new Set(entry.recipients.map((one) => laneOf(entry, one)))
    for (const lane of before) this.#lanes.hurry(lane, entry.id)
    const after = await this.#queue.apply(entry.id, event)
    const concerned = new Set(after === undefined ? [] : lanesOf(after))
    for (const lane of before) if (!concerned.has(lane)) this.#lanes.calm(lane, entry.id)
  }

  #changed(entryId: string, entry: Entry | null): void {
    this.changes.push({ at: this.at(), wall: this.clock.now(), entryId, entry })
    if (entry === null) this.entries.delete(entryId)
    else {
      this.entries.set(entryId, entry)
      for (const lane of lanesOf(entry)) this.#lanes.wake(lane)
    }
  }

  #createQueue(): Queue {
    const news = {
      changed: (entryId: string, entry: Entry | null) => this.#changed(entryId, entry),
      manyChanged: () => this.#lanes.wake(),
    }
    const store = {
      put: async (_entry: Entry, attempt?: Attempt) => {
        if (attempt !== undefined) this.attempts.set(attempt.id, attempt)
      },
      remove: async () => undefined,
    }
    return createMemoryQueue({ store, clock: this.clock, news }, [])
  }

  #createLanes(pace: PaceKeeper): Lanes {
    const { clock, random, weather, visits } = this
    const shared = { clock, random, weather, visits, firstSeen: this.#firstSeen, at: () => this.at() }
    return createLanes({
      ...{ queue: this.#queue, clock, random, log, pace, causeOf },
      giveUpAfterMs: () => giveUpAfterMs,
      courierFor: (lane) =>
        createWeekCourier({ ...shared, lane, mostPerMinute: lane === 'b' ? mostPerMinuteOfB : Infinity }),
      server: (id) => ({ id, name: id, host: `${id}.example.org`, concurrency: concurrency[id] ?? 1 }),
      stopReason: () => undefined,
      furtherServers: ({ identityId }) => (identityId === 'i2' ? ['b', 'c'] : []),
      identitiesWithFurther: () => ['i2'],
      progressed: () => undefined,
      braked: () => undefined,
    })
  }
}

function causeOf({ phase, kind, errorCode, reply }: Failure): string {
  return diagnose({ phase, kind, ...(errorCode && { errorCode }), ...(reply && { lines: reply.lines }) })
    .cause
}
