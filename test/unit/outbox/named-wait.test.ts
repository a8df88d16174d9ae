import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNamedWait } from '../../../main/outbox/named-wait.ts'

const waitOf = (...lines: string[]) => parseNamedWait({ code: 451, lines })

test.each([
  ['451 4.7.1 Greylisted, please try again in 300 seconds', 300_000],
  ['450 4.2.0 Greylisting in action, please come back in 00:04:59', 299_000],
  ['451 4.7.1 Please wait 15 minutes and try again', 900_000],
  ['452 4.2.2 Quota used up, retry after 2 hours', 7_200_000],
  ['451 Greylisted for 5 min', 300_000],
])('a time named in the reply is read: %s', (line, expected) => {
  expect(waitOf(line)).toBe(expected)
})

test.each([
  ['451 4.7.1 Greylisted, please try again later'],
  ['421 4.7.0 Try again later, closing connection (12s)'],
  ['451 4.3.0 Mail server temporarily rejected message after 30 s'],
  ['450 4.2.0 Try again in 0 seconds'],
  ['450 4.2.0 Try again in 900 hours'],
  ['451 4.7.500 Server busy. Please try again later from [192.0.2.2]. (AS761)'],
])('nothing to keep to: %s', (line) => {
  expect(waitOf(line)).toBeUndefined()
})

test('a time on a later line is read, for the reply is one text', () => {
  expect(waitOf('451-4.7.1 Greylisted,', '451 4.7.1 Please try again', '451 in 60 seconds')).toBeUndefined()
  expect(waitOf('451-4.7.1 Greylisted:', '451 4.7.1 try again in 60 seconds')).toBe(60_000)
})

test('whatever a server writes, the wait is none or at most a day', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (lines) => {
      const waitMs = waitOf(...lines)
      expect(waitMs === undefined || (waitMs > 0 && waitMs <= 86_400_000)).toBe(true)
    }),
  )
})
