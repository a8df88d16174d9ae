import { expect, it } from 'vitest'
import { countMisses, formatGoal, isMet, type Goal } from '../../../bench/goals.ts'
import { formatReport } from '../../../bench/report.ts'

const goal = (is: Goal['is'], ...rounds: number[]): Goal => ({ what: 'time', is, limit: 1, rounds })

it('counts a goal as missed from four of five rounds on', () => {
  expect(isMet(goal('at most', 1, 1, 2, 2, 2))).toBe(true)
  expect(isMet(goal('at most', 1, 2, 2, 2, 2))).toBe(false)
  expect(isMet(goal('at least', 1, 1, 0, 0, 0))).toBe(true)
  expect(isMet(goal('at least', 1, 0, 0, 0, 0))).toBe(false)
  expect(isMet(goal('at most', 2))).toBe(false)
})

it('takes no figure, and no round, for a miss', () => {
  expect(countMisses(goal('at most', Number.NaN, 1))).toBe(1)
  expect(isMet(goal('at least'))).toBe(false)
})

it('is said in a line below the table', () => {
  expect(formatGoal(goal('at most', 1, 2, 3))).toBe('met: time, at most 1 (missed in 2 of 3 rounds)')
  const report = formatReport({ name: 'x', about: 'y', rows: [{ a: 1 }], goals: [goal('at least', 0)] })
  expect(report).toContain('- not met: time, at least 1 (missed in 1 of 1 rounds)')
})
