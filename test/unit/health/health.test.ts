import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHealth, type MeasuredAttempt } from '../../../main/health/health.ts'
import { toQuantile } from '../../../main/health/quantile.ts'
import type { Attempt } from '../../../main/outbox/entry.ts'

const dayMs = 86_400_000
const starts = [0, dayMs, 2 * dayMs]

function attempt(startedAt: number, overall: Attempt['overall'], line?: string): MeasuredAttempt {
  const code = Number(line?.slice(0, 3))
  return {
    attempt: {
      id: `a${startedAt}`,
      entryId: `e${startedAt % 7}`,
      number: 1,
      revision: 1,
      serverId: 's',
      serverName: 'Work',
      serverHost: 'mail.example.org',
      startedAt,
      step: 'ended',
      notes: [],
      counts: true,
      ...(overall === undefined ? {} : { overall }),
      ...(line === undefined
        ? {}
        : { failure: { phase: 'rcpt', kind: 'server-reply', detail: '', reply: { code, lines: [line] } } }),
    },
    stops: [{ stop: 'connect', state: 'passed', durationMs: startedAt % 100 }],
  }
}

describe('the health of a server', () => {
  const health = toHealth(
    [
      attempt(10, 'accepted'),
      attempt(20, 'rejected', '550 5.1.1 User unknown'),
      attempt(dayMs + 30, 'deferred', '450 4.2.0 Greylisted'),
      attempt(dayMs + 31, 'rejected', '550 5.1.1 User unknown'),
      attempt(2 * dayMs + 5, 'unconfirmed'),
      attempt(2 * dayMs + 6, undefined),
      attempt(2 * dayMs + 7, 'refused-locally'),
      attempt(3 * dayMs, 'accepted'),
    ],
    starts,
    3 * dayMs,
  )

  it('counts each attempt that is over in the span where it began', () => {
    expect(health.attempts).toBe(5)
    expect(health.buckets).toEqual([
      { startAt: 0, handedOver: 1, deferred: 0, refused: 1, unconfirmed: 0 },
      { startAt: dayMs, handedOver: 0, deferred: 1, refused: 1, unconfirmed: 0 },
      { startAt: 2 * dayMs, handedOver: 0, deferred: 0, refused: 0, unconfirmed: 1 },
    ])
  })

  it('P10: names the causes of failures with their share, the most frequent first', () => {
    expect(health.causes.map(({ cause, count }) => [cause, count])).toEqual([
      ['recipient-unknown', 2],
      ['greylisted', 1],
    ])
    expect(health.causes[0]).toMatchObject({ code: 550, firstAt: 20, lastAt: dayMs + 31 })
    expect(health.causes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it('gives the middle and the slow end of the stops that were passed', () => {
    expect(health.times).toEqual([
      { stop: 'connect', count: 5, medianMs: 20, slowMs: expect.any(Number) as number },
    ])
  })

  it('is empty, not broken, without attempts or spans', () => {
    expect(toHealth([], [], 5)).toEqual({
      fromAt: 5,
      toAt: 5,
      attempts: 0,
      buckets: [],
      causes: [],
      times: [],
    })
  })

  it('has every counted attempt in exactly one bucket', () => {
    const times = fc.array(fc.integer({ min: -dayMs, max: 4 * dayMs }), { maxLength: 60 })
    fc.assert(
      fc.property(times, (all) => {
        const { attempts, buckets } = toHealth(
          all.map((at) => attempt(at, 'accepted')),
          starts,
          3 * dayMs,
        )
        expect(buckets.reduce((sum, { handedOver }) => sum + handedOver, 0)).toBe(attempts)
      }),
    )
  })
})

describe('a quantile', () => {
  it('lies between its neighbours, whatever the order', () => {
    expect(toQuantile([3, 1, 2], 0.5)).toBe(2)
    expect(toQuantile([1, 2], 0.5)).toBe(1.5)
    expect(toQuantile([7], 0.95)).toBe(7)
  })
})
