import { describe, expect, it } from 'vitest'
import { openOurs } from '../../../bench/clients.ts'
import { countQueue, countRoundTrips, variants, withSink } from '../../../bench/round-trips.ts'
import type { Security } from '../../../main/smtp/client.ts'

/** Long enough for all that one side writes in one go to pass in one burst. */
const roundTripMs = 10

/** Cold, and each further message on the session; the goals of the engine for one recipient, signed in by PLAIN. */
const expected: Readonly<Record<Security, Readonly<Record<keyof typeof variants, string>>>> = {
  none: { ours: '5 + 1', inFlight: '4 + 1', noChunking: '6 + 2', neither: '8 + 4' },
  starttls: { ours: '8 + 1', inFlight: '7 + 1', noChunking: '9 + 2', neither: '11 + 4' },
  implicit: { ours: '6 + 1', inFlight: '5 + 1', noChunking: '7 + 2', neither: '9 + 4' },
}

const securities = ['none', 'starttls', 'implicit'] as const
const names = ['ours', 'inFlight', 'noChunking', 'neither'] as const

describe('round trips of the engine do not grow', () => {
  it.each(securities.flatMap((security) => names.map((name) => ({ security, name }))))(
    '$security, signed in, $name',
    async ({ security, name }) => {
      const { cold, warm } = await withSink({ security, signIn: true }, roundTripMs, (sink, target) =>
        countRoundTrips(sink, 1, () => openOurs(target, variants[name])),
      )
      expect(`${cold} + ${warm}`).toBe(expected[security][name])
    },
  )

  it.each(
    securities.flatMap((security) => [
      { security, name: 'CHUNKING', options: {}, most: 0.15 },
      { security, name: 'DATA', options: { chunking: false }, most: 1.05 },
    ]),
  )(
    '$security, a queue of 20 in flight by $name takes at most $most for a message',
    async ({ security, options, most }) => {
      const trips = await withSink({ security, signIn: true }, roundTripMs, (sink, target) =>
        countQueue(sink, target, options),
      )
      expect(trips).toBeLessThanOrEqual(most)
    },
  )

  it('ten recipients of one message take no more than one with PIPELINING', async () => {
    const { cold, warm } = await withSink({ security: 'none', signIn: false }, roundTripMs, (sink, target) =>
      countRoundTrips(sink, 10, () => openOurs(target)),
    )
    expect([cold, warm]).toEqual([4, 1])
  })
})
