// How the cost grows with messages, recipients and octets: ours beside nodemailer's pool, as a table and as plots in SVG.
import { mkdir, writeFile } from 'node:fs/promises'
import { runChild, startChild, firstMessage } from './child.ts'
import { formatPlot, type Series } from './plot.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

interface Axis {
  readonly name: string
  readonly unit: string
  readonly values: readonly number[]
  /** Words for the process: messages, octets, connections, recipients. */
  readonly words: (value: number) => readonly number[]
}

const small = 2_000
const powers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => 10 ** (from + n))

const axes: readonly Axis[] = [
  { name: 'messages', unit: 'messages of 2 KB', values: powers(0, 5), words: (n) => [n, small, 1, 1] },
  {
    name: 'recipients',
    unit: 'recipients of one message',
    values: powers(0, 4),
    words: (n) => [1, small, 1, n],
  },
  { name: 'sizes', unit: 'octets of one message', values: powers(3, 9), words: (n) => [1, n, 1, 1] },
]

const clients = [
  { word: 'ours', name: 'Sendoff' },
  { word: 'peer', name: 'nodemailer' },
] as const

/** Few runs are enough: a plot shows orders of magnitude. */
export async function benchGrowth({ rounds = 3 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [], 1)
  const rows: Record<string, string | number>[] = []
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    for (const axis of axes) {
      const series = await measure(axis, port, rounds)
      await writePlot(axis, series)
      rows.push(...toRows(axis, series))
    }
  } finally {
    sink.kill()
  }
  return {
    name: 'growth',
    about: `ms from the first command to the last reply on an open session, medians of ${rounds} rounds (one from a second on); no TLS, no sign-in. Plots: bench/plots.`,
    rows,
  }
}

async function measure(axis: Axis, port: number, rounds: number): Promise<readonly Series[]> {
  const points = clients.map(({ name }) => ({ name, points: [] as { x: number; y: number }[] }))
  for (const x of axis.values) {
    const times = clients.map((): number[] => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, { word }] of clients.entries()) {
        if ((times[at]?.[0] ?? 0) > 1000) continue
        const [count = 1, ...rest] = axis.words(x)
        const usage = await runChild('./throughput-process.ts', [word, port, count, ...rest].map(String), 0)
        times[at]?.push((usage as Usage).ms)
      }
    }
    for (const [at, one] of points.entries()) one.points.push({ x, y: median(times[at] ?? []) })
  }
  return points
}

async function writePlot({ name, unit }: Axis, series: readonly Series[]): Promise<void> {
  const folder = new URL('./plots/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(
    new URL(`${name}.svg`, folder),
    formatPlot({ title: `Time for ${unit}`, x: unit, y: 'ms', series }),
  )
}

function toRows({ unit, values }: Axis, series: readonly Series[]): Record<string, string | number>[] {
  return values.map((value, at) => {
    const [ours = 0, peer = 0] = series.map(({ points }) => points[at]?.y ?? 0)
    return {
      work: `${value.toLocaleString('en').replaceAll(',', ' ')} ${unit}`,
      'Sendoff, ms': Number(ours.toPrecision(3)),
      'nodemailer, ms': Number(peer.toPrecision(3)),
      ratio: (ours / peer).toFixed(2),
    }
  })
}
