// A week of an outbox on the fake clock: its lanes against simulated servers, a person who steers, a computer that sleeps and a
// clock that is set. Gives what happened, to be held against the rules.
import { diagnose } from '../../../main/diagnosis/diagnose.ts'
import type { Entry, LaneKey, Reason } from '../../../main/outbox/entry.ts'
import { createLanes, type Lanes } from '../../../main/outbox/lanes.ts'
import { openPaceKeeper } from '../../../main/outbox/pace-keeper.ts'
import type { Attempt } from '../../../main/outbox/entry.ts'
import { dueAt, isPossible, laneOf, lanesOf } from '../../../main/outbox/state.ts'
import { entryWith } from '../../unit/outbox/sample.ts'
import { createFakeClock, settle, type FakeClock } from '../fake-clock.ts'
import { createMemoryQueue } from '../memory-queue.ts'
import { createSeededRandom } from '../seeded-random.ts'
import { createWeekCourier, type Visit } from './week-server.ts'
import { dayMs, hourMs, makeWeather, minuteMs, secondMs, type Weather } from './weather.ts'

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

export interface Week {
  readonly weather: Weather
  readonly visits: readonly Visit[]
  readonly changes: readonly Change[]
  readonly waiting: readonly Waiting[]
  /** Entries as they are at the end. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Who asked for a second copy: `entry address`, how often. */
  readonly consents: ReadonlyMap<string, number>
  /** "Send now" and the like: `entry`, by the server's time. */
  readonly hurries: readonly { readonly at: number; readonly entryId: string }[]
  /** The network came back or the machine woke. */
  readonly wakes: readonly number[]
  /** The wall clock was set: by ms, forward or back. */
  readonly jumps: readonly { readonly at: number; readonly byMs: number }[]
  readonly attempts: ReadonlyMap<string, Attempt>
  readonly deleted: ReadonlySet<string>
}

interface Mutable {
  readonly clock: FakeClock
  sleptMs: number
}

