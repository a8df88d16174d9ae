import { beforeEach, describe, expect, test } from 'vitest'
import { createLane } from '../../../main/outbox/create-lane.ts'
import type { Attempt, Entry } from '../../../main/outbox/entry.ts'
import type { Lane, StopReason } from '../../../main/outbox/lane.ts'
import type { Queue } from '../../../main/outbox/queue.ts'
import { stateOf } from '../../../main/outbox/state.ts'
import { createFakeClock, settle, type FakeClock } from '../../support/fake-clock.ts'
import { createMemoryQueue } from '../../support/memory-queue.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createFakeCourier, type FakeCourier } from './fake-courier.ts'
import { entryWith, greylisted, reportOf } from './sample.ts'

const minuteMs = 60_000

let clock: FakeClock
let courier: FakeCourier
let queue: Queue
let lane: Lane
let stored: Map<string, Attempt>
/** As they were announced last. */
let entries: Map<string, Entry>
let journal: string[]
let failing: string | null
let stopped: StopReason | undefined
let further: readonly string[]

const unlimited = {
  nextStartAt: () => 0,
  started: () => undefined,
  rateLimited: () => undefined,
  restore: () => undefined,
  view: () => undefined,
}
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

beforeEach(() => {
  clock = createFakeClock()
  courier = createFakeCourier()
  stored = new Map()
  entries = new Map()
  journal = []
  failing = null
  stopped = undefined
  further = []
})

function open(...given: Entry[]): void {
  for (const entry of given) entries.set(entry.id, entry)
  const put = async (what: string, attempt?: Attempt) => {
    const step = attempt !== undefined && attempt.step !== 'started' && attempt.step !== 'ended'
    if (failing === 'all' || failing === (step ? 'step' : what)) throw new Error('disk full')
    await Promise.resolve()
    if (attempt) {
      stored.set(attempt.id, attempt)
      journal.push(`attempt ${attempt.step}`)
    }
  }
  const store = {
    put: async (entry: Entry, attempt?: Attempt) => {
      await put('entry', attempt)
      if (attempt === undefined || ['started', 'ended'].includes(attempt.step))
        journal.push(`entry ${stateOf(entry)}`)
    },
    remove: async () => undefined,
  }
  const changed = (id: string, entry: Entry | null) => {
    journal.push(`announced ${entry === null ? `${id} gone` : stateOf(entry)}`)
    if (entry !== null) entries.set(id, entry)
    lane.wake()
  }
  queue = createMemoryQueue({ store, clock, news: { changed, manyChanged: () => lane.wake() } }, given)
  lane = createLane('s1', {
    queue,
    clock,
    log,
    createCourier: () => courier,
    stopReason: () => stopped,
    pace: unlimited,
    furtherServers: () => further,
    identitiesWithFurther: () => (further.length === 0 ? [] : ['i1']),
    canUse: () => true,
    braked: () => undefined,
    random: createSeededRandom(1),
    causeOf: () => 'timeout',
    giveUpAfterMs: () => 4 * 24 * 60 * minuteMs,
    server: () => ({ id: 's1', name: 'Work', host: 'mail.example.org' }),
    progressed: () => undefined,
  })
  lane.wake()
}

const taken = reportOf({ reply: { code: 250, lines: ['250 Ok'] } })
const view = async () => lane.view(await queue.lane('s1'))
const delivered = () => courier.deliveries.map(({ entry }) => entry.id)
const state = (id: string) => stateOf(entries.get(id)!)
const deferral = (address: string) => ({
  overall: 'deferred' as const,
  phase: 'rcpt' as const,
  recipients: [{ address, outcome: 'deferred' as const, reply: greylisted }],
})

