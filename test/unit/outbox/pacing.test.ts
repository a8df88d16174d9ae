import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nextStartAt,
  paceAfterRateLimit,
  paceAfterStart,
  perMinuteNow,
  unpaced,
  viewPace,
  type Pace,
  type PaceLimits,
} from '../../../main/outbox/pacing.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const midnight = Date.UTC(2026, 0, 5)
const nextMidnight = midnight + 24 * hourMs
const noon = midnight + 12 * hourMs

/** So many messages, the last one at `until`, evenly over the minute before. */
function sent(count: number, until = noon): Pace {
  let pace = unpaced
  for (let n = count - 1; n >= 0; n -= 1) {
    pace = paceAfterStart(pace, until - Math.floor((n * minuteMs) / Math.max(1, count)), midnight)
  }
  return pace
}

const startAt = (pace: Pace, limits: PaceLimits, now = noon) =>
  nextStartAt(pace, limits, now, midnight, nextMidnight)

describe('limits that a person set', () => {
  test('without any, and before the first message, it goes at once', () => {
    expect(startAt(sent(500), {})).toBe(0)
    expect(startAt(unpaced, { perMinute: 1 })).toBe(0)
  })

  test('messages a minute are spaced evenly', () => {
    expect(startAt(sent(1), { perMinute: 6 })).toBe(noon + 10_000)
    expect(startAt(sent(1), { perMinute: 7 })).toBe(noon + 8_572)
  })

  test('messages a day: the next goes after midnight, when the count begins anew', () => {
    expect(startAt(sent(3), { perDay: 3 })).toBe(nextMidnight)
    expect(startAt(sent(2), { perDay: 3 })).toBe(0)
    const next = paceAfterStart(sent(3), nextMidnight + 1, nextMidnight)
    expect([next.day, next.sentToday]).toEqual([nextMidnight, 1])
  })

  test('a clock that was set back stops nothing', () => {
    expect(startAt(sent(1), { perMinute: 1 }, noon - hourMs)).toBe(0)
  })
})

describe('after a rate limit', () => {
  const text = '450 4.7.1 slow down'

  test('half of the setting, or of what was measured where that is less', () => {
    expect(
      perMinuteNow(paceAfterRateLimit(sent(60), { perMinute: 30 }, noon, text), { perMinute: 30 }, noon),
    ).toBe(15)
    expect(
      perMinuteNow(paceAfterRateLimit(sent(10), { perMinute: 30 }, noon, text), { perMinute: 30 }, noon),
    ).toBe(5)
    expect(perMinuteNow(paceAfterRateLimit(sent(20), {}, noon, text), {}, noon)).toBe(10)
  })

  test('raised by a tenth for each whole hour without one', () => {
    const pace = paceAfterRateLimit(sent(20), {}, noon, text)
    expect(perMinuteNow(pace, {}, noon + hourMs - 1)).toBe(10)
    expect(perMinuteNow(pace, {}, noon + hourMs)).toBeCloseTo(11)
    expect(perMinuteNow(pace, {}, noon + 2 * hourMs)).toBeCloseTo(12.1)
  })

  test('without a setting it ends at the pace of before', () => {
    const pace = paceAfterRateLimit(sent(20), {}, noon, text)
    expect(perMinuteNow(pace, {}, noon + 7 * hourMs)).toBeCloseTo(19.49, 1)
    expect(perMinuteNow(pace, {}, noon + 8 * hourMs)).toBeUndefined()
  })

  test('one that is over does not hide the next: the pace that counts is that of today', () => {
    const first = paceAfterRateLimit(sent(2), {}, noon, text)
    expect(perMinuteNow(first, {}, noon + 10 * hourMs)).toBeUndefined()
    const later = noon + 10 * hourMs
    const again = paceAfterRateLimit({ ...first, recent: sent(20, later).recent }, {}, later, text)
    expect(perMinuteNow(again, {}, later)).toBe(10)
  })

  test('again and again: never slower than a message in ten minutes', () => {
    let pace = sent(4)
    for (let n = 0; n < 20; n += 1) pace = paceAfterRateLimit(pace, {}, noon, text)
    expect(perMinuteNow(pace, {}, noon)).toBe(0.1)
  })

  test('value and reason are shown; not where nothing limits it', () => {
    const limits = { perMinute: 30, perDay: 100 }
    const pace = paceAfterRateLimit(sent(60), limits, noon, text)
    expect(viewPace(pace, limits, noon, midnight)).toEqual({
      perMinute: 15,
      perMinuteSet: 30,
      perDay: 100,
      sentToday: 60,
      slowedBy: { at: noon, text },
    })
    expect(viewPace(sent(60), {}, noon, midnight)).toBeUndefined()
  })
})

test('never above the setting, and never negative, whatever happened', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('start' as const), afterMs: fc.nat(5 * minuteMs) }),
    fc.record({ kind: fc.constant('limited' as const), afterMs: fc.nat(3 * hourMs) }),
  )
  const perMinute = fc.integer({ min: 1, max: 600 })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), perMinute, (events, setting) => {
      const limits = { perMinute: setting }
      let now = noon
      let pace = unpaced
      for (const { kind, afterMs } of events) {
        now += afterMs
        if (kind === 'limited') pace = paceAfterRateLimit(pace, limits, now, '')
        else {
          now = Math.max(now, startAt(pace, limits, now))
          const last = pace.recent.at(-1)
          if (last !== undefined) expect(now - last).toBeGreaterThanOrEqual(minuteMs / setting)
          pace = paceAfterStart(pace, now, midnight)
        }
        const current = perMinuteNow(pace, limits, now) ?? Infinity
        expect(current).toBeLessThanOrEqual(setting)
        expect(current).toBeGreaterThan(0)
      }
    }),
  )
})
