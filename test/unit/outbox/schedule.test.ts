import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextAttemptAt } from '../../../main/outbox/schedule.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

const without = { fraction: () => 0, bytes: () => new Uint8Array() }
const minutes = (attempts: number) => nextAttemptAt(0, attempts, without) / 60_000

test('P19: the waits grow: 1, 5, 10, 20 minutes, then hourly', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map(minutes)).toEqual([1, 5, 10, 20, 60, 60, 60])
})

test('a count below one is the first wait', () => {
  expect([0, -1].map(minutes)).toEqual([1, 1])
})

test('P19: jitter stretches a wait by at most a tenth and never shortens it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer(), (attempts, seed) => {
      const exact = nextAttemptAt(0, attempts, without)
      const jittered = nextAttemptAt(0, attempts, createSeededRandom(seed))
      expect(jittered).toBeGreaterThanOrEqual(exact)
      expect(jittered).toBeLessThanOrEqual(exact * 1.1)
    }),
  )
})