describe('order', () => {
  test('the oldest due entry goes first, one at a time', async () => {
    open(entryWith(['pending'], { id: 'b', createdAt: 2 }), entryWith(['pending'], { id: 'a', createdAt: 1 }))
    await settle()
    expect(delivered()).toEqual(['a'])
    courier.deliveries[0]!.accept()
    await settle()
    expect(delivered()).toEqual(['a', 'b'])
  })

  test('a bad message never blocks those behind it', async () => {
    open(
      entryWith(['pending'], { id: 'bad', createdAt: 1 }),
      entryWith(['pending'], { id: 'good', createdAt: 2 }),
    )
    await settle()
    courier.deliveries[0]!.end(deferral('pending0@example.org'))
    await settle()
    courier.deliveries[1]!.accept()
    await settle()
    expect([state('bad'), state('good')]).toEqual(['deferred', 'sent'])
  })

  test('the session rests when nothing is due, and not between two that are', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    courier.deliveries[0]!.accept()
    await settle()
    courier.deliveries[1]!.accept()
    await settle()
    expect(courier.events.filter((event, at, all) => event !== all[at - 1])).toEqual([
      'deliver a',
      'deliver b',
      'rest',
    ])
  })
})

describe('what is changed between being read and being started', () => {
  /** The person drops one of the recipients of `id` right after the lane has read it. */
  const dropAfterRead = (id: string) => {
    const next = queue.next.bind(queue)
    let isDropped = false
    queue.next = async (key, query) => {
      const found = await next(key, query)
      if (found?.entry.id === id && !isDropped) {
        isDropped = true
        await queue.apply(id, { type: 'recipient-dropped', address: 'pending1@example.org' })
      }
      return found
    }
  }
  const left = (n: number) => courier.deliveries[n]?.entry.recipients.map(({ address }) => address)

  test('P22: over a new session, it goes to whom it is for by now', async () => {
    stopped = { kind: 'offline' }
    open(entryWith(['pending', 'pending'], { id: 'a', updatedAt: 1 }))
    await settle()
    dropAfterRead('a')
    stopped = undefined
    lane.wake()
    await settle()
    expect(left(0)).toEqual(['pending0@example.org'])
  })

  test('P22: over a session that is open, its last octet does not leave, and it goes as it is by now', async () => {
    open(
      entryWith(['pending'], { id: 'a', createdAt: 1 }),
      entryWith(['pending', 'pending'], { id: 'b', createdAt: 2, updatedAt: 1 }),
    )
    dropAfterRead('b')
    await settle()
    courier.deliveries[0]!.accept()
    await settle()
    await expect(courier.deliveries[1]!.hooks.aboutToComplete([])).rejects.toThrow()
    courier.deliveries[1]!.end({ overall: 'deferred', phase: 'message' })
    await clock.advance(5)
    expect(state('b')).toBe('sending')
    expect(left(2)).toEqual(['pending0@example.org'])
    await courier.deliveries[2]!.hooks.aboutToComplete([])
    courier.deliveries[2]!.accept()
    await settle()
    expect([state('a'), state('b')]).toEqual(['sent', 'sent'])
  })
})

describe('retry', () => {
  test('P19: a deferred entry is tried again when its time comes, on a timer and not before', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    courier.deliveries[0]!.end(deferral('pending0@example.org'))
    await settle()
    const due = entries.get('a')!.nextAttemptAt!
    expect(due - clock.now()).toBeGreaterThanOrEqual(minuteMs)
    expect(clock.pending()).toHaveLength(1)
    await clock.advance(due - clock.now() - 1)
    expect(delivered()).toEqual(['a'])
    await clock.advance(1)
    expect(delivered()).toEqual(['a', 'a'])
    await clock.advance(5)
    expect([...stored.values()].map(({ number }) => number)).toEqual([1, 2])
  })

  test('P17: failures before an answer do not count, yet their waits grow', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    const waits: number[] = []
    for (let tries = 0; tries < 3; tries += 1) {
      await settle()
      courier.deliveries.at(-1)!.end({
        overall: 'deferred',
        phase: 'connect',
        answered: false,
        failure: { phase: 'connect', kind: 'network', detail: 'refused' },
      })
      await settle()
      const wait = entries.get('a')!.nextAttemptAt! - clock.now()
      waits.push(Math.floor(wait / minuteMs))
      await clock.advance(wait)
    }
    expect(entries.get('a')!.attemptCount).toBe(0)
    expect(waits).toEqual([1, 5, 10])
  })

  test('P17: send now tries at once', async () => {
    open(entryWith(['deferred'], { id: 'a', nextAttemptAt: clock.now() + 60 * minuteMs }))
    await settle()
    expect(delivered()).toEqual([])
    lane.hurry('a')
    await queue.apply('a', { type: 'send-now' })
    await settle()
    expect(delivered()).toEqual(['a'])
  })
})

