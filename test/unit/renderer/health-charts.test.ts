import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failedOf, toLabel, toMarks, toPieces, toSteps, totalOf } from '../../../renderer/health/charts.ts'

const bucket = { startAt: 0, handedOver: 3, deferred: 0, refused: 2, unconfirmed: 1 }

describe('the chart of attempts', () => {
  it('marks round whole numbers, few of them, that reach over the highest bar', () => {
    expect(toMarks(38)).toEqual([0, 10, 20, 30, 40])
    fc.assert(
      fc.property(fc.nat(100_000), (most) => {
        const marks = toMarks(most)
        expect(marks.every(Number.isInteger)).toBe(true)
        expect(marks.length).toBeLessThanOrEqual(6)
        expect(marks.at(-1)).toBeGreaterThanOrEqual(most)
      }),
    )
  })

  it('stacks what there is, from what was handed over up', () => {
    expect(toPieces(bucket)).toEqual([
      { name: 'handedOver', from: 0, to: 3 },
      { name: 'refused', from: 3, to: 5 },
      { name: 'unconfirmed', from: 5, to: 6 },
    ])
    expect([totalOf(bucket), failedOf(bucket)]).toEqual([6, 3])
  })

  it('names the last bar, and of a month each seventh', () => {
    const at = new Date(2026, 10, 9).getTime()
    const place = { count: 30, last: 'today' }
    expect(toLabel('month', at, { ...place, index: 29 })).toBe('today')
    expect(toLabel('month', at, { ...place, index: 7 })).toBe('9 Nov')
    expect(toLabel('month', at, { ...place, index: 8 })).toBe('')
  })
})

it('the phases of a message follow each other', () => {
  expect(toSteps([2, 3])).toEqual([
    { fromMs: 0, toMs: 2 },
    { fromMs: 2, toMs: 5 },
  ])
})
