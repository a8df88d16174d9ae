import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../main/failure.ts'
import type { Recipient } from '../../../main/outbox/entry.ts'
import { planRetry } from '../../../main/outbox/retry-plan.ts'
import type { RecipientResult } from '../../../main/smtp/types.ts'
import { entryWith, now, reportOf } from './sample.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
const causeOf = ({ reply }: Failure) => reply?.lines[0]?.replace(/^\d+ /, '').replace(/,.*/, '') ?? 'network'
const circumstances = {
  now,
  tries: 1,
  random: { fraction: () => 0, bytes: () => new Uint8Array() },
  causeOf,
  giveUpAfterMs: 4 * dayMs,
}

const refusedConnection = {
  phase: 'connect',
  kind: 'network',
  errorCode: 'ECONNREFUSED',
  detail: '',
} as const

const directly = (address: string): Recipient => ({
  address,
  field: 'to',
  route: { kind: 'mx', ruleId: 'r1', tls: 'opportunistic' },
  status: { state: 'pending' },
})

/** One deferred recipient for each text; the text is the cause. */
function plan(texts: readonly string[], over: { tries?: number; waitingSince?: number } = {}) {
  const entry = entryWith(
    texts.map(() => 'pending'),
    { waitingSince: over.waitingSince },
  )
  const recipients = entry.recipients.map(({ address }, at): RecipientResult => ({
    address,
    outcome: 'deferred',
    reply: { code: 450, lines: [`450 ${texts[at]!}`] },
  }))
  const report = reportOf({ overall: 'deferred', phase: 'rcpt', recipients })
  const { retryAt, giveUp } = planRetry(entry, report, { ...circumstances, tries: over.tries ?? 1 })
  return { minutes: (retryAt - now) / minuteMs, giveUp }
}

test('P19: each cause has its own waits', () => {
  expect(plan(['greylisted'])).toEqual({ minutes: 5, giveUp: false })
  expect(plan(['recipient-mailbox-full'])).toEqual({ minutes: 60, giveUp: false })
  expect(plan(['no such cause'])).toEqual({ minutes: 1, giveUp: false })
})

test('a time named in the reply is kept to', () => {
  expect(plan(['greylisted, try again in 12 minutes'])).toEqual({ minutes: 12, giveUp: false })
})

test('direct to the recipients own servers it starts at 15 minutes, then 30 and more', () => {
  const entry = entryWith(['pending'], { recipients: [directly('pending0@example.org')] })
  const report = reportOf({ overall: 'deferred', phase: 'connect', failure: refusedConnection })
  const waits = [1, 2, 3, 4].map((tries) => {
    const { retryAt } = planRetry(entry, report, { ...circumstances, tries, lane: 'mx:example.org' })
    return (retryAt - now) / minuteMs
  })
  expect(waits).toEqual([15, 30, 60, 60])
})

test('direct to the recipients own servers a longer wait of the cause is kept to', () => {
  const address = 'a@example.org'
  const entry = entryWith([], { recipients: [directly(address)] })
  const reply = { code: 452, lines: ['452 recipient-mailbox-full'] }
  const recipients = [{ address, outcome: 'deferred' as const, reply }]
  const report = reportOf({ overall: 'deferred', phase: 'rcpt', recipients })
  const { retryAt } = planRetry(entry, report, { ...circumstances, lane: 'mx:example.org' })
  expect((retryAt - now) / minuteMs).toBe(60)
})

test('what waits in another lane says nothing about the time of this one', () => {
  const entry = entryWith([], { recipients: [directly('a@example.org'), directly('b@example.net')] })
  const recipients = ['greylisted', 'greylisted'].map((text, at) => ({
    address: entry.recipients[at]!.address,
    outcome: 'deferred' as const,
    reply: { code: 450, lines: [`450 ${at === 0 ? 'recipient-mailbox-full' : text}`] },
  }))
  const report = reportOf({ overall: 'deferred', phase: 'rcpt', recipients })
  const { retryAt } = planRetry(entry, report, { ...circumstances, lane: 'mx:example.org' })
  expect((retryAt - now) / minuteMs).toBe(60)
})

test('of recipients with different causes the soonest decides', () => {
  expect(plan(['recipient-mailbox-full', 'greylisted']).minutes).toBe(5)
})

describe('giving up', () => {
  test('the last try is made when the time is up', () => {
    expect(plan(['no such cause'], { tries: 9, waitingSince: now - 4 * dayMs + 7 * minuteMs })).toEqual({
      minutes: 7,
      giveUp: false,
    })
  })

  test('after four days, or sooner where the cause says so', () => {
    expect(plan(['no such cause'], { waitingSince: now - 4 * dayMs }).giveUp).toBe(true)
    expect(plan(['greylisted'], { waitingSince: now - 2 * dayMs }).giveUp).toBe(true)
    expect(plan(['greylisted'], { waitingSince: now - 2 * dayMs + 1 }).giveUp).toBe(false)
  })

  test('not while one recipient has time left', () => {
    expect(plan(['greylisted', 'no such cause'], { waitingSince: now - 3 * dayMs }).giveUp).toBe(false)
  })

  test('P17: never for want of a network', () => {
    const failure: Failure = { phase: 'connect', kind: 'network', errorCode: 'ENOTFOUND', detail: 'no name' }
    const report = reportOf({ overall: 'deferred', phase: 'connect', answered: false, failure })
    const entry = entryWith(['pending'], { waitingSince: now - 30 * dayMs })
    expect(planRetry(entry, report, circumstances)).toMatchObject({
      retryAt: now + minuteMs,
      giveUp: false,
    })
  })

  test('a sign-in that is refused for now is tried three times', () => {
    expect([1, 2, 3].map((tries) => plan(['auth-temporarily-refused'], { tries }).giveUp)).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('too many recipients', () => {
  const entry = entryWith(['pending', 'pending'])
  const after = (first: RecipientResult['outcome'], reply: RecipientResult['reply']) =>
    planRetry(
      entry,
      reportOf({
        overall: 'partly',
        recipients: [
          { address: 'pending0@example.org', outcome: first },
          { address: 'pending1@example.org', outcome: 'deferred', ...(reply && { reply }) },
        ],
      }),
      circumstances,
    )

  test.each([
    [{ code: 452, enhanced: '4.5.3', lines: ['452 4.5.3 Too many recipients'] }],
    [{ code: 452, lines: ['452 Too many recipients'] }],
    [{ code: 552, enhanced: '5.5.3', lines: ['552 5.5.3 Too many recipients'] }],
  ])('the rest goes at once behind an accepted one: %j', (reply) => {
    expect(after('accepted', reply)).toEqual({ retryAt: now, giveUp: false, atOnce: true })
  })

  test.each([
    [{ code: 452, enhanced: '4.2.2', lines: ['452 4.2.2 Mailbox full'] }],
    [{ code: 450, lines: ['450 Greylisted'] }],
  ])('another reason waits: %j', (reply) => {
    expect(after('accepted', reply).atOnce).toBe(false)
  })

  test('a transaction that took nobody is not repeated at once', () => {
    expect(after('rejected', { code: 452, lines: ['452 Too many recipients'] }).atOnce).toBe(false)
  })
})