describe('too many recipients', () => {
  const tooMany = { code: 452, enhanced: '4.5.3', lines: ['452 4.5.3 Too many recipients'] }

  test('the rest goes in a further transaction at once, before other messages and over the same session', async () => {
    open(
      entryWith(['pending', 'pending', 'pending'], { id: 'many', createdAt: 1 }),
      entryWith(['pending'], { id: 'other', createdAt: 2 }),
    )
    for (let at = 0; at < 2; at += 1) {
      await settle()
      const { entry, end } = courier.deliveries[at]!
      const open = entry.recipients.filter(({ status }) => status.state !== 'accepted')
      end({
        overall: 'partly',
        reply: { code: 250, lines: ['250 Ok'] },
        recipients: open.map(({ address }, place) =>
          place === 0 ? { address, outcome: 'accepted' } : { address, outcome: 'deferred', reply: tooMany },
        ),
      })
    }
    await settle()
    expect(delivered()).toEqual(['many', 'many', 'many'])
    expect(courier.events).not.toContain('rest')
    courier.deliveries[2]!.accept()
    await settle()
    expect([state('many'), entries.get('many')?.attemptCount]).toEqual(['sent', 1])
    expect(delivered().at(-1)).toBe('other')
  })
})

describe('a server at fault', () => {
  const closing = {
    overall: 'deferred',
    phase: 'greeting',
    failure: {
      phase: 'greeting',
      kind: 'server-reply',
      reply: { code: 421, lines: ['421 busy'] },
      detail: '421 busy',
    },
  } as const

  const three = () =>
    open(...['a', 'b', 'c'].map((id, at) => entryWith(['pending'], { id, createdAt: at + 1 })))

  test('its lane waits as a whole: one entry asks when the wait is over, and none is charged', async () => {
    three()
    await settle()
    courier.deliveries[0]!.end(closing)
    await settle()
    const until = (await view()).nextAttemptAt!
    expect(until).toBeGreaterThan(clock.now())
    await clock.advance(until - clock.now() - 1)
    expect(delivered()).toEqual(['a'])
    await clock.advance(1)
    expect(delivered()).toHaveLength(2)
    courier.deliveries[1]!.end(closing)
    await settle()
    expect(delivered()).toHaveLength(2)
    expect((await view()).nextAttemptAt! - clock.now()).toBeGreaterThanOrEqual(5 * minuteMs)
    expect(['a', 'b', 'c'].map((id) => entries.get(id)?.attemptCount)).toEqual([0, 0, 0])
    expect([...stored.values()].map(({ counts }) => counts)).toEqual([false, false])
  })

  test('when it serves again, all that waited go', async () => {
    three()
    await settle()
    courier.deliveries[0]!.end(closing)
    await settle()
    await clock.advance((await view()).nextAttemptAt! - clock.now())
    for (let at = 1; at <= 3; at += 1) {
      courier.deliveries[at]!.accept()
      await settle()
    }
    expect(['a', 'b', 'c'].map(state)).toEqual(['sent', 'sent', 'sent'])
  })

  test('P17: send now does not wait for it', async () => {
    three()
    await settle()
    courier.deliveries[0]!.end(closing)
    await settle()
    lane.hurry('c')
    await queue.apply('c', { type: 'send-now' })
    await settle()
    expect(delivered()).toEqual(['a', 'c'])
  })
})

