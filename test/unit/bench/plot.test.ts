import { expect, it } from 'vitest'
import { formatPlot } from '../../../bench/plot.ts'

const plot = {
  title: 'Time <of> a run',
  x: 'messages',
  y: 'ms',
  series: [
    {
      name: 'a & b',
      points: [
        { x: 1, y: 10 },
        { x: 100, y: 1000 },
      ],
    },
    {
      name: 'c',
      points: [
        { x: 1, y: 1 },
        { x: 100, y: 100 },
      ],
    },
  ],
}

it('draws each series with its name, and escapes words', () => {
  const svg = formatPlot(plot)
  expect(svg.match(/<polyline/g)).toHaveLength(2)
  expect(svg).toContain('a &amp; b')
  expect(svg).toContain('Time &lt;of> a run')
})

it('has both axes logarithmic: what grows alike is parallel', () => {
  const lines = [...formatPlot(plot).matchAll(/points="([^"]+)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  )
  const [first, second] = lines.map(([from, to]) => (to?.[1] ?? 0) - (from?.[1] ?? 0))
  expect(first).toBeLessThan(0)
  expect(second).toBeCloseTo(first ?? 0)
})

it('stands where all values are one', () => {
  expect(formatPlot({ ...plot, series: [{ name: 'one', points: [{ x: 5, y: 5 }] }] })).not.toContain('NaN')
})