/** Lives the week of this seed, and two quiet days after it, so that what waits comes to its end. */
export async function liveWeek(seed: number): Promise<Week> {
  const random = createSeededRandom(seed)
  const clock = createFakeClock()
  const state: Mutable = { clock, sleptMs: 0 }
  const at = () => clock.monotonic() + state.sleptMs
  const weather = makeWeather(random, lanes)
  const visits: Visit[] = []
  const changes: Change[] = []
  const waiting: Waiting[] = []
  const entries = new Map<string, Entry>()
  const attempts = new Map<string, Attempt>()
  const consents = new Map<string, number>()
  const hurries: { at: number; entryId: string }[] = []
  const wakes: number[] = []
  const jumps: { at: number; byMs: number }[] = []
  const deleted = new Set<string>()
  const firstSeen = new Map<string, number>()
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (text: string, cause: unknown) => {
      throw new Error(text, { cause })
    },
  }
  const settings: Record<string, unknown> = {}
  const pace = await openPaceKeeper({
    table: { all: async () => settings, put: async (values) => void Object.assign(settings, values) },
    limits: (lane) => (lane === 'a' ? limitsOfA : {}),
    clock,
    log,
  })
  const news = {
    changed: (entryId: string, entry: Entry | null) => {
      changes.push({ at: at(), wall: clock.now(), entryId, entry })
      if (entry === null) entries.delete(entryId)
      else {
        entries.set(entryId, entry)
        for (const lane of lanesOf(entry)) theLanes.wake(lane)
      }
    },
    manyChanged: () => theLanes.wake(),
  }
  const store = {
    put: async (_entry: Entry, attempt?: Attempt) => {
      if (attempt !== undefined) attempts.set(attempt.id, attempt)
    },
    remove: async () => undefined,
  }
  const queue = createMemoryQueue({ store, clock, news }, [])
  const theLanes: Lanes = createLanes({
    queue,
    clock,
    random,
    log,
    pace,
    attempts: async (entryId) => [...attempts.values()].filter((one) => one.entryId === entryId),
    causeOf: ({ phase, kind, errorCode, reply }) =>
      diagnose({ phase, kind, ...(errorCode && { errorCode }), ...(reply && { lines: reply.lines }) }).cause,
    giveUpAfterMs: () => giveUpAfterMs,
    courierFor: (lane) =>
      createWeekCourier({
        lane,
        clock,
        random,
        weather,
        at,
        visits,
        firstSeen,
        mostPerMinute: lane === 'b' ? mostPerMinuteOfB : Infinity,
      }),
    server: (lane) => ({
      id: lane,
      name: lane,
      host: `${lane}.example.org`,
      concurrency: concurrency[lane] ?? 1,
    }),
    stopReason: () => undefined,
    furtherServers: ({ identityId }) => (identityId === 'i2' ? ['b', 'c'] : []),
    identitiesWithFurther: () => ['i2'],
    progressed: () => undefined,
    braked: () => undefined,
  })

  const kinds = ['ok', 'ok', 'ok', 'ok', 'grey', 'grey', 'unknown', 'full']
  let count = 0
  const enqueue = async (lane: LaneKey, over: Partial<Entry> = {}) => {
    const id = `m${String(count++).padStart(4, '0')}`
    const addresses = Array.from({ length: 1 + Math.floor(random.fraction() * 3) }, (_, index) => {
      const kind = kinds[Math.floor(random.fraction() * kinds.length)] ?? 'ok'
      return `${kind}-${id}-${index}@example.org`
    })
    const recipients = addresses.map((address) => ({
      address,
      field: 'to' as const,
      status: { state: 'pending' as const },
    }))
    const now = clock.now()
    const identityId = random.fraction() < 0.3 ? 'i2' : 'i1'
    await queue.add({
      ...entryWith([], { id, serverId: lane, identityId, createdAt: now, updatedAt: now, ...over }),
      recipients,
    })
  }
  const pick = (isFit: (entry: Entry) => boolean): Entry | undefined => {
    const fit = [...entries.values()].filter(isFit)
    return fit[Math.floor(random.fraction() * fit.length)]
  }
  /** As the outbox does it: the lanes are told first. */
  const hurried = async (
    entry: Entry,
    event: { type: 'send-now' } | { type: 'resolved'; choice: 'send-again' },
  ) => {
    hurries.push({ at: at(), entryId: entry.id })
    const before = new Set(entry.recipients.map((one) => laneOf(entry, one)))
    for (const lane of before) theLanes.hurry(lane, entry.id)
    const after = await queue.apply(entry.id, event)
    const concerned = new Set(after === undefined ? [] : lanesOf(after))
    for (const lane of before) if (!concerned.has(lane)) theLanes.calm(lane, entry.id)
  }
  const acts: readonly (() => Promise<void>)[] = [
    async () => {
      const entry = pick((one) => isPossible(one, 'hold'))
      if (entry === undefined) return
      await queue.apply(entry.id, { type: 'held', by: 'person' })
      clock.after(2 * hourMs, () => void queue.apply(entry.id, { type: 'released' }))
    },
    async () => {
      const entry = pick((one) => isPossible(one, 'send-now') && one.sendingAttemptId === undefined)
      if (entry !== undefined) await hurried(entry, { type: 'send-now' })
    },
    async () => {
      const entry = pick((one) => isPossible(one, 'cancel'))
      if (entry === undefined) return
      const asked = await queue.apply(entry.id, { type: 'cancel-requested' })
      if (asked?.sendingAttemptId !== undefined)
        await theLanes.cancel(asked.sendingLane ?? asked.serverId, entry.id)
    },
    async () => {
      const entry = pick((one) => isPossible(one, 'send-again-may-arrive-twice'))
      if (entry === undefined) return
      for (const { address, status } of entry.recipients) {
        const key = `${entry.id} ${address}`
        if (status.state === 'unconfirmed') consents.set(key, (consents.get(key) ?? 0) + 1)
      }
      await hurried(entry, { type: 'resolved', choice: 'send-again' })
    },
    async () => {
      const entry = pick(() => true)
      if (entry === undefined) return
      deleted.add(entry.id)
      await theLanes.gone(entry.id)
      await queue.remove(entry.id)
    },
  ]
  const look = () => {
    for (const entry of entries.values()) {
      for (const lane of lanesOf(entry)) {
        const due = dueAt(entry, lane)
        if (due === null || due > clock.now() - 10 * minuteMs || entry.sendingAttemptId !== undefined)
          continue
        const running = visits.filter((one) => one.lane === lane && one.endedAt === undefined)
        waiting.push({
          at: at(),
          entry,
          lane,
          dueForMs: clock.now() - due,
          reason: theLanes.reasonFor(entry),
          isLaneBusy: running.length > 0,
        })
      }
    }
  }

  const plan: { at: number; run: () => Promise<void> }[] = []
  const some = (times: number, from: number, to: number, run: () => Promise<void>) => {
    for (let n = 0; n < times; n += 1)
      plan.push({ at: Math.round(from + random.fraction() * (to - from)), run })
  }
  for (const lane of lanes) some(40, 0, 6.5 * dayMs, () => enqueue(lane))
  some(3, 0, 6 * dayMs, async () => {
    for (let n = 0; n < 30; n += 1) await enqueue('b')
  })
  some(2, 0, 6 * dayMs, async () => {
    for (let n = 0; n < 40; n += 1) await enqueue('a')
  })
  some(10, 0, 5 * dayMs, () => {
    const scheduledAt = clock.now() + Math.round(random.fraction() * dayMs)
    return enqueue('c', { scheduledAt })
  })
  some(10, 0, 6 * dayMs, () => enqueue('c', { undoUntil: clock.now() + 20 * secondMs }))
  for (const act of acts) some(6, 0.5 * dayMs, 6.5 * dayMs, act)
  for (let hour = 1; hour < 9 * 24; hour += 1) plan.push({ at: hour * hourMs, run: async () => look() })
  some(3, dayMs, 6 * dayMs, async () => {
    const ms = Math.round(hourMs + random.fraction() * 9 * hourMs)
    clock.jumpTo(clock.now() + ms)
    state.sleptMs += ms
    wakes.push(at())
    await theLanes.networkBack()
    theLanes.wake()
  })
  for (const byMs of [hourMs, -hourMs, 3 * hourMs, -5 * hourMs]) {
    some(1, dayMs, 6 * dayMs, async () => {
      jumps.push({ at: at(), byMs })
      clock.jumpTo(clock.now() + byMs)
    })
  }
  // The person types the new password an hour after it was changed back.
  for (const { lane, from, to } of weather.spells.filter(({ trouble }) => trouble === 'password')) {
    some(5, from, to, () => enqueue(lane, { identityId: 'i1' }))
    plan.push({
      at: to + hourMs,
      run: async () => {
        await queue.applyToLane(lane, { type: 'signed-in', lane })
        theLanes.signedIn(lane)
        wakes.push(at())
      },
    })
  }

  plan.sort((x, y) => x.at - y.at)
  const running: Promise<void>[] = []
  for (const step of plan) {
    if (step.at > at()) await clock.advance(step.at - at())
    // Some wait for the clock: the end of an attempt that is stopped.
    running.push(step.run())
    await settle()
  }
  await clock.advance(dayMs)
  await Promise.all(running)
  await theLanes.close(0)
  return { weather, visits, changes, waiting, entries, consents, hurries, wakes, jumps, attempts, deleted }
}