describe('wake-ups', () => {
  const unreached = {
    overall: 'deferred',
    phase: 'connect',
    answered: false,
    failure: { phase: 'connect', kind: 'network', errorCode: 'ENOTFOUND', detail: 'no such host' },
  } as const

  test('P17, P20: what met no server goes at once when the network is back; what a server put off keeps its wait', async () => {
    const until = clock.now() + 30 * minuteMs
    open(
      entryWith(['pending'], { id: 'offline', createdAt: 1 }),
      entryWith(['deferred'], { id: 'greylisted', createdAt: 2, nextAttemptAt: until }),
    )
    await settle()
    courier.deliveries[0]!.end(unreached)
    await settle()
    expect(delivered()).toEqual(['offline'])
    await lane.networkBack()
    await settle()
    expect(delivered()).toEqual(['offline', 'offline'])
    expect(entries.get('greylisted')?.nextAttemptAt).toBe(until)
    expect(entries.get('offline')?.attemptCount).toBe(0)
  })

  test('P20: a wait that ended during sleep is over at the wake-up', async () => {
    open(entryWith(['deferred'], { id: 'a', nextAttemptAt: clock.now() + 30 * minuteMs }))
    await settle()
    clock.jumpTo(clock.now() + 31 * minuteMs)
    lane.wake()
    await settle()
    expect(delivered()).toEqual(['a'])
  })

  test('P3, P20: before sleep what has not given its last octet away is ended, counts nowhere and goes first after it', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    stopped = { kind: 'offline' }
    lane.suspend()
    await settle()
    expect(courier.events).toEqual(['deliver a', 'rest'])
    expect(entries.get('a')).toMatchObject({ attemptCount: 0, reason: { kind: 'interrupted' } })
    stopped = undefined
    await lane.networkBack()
    await settle()
    // No server was at fault: there is no wait.
    expect(delivered()).toEqual(['a', 'a'])
  })

  test('P3: what has given its last octet away is waited for through sleep', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    await courier.deliveries[0]!.hooks.aboutToComplete([])
    lane.suspend()
    await settle()
    expect(courier.deliveries[0]!.signal.aborted).toBe(false)
    courier.deliveries[0]!.accept()
    await settle()
    expect(state('a')).toBe('sent')
  })

  test('P20: a clock that is set back does not stretch a wait', async () => {
    open(entryWith(['deferred'], { id: 'a', nextAttemptAt: clock.now() + 30 * minuteMs }))
    await settle()
    clock.jumpTo(clock.now() - 24 * 60 * minuteMs)
    await clock.advance(30 * minuteMs - 1)
    expect(delivered()).toEqual([])
    await clock.advance(1)
    expect(delivered()).toEqual(['a'])
  })
})

describe('sign-in', () => {
  const refused = {
    overall: 'rejected',
    phase: 'auth',
    needsSignIn: true,
    failure: { phase: 'auth', kind: 'server-reply', detail: '535' },
  } as const

  test('one refused password holds all that wait for the server; none of them is tried with it', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    courier.deliveries[0]!.end(refused)
    await settle()
    await queue.add(entryWith(['pending'], { id: 'c', createdAt: 3 }))
    await settle()
    expect(['a', 'b', 'c'].map((id) => entries.get(id)?.reason.kind)).toEqual([
      'needs-sign-in',
      'needs-sign-in',
      'needs-sign-in',
    ])
    expect(delivered()).toEqual(['a'])
    expect(await view()).toMatchObject({ state: 'needs-you', waiting: 3 })
  })

  test('P17: send now really tries, even then; a sign-in that works frees the others', async () => {
    open(
      entryWith(['pending'], { id: 'a', hold: 'sign-in' }),
      entryWith(['pending'], { id: 'b', hold: 'sign-in' }),
    )
    lane.hurry('b')
    await queue.apply('b', { type: 'send-now' })
    await settle()
    expect(delivered()).toEqual(['b'])
    courier.deliveries[0]!.end({
      recipients: [{ address: 'pending0@example.org', outcome: 'accepted' }],
      session: { signedInAs: 'you' },
    })
    await settle()
    expect(delivered()).toEqual(['b', 'a'])
  })
})

