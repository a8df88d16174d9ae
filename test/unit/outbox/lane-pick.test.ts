import { describe, expect, test } from 'vitest'
import { noBackoff } from '../../../main/outbox/backoff.ts'
import { floorOf, viewLane, waitOf, type LaneFacts } from '../../../main/outbox/lane-pick.ts'
import { now } from './sample.ts'

const brakes = { backoff: noBackoff, pacedUntil: 0, stopped: false }
const facts: LaneFacts = {
  work: { lane: 's1', waiting: 2, needsSignIn: false, nextDueAt: now + 5_000 },
  brakes,
  live: [],
  stop: null,
  pacing: undefined,
}
const server = { serverId: 's1', serverName: 'Work' }
const view = (over: Partial<LaneFacts>) => viewLane(server, { ...facts, ...over })
const sending = { attemptId: 'a1', phase: 'message', sentOctets: 50, totalOctets: 100 } as const

describe('the floor', () => {
  test('the later of what the server and the pace ask for; never where it is stopped', () => {
    expect(floorOf(brakes)).toBe(0)
    expect(floorOf({ ...brakes, backoff: { faults: 1, until: 7 }, pacedUntil: 5 })).toBe(7)
    expect(floorOf({ ...brakes, backoff: { faults: 1, until: 7 }, pacedUntil: 9 })).toBe(9)
    expect(floorOf({ ...brakes, stopped: true })).toBe(Infinity)
  })
})

describe('what a due entry waits for', () => {
  const wait = (over: Partial<typeof brakes>) =>
    waitOf({ ...brakes, ...over }, now, () => ({ perMinute: 30, sentToday: 0 }))

  test('P15: the server first, then the pace, with its limits; nothing once both are over', () => {
    const backoff = { faults: 1, until: now + 7 }
    expect(wait({ backoff, pacedUntil: now + 9 })).toEqual({ kind: 'server-wait', until: now + 7 })
    expect(wait({ pacedUntil: now + 9 })).toEqual({ kind: 'paced', until: now + 9, perMinute: 30 })
    expect(wait({ backoff: { faults: 1, until: now }, pacedUntil: now })).toBeUndefined()
  })
})

describe('how a lane is shown', () => {
  test('what runs comes first, then what needs the person, then what stops it', () => {
    const work = { ...facts.work, needsSignIn: true }
    expect(view({ work, stop: 'paused', live: [sending] }).state).toBe('sending')
    expect(view({ work, stop: 'paused' }).state).toBe('needs-you')
    expect(view({ stop: 'offline' }).state).toBe('offline')
    expect(view({}).state).toBe('waiting')
    expect(view({ work: { ...facts.work, waiting: 0 } }).state).toBe('closed')
  })

  test('the next attempt is the latest of due, back-off and pace; none is promised where it is stopped', () => {
    expect(view({}).nextAttemptAt).toBe(now + 5_000)
    expect(view({ brakes: { ...brakes, pacedUntil: now + 9_000 } }).nextAttemptAt).toBe(now + 9_000)
    expect(view({ stop: 'paused' }).nextAttemptAt).toBeUndefined()
    expect(view({ work: { ...facts.work, nextDueAt: null } }).nextAttemptAt).toBeUndefined()
  })

  test('percent over all that run, never above a hundred', () => {
    expect(view({ live: [sending, { ...sending, sentOctets: 300, totalOctets: 100 }] }).percent).toBe(75)
    expect(view({ live: [{ ...sending, sentOctets: 0, totalOctets: 0 }] }).percent).toBe(0)
    expect(view({}).percent).toBeUndefined()
  })
})
