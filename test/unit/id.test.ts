import { expect, test } from 'vitest'
import { createId, createTimedId } from '../../main/id.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

test('an identifier is 24 hexadecimal digits, another one each time', () => {
  const [random, clock] = [createSeededRandom(), createFakeClock()]
  const ids = Array.from({ length: 500 }, (_, at) =>
    at % 2 ? createId(random) : createTimedId(random, clock),
  )
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/)
  expect(new Set(ids).size).toBe(500)
})

test('what is made later sorts later, whatever the time', () => {
  const random = createSeededRandom()
  const times = [0, 1, 255, 256, Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 5) + 1, Date.UTC(4026, 0, 5)]
  const ids = times.map((at) => createTimedId(random, createFakeClock(at)))
  expect([...ids].sort()).toEqual(ids)
})
