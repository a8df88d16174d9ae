// The rules against the words of data/causes.md, which main/diagnosis keeps beside each cause.
import { expect, test } from 'vitest'
import causes from '../../../main/diagnosis/data/causes.json' with { type: 'json' }
import { isCause } from '../../../main/diagnosis/cause.ts'
import { retryRules, type RetryRule } from '../../../main/outbox/retry-rules.ts'
import { nextAttemptAt } from '../../../main/outbox/schedule.ts'

const without = { fraction: () => 0, bytes: () => new Uint8Array() }
const wordsOf = (cause: string) => causes.find((one) => one.cause === cause)?.retry ?? ''
const unitsMin: Readonly<Record<string, number>> = { min: 1, h: 60, day: 1440 }
const minutes = (rule: RetryRule, tries: number) => nextAttemptAt(0, tries, without, { rule }) / 60_000

test.each(Object.keys(retryRules))(
  '%s is a cause, and waits first as long as data/causes.md says',
  (cause) => {
    expect(isCause(cause)).toBe(true)
    const words = wordsOf(cause).includes('as for server-busy') ? wordsOf('server-busy') : wordsOf(cause)
    const [, count, unit] = /after (\d+) (min|h)/.exec(words) ?? []
    expect(minutes(retryRules[cause]!, 1)).toBe(Number(count) * unitsMin[unit!]!)
  },
)

test.each(Object.keys(retryRules))('%s ends when data/causes.md says', (cause) => {
  const words = wordsOf(cause).includes('as for server-busy') ? wordsOf('server-busy') : wordsOf(cause)
  const days = /up to (\d+) days?/.exec(words)?.[1]
  expect(retryRules[cause]!.upToDays).toBe(days === undefined ? undefined : Number(days))
})

test('greylisted: 5, 15, 30 minutes, then hourly', () => {
  expect([1, 2, 3, 4, 5, 50].map((tries) => minutes(retryRules.greylisted!, tries))).toEqual([
    5, 15, 30, 60, 60, 60,
  ])
})

test('rate limited: 15 minutes, doubling up to 4 hours', () => {
  const waits = [1, 2, 3, 4, 5, 6, 2000].map((tries) => minutes(retryRules['rate-limited']!, tries))
  expect(waits).toEqual([15, 30, 60, 120, 240, 240, 240])
})