describe('storing', () => {
  test('P3: every step is stored before what follows it, and stored before announced', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    const { hooks } = courier.deliveries[0]!
    await hooks.step('envelope')
    await hooks.step('content')
    await hooks.aboutToComplete([])
    courier.deliveries[0]!.accept()
    await settle()
    expect(journal).toEqual([
      'attempt started',
      'entry sending',
      'announced sending',
      'attempt envelope',
      'attempt content',
      'attempt about-to-complete',
      'attempt ended',
      'entry sent',
      'announced sent',
    ])
  })

  test('P3: what is about to complete stays so, whatever step is told later', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    const { hooks } = courier.deliveries[0]!
    await hooks.step('envelope')
    await hooks.aboutToComplete([])
    await hooks.step('content')
    expect(journal.at(-1)).toBe('attempt about-to-complete')
  })

  test('P3: where "about to complete" cannot be stored, the courier is told not to go on', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    failing = 'step'
    await expect(courier.deliveries[0]!.hooks.aboutToComplete([])).rejects.toThrow('disk full')
  })

  test('P3: over an open session the start is stored while the message is made ready, and holds the last octet back', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    courier.deliveries[0]!.accept()
    failing = 'all'
    await clock.advance(1)
    // Neither the outcome of the first nor the start of the second can be stored.
    expect(delivered()).toEqual(['a', 'b'])
    await expect(courier.deliveries[1]!.hooks.aboutToComplete([])).rejects.toThrow('disk full')
    expect([...stored.values()].map(({ entryId }) => entryId)).toEqual(['a'])
    failing = null
    courier.deliveries[1]!.end({ overall: 'deferred', recipients: [] })
    await clock.advance(30_000)
    expect(state('a')).toBe('sent')
    expect(delivered()).toEqual(['a', 'b', 'b'])
  })

  test('P3: over an open session the start and "about to complete" are stored as one where all goes in one flight', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    courier.deliveries[0]!.accept()
    await settle()
    journal = []
    const { hooks } = courier.deliveries[1]!
    await hooks.step('content')
    expect(journal).toEqual([])
    await hooks.aboutToComplete([])
    expect(journal).toEqual(['attempt about-to-complete', 'announced sending'])
    await clock.advance(5)
    expect(journal).toHaveLength(2)
  })

  test('over an open session the start is stored after a moment where the last octet is far', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    courier.deliveries[0]!.accept()
    await settle()
    journal = []
    const { hooks } = courier.deliveries[1]!
    await hooks.step('envelope')
    await clock.advance(5)
    expect(state('b')).toBe('sending')
    await hooks.step('content')
    await hooks.aboutToComplete([])
    expect(journal.filter((one) => one.startsWith('attempt'))).toEqual([
      'attempt envelope',
      'attempt content',
      'attempt about-to-complete',
    ])
  })

  test('P3: an outcome that cannot be stored is kept until it can', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    failing = 'entry'
    courier.deliveries[0]!.accept()
    await clock.advance(10_000)
    expect(state('a')).toBe('sending')
    failing = null
    await clock.advance(10_000)
    expect(state('a')).toBe('sent')
    expect(delivered()).toEqual(['a'])
  })

  test('a start that cannot be stored sends nothing and is tried again later', async () => {
    failing = 'entry'
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    expect(delivered()).toEqual([])
    failing = null
    await clock.advance(30_000)
    expect(delivered()).toEqual(['a'])
  })
})

describe('while the server is at fault', () => {
  const closing = {
    overall: 'deferred' as const,
    phase: 'greeting' as const,
    failure: {
      phase: 'greeting' as const,
      kind: 'server-reply' as const,
      reply: { code: 421, lines: ['421 Closing'] },
      detail: '421',
    },
  }

  test('P15: what becomes due meanwhile goes over the further server at once', async () => {
    const later = { id: 'b', createdAt: 2, nextAttemptAt: clock.now() + 30_000 }
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['deferred'], later))
    await settle()
    further = ['s2']
    courier.deliveries[0]!.end(closing)
    await clock.advance(29_000)
    expect(entries.get('b')?.serverId).toBe('s1')
    await clock.advance(2_000)
    expect(entries.get('b')?.serverId).toBe('s2')
  })

  test('P20: a clock that is set back does not stretch its wait', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    courier.deliveries[0]!.end(closing)
    await settle()
    clock.jumpTo(clock.now() - 60 * minuteMs)
    await clock.advance(2 * minuteMs)
    expect(delivered()).toEqual(['a', 'a'])
  })

  test('P20: set back during an attempt, the wait behind it is whole', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    clock.jumpTo(clock.now() - 60 * minuteMs)
    courier.deliveries[0]!.end(deferral('pending0@example.org'))
    await clock.advance(30_000)
    expect(delivered()).toEqual(['a'])
  })
})

