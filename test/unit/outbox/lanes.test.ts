// Two lanes side by side on the fake clock.
import { expect, test } from 'vitest'
import type { Courier } from '../../../main/outbox/courier.ts'
import type { Attempt, Entry } from '../../../main/outbox/entry.ts'
import { createLanes, type Lanes } from '../../../main/outbox/lanes.ts'
import { lanesOf, stateOf } from '../../../main/outbox/state.ts'
import type { Clock } from '../../../main/clock.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createMemoryQueue } from '../../support/memory-queue.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { entryWith, reportOf } from './sample.ts'

const messages = 50
/** What the server that works takes for each. */
const takesMs = 200
/** What an attempt at the other one takes: it never answers. */
const silentMs = 300_000

function createPromptCourier(clock: Clock, done: (entryId: string) => void): Courier {
  return {
    deliver: async (entry, recipients) => {
      await new Promise<void>((resolve) => void clock.after(takesMs, resolve))
      done(entry.id)
      return reportOf({
        reply: { code: 250, lines: ['250 Ok'] },
        recipients: recipients.map(({ address }) => ({ address, outcome: 'accepted' })),
      })
    },
    hasSession: () => false,
    rest: async () => undefined,
    abort: () => undefined,
  }
}

function createSilentCourier(clock: Clock): Courier {
  const failure = { phase: 'greeting', kind: 'timeout', detail: 'no answer' } as const
  return {
    deliver: async () => {
      await new Promise<void>((resolve) => void clock.after(silentMs, resolve))
      return reportOf({ overall: 'deferred', phase: 'greeting', answered: false, failure })
    },
    hasSession: () => false,
    rest: async () => undefined,
    abort: () => undefined,
  }
}

/** How long lane s1 takes for its messages, ms, with so many that wait in lane s2. */
async function msFor(waitingInOther: number): Promise<{ readonly ms: number; readonly left: number }> {
  const clock = createFakeClock()
  const times: number[] = []
  const attempts: Attempt[] = []
  const entries = new Map<string, Entry>()
  const news = {
    changed: (id: string, entry: Entry | null) => {
      if (entry === null) return
      entries.set(id, entry)
      for (const lane of lanesOf(entry)) lanes.wake(lane)
    },
    manyChanged: () => lanes.wake(),
  }
  const store = {
    put: async (_entry: Entry, attempt?: Attempt) => {
      if (attempt !== undefined) attempts.push(attempt)
    },
    remove: async () => undefined,
  }
  const of = (serverId: string, count: number) =>
    Array.from({ length: count }, (_, n) =>
      entryWith(['pending'], { id: `${serverId}-${n}`, serverId, createdAt: n }),
    )
  const given = [...of('s2', waitingInOther), ...of('s1', messages)]
  for (const entry of given) entries.set(entry.id, entry)
  const queue = createMemoryQueue({ store, clock, news }, given)
  const lanes: Lanes = createLanes({
    queue,
    clock,
    random: createSeededRandom(1),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    pace: {
      nextStartAt: () => 0,
      started: () => undefined,
      rateLimited: () => undefined,
      restore: () => undefined,
      view: () => undefined,
    },
    causeOf: () => 'timeout',
    giveUpAfterMs: () => 4 * 86_400_000,
    courierFor: (lane) =>
      lane === 's1'
        ? createPromptCourier(clock, () => times.push(clock.monotonic()))
        : createSilentCourier(clock),
    server: (id) => ({ id, name: id, host: `${id}.example.org` }),
    stopReason: () => undefined,
    furtherServers: () => [],
    identitiesWithFurther: () => [],
    progressed: () => undefined,
    braked: () => undefined,
  })
  lanes.wake()
  await clock.advance(60 * 60_000)
  const closed = lanes.close(0)
  await clock.advance(silentMs)
  await closed
  const left = [...entries.values()].filter(
    (entry) => entry.serverId === 's2' && stateOf(entry) !== 'sent',
  ).length
  expect(times).toHaveLength(messages)
  return { ms: times.at(-1) ?? 0, left }
}

test('a server that never answers does not slow another one: its lane keeps its pace to the millisecond', async () => {
  const alone = await msFor(0)
  const beside = await msFor(40)
  expect(alone.ms).toBe(messages * takesMs)
  expect(beside.ms / alone.ms).toBe(1)
  expect(beside.left).toBe(40)
})
