import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstSeen, rowHeight, toParts, toSpan, type Part } from '../../../renderer/transcript/row-window.ts'
import { toRows } from '../../../renderer/transcript/rows.ts'
import { placeOf, tabPlace } from '../../../renderer/transcript/table-keys.ts'
import { toLines } from './sample.ts'

const heightOf = (parts: readonly Part[]) =>
  parts.reduce((sum, part) => sum + (part.kind === 'gap' ? part.rows : 1), 0)

describe('toSpan', () => {
  it('holds every row that is seen, and few beside them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(2_300_000),
        fc.nat(2000),
        (count, top, height) => {
          const { from, to } = toSpan(top, height, count)
          const first = Math.min(count - 1, Math.floor(top / rowHeight))
          const last = Math.min(count - 1, Math.floor((top + height) / rowHeight))
          return (
            from <= first && to > last && from >= 0 && to <= count && to - from <= height / rowHeight + 42
          )
        },
      ),
    )
  })

  it('stays as it is while one scrolls a little', () => {
    expect(toSpan(22 * 167, 800, 100_000)).toEqual(toSpan(22 * 164, 800, 100_000))
  })

  it('has rows also where the table is out of sight, and none where there are none', () => {
    expect(toSpan(-5000, 800, 1000).from).toBe(0)
    expect(toSpan(99_999, 800, 1000)).toEqual({ from: 999, to: 1000 })
    expect(toSpan(0, 800, 0)).toEqual({ from: 0, to: 0 })
  })

  it('names a row near the upper edge for the Tab key', () => {
    expect(firstSeen(toSpan(0, 800, 1000))).toBe(0)
    const index = firstSeen(toSpan(22 * 505, 800, 1000))
    expect(index).toBeGreaterThanOrEqual(505)
    expect(index).toBeLessThan(517)
  })
})

describe('toParts', () => {
  it('leaves room for the rows that are not in the page', () => {
    expect(toParts(100, { from: 10, to: 12 }, [])).toEqual([
      { kind: 'gap', from: 0, rows: 10 },
      { kind: 'row', index: 10 },
      { kind: 'row', index: 11 },
      { kind: 'gap', from: 12, rows: 88 },
    ])
  })

  it('keeps the rows that are held, in their places', () => {
    const parts = toParts(100, { from: 10, to: 11 }, [50, 10, -1, 100, 50])
    expect(parts).toEqual([
      { kind: 'gap', from: 0, rows: 10 },
      { kind: 'row', index: 10 },
      { kind: 'gap', from: 11, rows: 39 },
      { kind: 'row', index: 50 },
      { kind: 'gap', from: 51, rows: 49 },
    ])
  })

  it('is as high as all rows, wherever the span is', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.nat(200_000),
        fc.array(fc.nat(6000), { maxLength: 3 }),
        (count, top, pinned) => heightOf(toParts(count, toSpan(top, 900, count), pinned)) === count,
      ),
    )
  })
})

describe('arrow keys in the table', () => {
  const lines = toLines([
    ['note', 'connect', 'Connecting'],
    ['server', 'greeting', '220 mx.example ESMTP'],
    ['client', 'mail', 'MAIL FROM:<a@x.example>'],
    ['server', 'mail', '250 2.1.0 Ok'],
    ['client', 'quit', 'QUIT'],
    ['server', 'quit', '221 Bye'],
  ])
  const rows = toRows(lines, { decidingSeq: null, folds: new Map([['goodbye', false]]), all: true })

  it('go up and down from phase to phase, and from code to code', () => {
    expect(placeOf('ArrowDown', rows, { index: 0, column: 'fold' })).toEqual({ index: 2, column: 'fold' })
    expect(placeOf('ArrowDown', rows, { index: 1, column: 'code' })).toEqual({ index: 3, column: 'code' })
    expect(placeOf('ArrowUp', rows, { index: 3, column: 'code' })).toEqual({ index: 1, column: 'code' })
    expect(placeOf('ArrowUp', rows, { index: 0, column: 'fold' })).toBeNull()
    expect(placeOf('End', rows, { index: 0, column: 'fold' })).toEqual({ index: 4, column: 'fold' })
    expect(placeOf('Home', rows, { index: 3, column: 'code' })).toEqual({ index: 1, column: 'code' })
  })

  it('go between a phase and its codes', () => {
    expect(placeOf('ArrowRight', rows, { index: 2, column: 'fold' })).toEqual({ index: 3, column: 'code' })
    expect(placeOf('ArrowLeft', rows, { index: 3, column: 'code' })).toEqual({ index: 2, column: 'fold' })
    expect(placeOf('ArrowLeft', rows, { index: 2, column: 'fold' })).toBeNull()
    expect(placeOf('x', rows, { index: 2, column: 'fold' })).toBeNull()
  })

  it('begin at the first that there is', () => {
    expect(tabPlace(rows, null, 0)).toEqual({ index: 0, column: 'fold' })
    expect(tabPlace(rows, null, 3)).toEqual({ index: 3, column: 'code' })
    expect(tabPlace(rows, null, 5)).toEqual({ index: 0, column: 'fold' })
    expect(tabPlace([], null, 0)).toBeNull()
  })

  it('begin where they were, while there is still something to press', () => {
    expect(tabPlace(rows, { index: 3, column: 'code' }, 0)).toEqual({ index: 3, column: 'code' })
    // A line that began a phase and does so no more, and one that is gone.
    expect(tabPlace(rows, { index: 1, column: 'fold' }, 0)).toEqual({ index: 0, column: 'fold' })
    expect(tabPlace(rows, { index: -1, column: 'code' }, 0)).toEqual({ index: 0, column: 'fold' })
  })
})
