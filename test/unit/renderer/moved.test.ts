import { expect, it } from 'vitest'
import { moved } from '../../../renderer/shared/moved.ts'

it.each([
  [0, 1, 'bacd'],
  [3, -1, 'abdc'],
  [2, -2, 'cabd'],
  [0, -1, 'abcd'],
  [3, 1, 'abcd'],
  [-1, 1, 'abcd'],
])('the member at %i, %i places on', (at, by, after) => {
  expect(moved(['a', 'b', 'c', 'd'], at, by).join('')).toBe(after)
})
