import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, measure, sendOurs } from '../../../bench/round-trips.ts'
import { startSink, type Sink } from '../../../bench/sink.ts'

let sink: Sink

beforeAll(async () => {
  sink = await startSink({
    extensions: ['PIPELINING', 'CHUNKING', '8BITMIME', 'SIZE 50000000', 'AUTH PLAIN'],
    roundTripMs: 2,
  })
})

afterAll(() => sink.close())

/** Waits up to the last final reply: EHLO is the first; with CHUNKING a small message goes with its envelope. */
const expected: readonly (readonly [plain: number, authInFlight: number])[] = [
  [2, 2],
  [2, 2],
  [3, 2],
  [4, 4],
]

describe('round trips', () => {
  it.each(cases.map((one, at) => [one, expected[at]] as const))('$0.name', async (one, counts) => {
    const plain = await measure(sink, () => sendOurs(sink.port, one, {}))
    const inFlight = await measure(sink, () => sendOurs(sink.port, one, { authInFlight: true }))
    expect([plain.flights, inFlight.flights]).toEqual(counts)
    expect(sink.counts.messages).toBe(one.messages)
  })
})