test('P13: no password for one lane of an entry: asked once, while the other lane goes on; known, it goes too', async () => {
  const [own, other] = entryWith(['pending', 'pending']).recipients
  const direct = { ...other!, route: { kind: 'mx', ruleId: 'r1', tls: 'opportunistic' } as const }
  open({ ...entryWith([], { id: 'a' }), recipients: [own!, direct] })
  await settle()
  courier.deliveries[0]!.end({
    overall: 'refused-locally',
    phase: 'auth',
    needsSignIn: true,
    answered: false,
    failure: { phase: 'auth', kind: 'local', errorCode: 'NO_PASSWORD', detail: 'none' },
  })
  await clock.advance(minuteMs)
  expect(delivered()).toEqual(['a'])
  expect(entries.get('a')).toMatchObject({ signInLanes: ['s1'], reason: { kind: 'queued' } })
  expect(entries.get('a')?.hold).toBeUndefined()
  expect(await view()).toMatchObject({ state: 'needs-you' })

  await queue.apply('a', { type: 'attempt-started', attemptId: 'other', lane: 'mx:example.org' })
  const host = 'mx.example.org'
  const recipients = [{ address: direct.address, outcome: 'accepted' as const }]
  const report = { ...taken, recipients }
  await queue.apply('a', {
    type: 'attempt-ended',
    attemptId: 'other',
    lane: 'mx:example.org',
    report,
    host,
    retryAt: 0,
  })
  expect(entries.get('a')?.reason).toEqual({ kind: 'needs-sign-in', serverId: 's1' })

  await queue.applyToLane('s1', { type: 'signed-in', lane: 's1' })
  await settle()
  expect(delivered()).toEqual(['a', 'a'])
})

test('a certificate that does not pass holds all that wait for the server, and is asked about once', async () => {
  open(...['a', 'b', 'c'].map((id, at) => entryWith(['pending'], { id, createdAt: at })))
  await settle()
  courier.deliveries[0]!.end({
    overall: 'refused-locally',
    phase: 'tls',
    needsSignIn: true,
    answered: false,
    failure: { phase: 'tls', kind: 'certificate', errorCode: 'CERT_HAS_EXPIRED', detail: 'expired' },
  })
  await clock.advance(60 * minuteMs)
  expect(delivered()).toEqual(['a'])
  expect(['a', 'b', 'c'].map((id) => entries.get(id)?.reason)).toEqual(
    Array(3).fill({ kind: 'needs-certificate', serverId: 's1' }),
  )
  await queue.applyToLane('s1', { type: 'signed-in', lane: 's1' })
  lane.signedIn()
  await settle()
  expect(delivered()).toEqual(['a', 'a'])
})

const keychainReport = {
  overall: 'refused-locally',
  phase: 'auth',
  needsSignIn: true,
  answered: false,
  failure: { phase: 'auth', kind: 'local', errorCode: 'KEYCHAIN', detail: 'locked' },
} as const

