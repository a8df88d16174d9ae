import { describe, expect, it } from 'vitest'
import { toStarts } from '../../../main/health/span.ts'

const now = new Date(2026, 10, 25, 10, 42, 7).getTime()

describe('the bars of a span', () => {
  it('are 24 hours, the running one last', () => {
    const starts = toStarts('day', now)
    expect(starts).toHaveLength(24)
    expect(starts.at(-1)).toBe(new Date(2026, 10, 25, 10).getTime())
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBe(23 * 3_600_000)
  })

  it.each([
    ['week', 7, new Date(2026, 10, 19)],
    ['month', 30, new Date(2026, 9, 27)],
  ] as const)('are the days of the calendar for a %s, today last', (span, count, first) => {
    const starts = toStarts(span, now)
    expect(starts).toHaveLength(count)
    expect(starts[0]).toBe(first.getTime())
    expect(starts.at(-1)).toBe(new Date(2026, 10, 25).getTime())
  })

  it('rise', () => {
    for (const span of ['day', 'week', 'month'] as const) {
      const starts = toStarts(span, now)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    }
  })
})