describe('P13: a keychain that gives no password', () => {
  const reasons = () => ['a', 'b'].map((id) => entries.get(id)?.reason)
  const locked = async () => {
    open(...['a', 'b'].map((id, at) => entryWith(['pending'], { id, createdAt: at })))
    await settle()
    courier.deliveries[0]!.end(keychainReport)
    await settle()
  }

  test('is a reason of its own, asked once for all that wait; nothing is held against a recipient', async () => {
    await locked()
    await clock.advance(24 * 60 * minuteMs)
    expect(delivered()).toEqual(['a'])
    expect(reasons()).toEqual(Array(2).fill({ kind: 'needs-keychain', serverId: 's1' }))
    expect([state('a'), entries.get('a')?.recipients[0]?.status.state]).toEqual(['held', 'pending'])
    expect(entries.get('a')?.attemptCount).toBe(0)
  })

  test('open again, all go; still locked, one try says so again', async () => {
    await locked()
    const openAgain = async () => {
      await queue.applyToLane('s1', { type: 'signed-in', lane: 's1', matter: 'keychain' })
      lane.signedIn('keychain')
      await settle()
    }
    await openAgain()
    courier.deliveries[1]!.end(keychainReport)
    await clock.advance(60 * minuteMs)
    expect(delivered()).toEqual(['a', 'a'])
    expect(reasons()).toEqual(Array(2).fill({ kind: 'needs-keychain', serverId: 's1' }))
    await openAgain()
    courier.deliveries[2]!.accept()
    await settle()
    courier.deliveries[3]!.accept()
    await settle()
    expect(['a', 'b'].map(state)).toEqual(['sent', 'sent'])
  })

  test('an open keychain does not send with a password that was refused', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    courier.deliveries[0]!.end({
      ...keychainReport,
      failure: { phase: 'auth', kind: 'local', errorCode: 'NO_PASSWORD', detail: 'none' },
    })
    await settle()
    await queue.applyToLane('s1', { type: 'signed-in', lane: 's1', matter: 'keychain' })
    lane.signedIn('keychain')
    await clock.advance(60 * minuteMs)
    expect(delivered()).toEqual(['a'])
    expect(entries.get('a')?.reason).toEqual({ kind: 'needs-sign-in', serverId: 's1' })
  })

  test('a password that is typed instead helps too', async () => {
    await locked()
    await queue.applyToLane('s1', { type: 'signed-in', lane: 's1' })
    lane.signedIn()
    await settle()
    expect(delivered()).toEqual(['a', 'a'])
  })
})

test('where failover is allowed, what waits goes over the further server meanwhile', async () => {
  open(...['a', 'b'].map((id, at) => entryWith(['pending'], { id, createdAt: at })))
  await settle()
  further = ['s2']
  courier.deliveries[0]!.end({
    overall: 'refused-locally',
    phase: 'tls',
    needsSignIn: true,
    answered: false,
    failure: { phase: 'tls', kind: 'certificate', errorCode: 'CERT_HAS_EXPIRED', detail: 'expired' },
  })
  await settle()
  expect(['a', 'b'].map((id) => [entries.get(id)?.serverId, entries.get(id)?.hold])).toEqual([
    ['s2', undefined],
    ['s2', undefined],
  ])
})

describe('ending', () => {
  test('P19: a stopped attempt writes no last octet and leaves no outcome', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    const { hooks, signal } = courier.deliveries[0]!
    await lane.stop('a')
    expect(signal.aborted).toBe(true)
    await expect(hooks.aboutToComplete([])).rejects.toThrow()
    expect(journal.at(-1)).toBe('announced sending')
  })

  test('P6: quitting in the middle queues the entry again, with the reason', async () => {
    open(entryWith(['pending'], { id: 'a' }))
    await settle()
    await courier.deliveries[0]!.hooks.step('content')
    const closed = lane.close(5_000)
    await clock.advance(5_000)
    await closed
    expect(state('a')).toBe('queued')
    expect(entries.get('a')?.reason).toEqual({ kind: 'interrupted', step: 'content' })
  })

  test('quitting lets an attempt end within its grace and starts no other', async () => {
    open(entryWith(['pending'], { id: 'a', createdAt: 1 }), entryWith(['pending'], { id: 'b', createdAt: 2 }))
    await settle()
    const closed = lane.close(5_000)
    courier.deliveries[0]!.accept()
    await closed
    expect([state('a'), state('b')]).toEqual(['sent', 'queued'])
    expect(delivered()).toEqual(['a'])
    expect(clock.pending()).toEqual([])
  })
})
