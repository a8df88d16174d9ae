// How opening a profile and reading its lists grow with the entries in it, as a table and as a plot.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from './child.ts'
import type { Opened } from './outbox-process.ts'
import { formatPlot } from './plot.ts'
import { median, type Report } from './report.ts'

const counts = [100, 1_000, 10_000, 100_000, 1_000_000]
const questions = ['first page', 'page in the middle', 'filter by text'] as const

interface Measured {
  readonly count: number
  readonly openMs: number
  readonly ms: Opened['ms']
  readonly rss: number
}

export async function benchEntries({ rounds = 3 } = {}): Promise<Report> {
  const found: Measured[] = []
  for (const count of counts) found.push(await measure(count, rounds))
  const series = [
    { name: 'open', points: found.map(({ count, openMs }) => ({ x: count, y: openMs })) },
    ...questions.map((name) => ({
      name,
      points: found.map(({ count, ms }) => ({ x: count, y: ms[name] ?? Number.NaN })),
    })),
  ]
  const plot = formatPlot({ title: 'A profile with so many entries', x: 'entries', y: 'ms', series })
  await writeFile(new URL('./plots/entries.svg', import.meta.url), plot)
  return {
    name: 'entries',
    about: `Opening a profile, and questions to its lists, ms; medians of ${rounds} new processes, each question asked 20 times. Plot: bench/plots/entries.svg.`,
    rows: found.map(({ count, openMs, ms, rss }) => ({
      entries: count,
      open: openMs.toFixed(0),
      ...Object.fromEntries(questions.map((name) => [name, (ms[name] ?? Number.NaN).toFixed(1)])),
      'memory, MB': (rss / 1e6).toFixed(0),
    })),
  }
}

async function measure(count: number, rounds: number): Promise<Measured> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-entries-'))
  const run = (work: string) => runChild('./outbox-process.ts', [work, dir, String(count)])
  try {
    await run('fill')
    const opened: Opened[] = []
    for (let round = 0; round < rounds; round += 1) opened.push((await run('open')) as Opened)
    return {
      count,
      openMs: median(opened.map(({ openMs }) => openMs)),
      rss: median(opened.map(({ rss }) => rss)),
      ms: Object.fromEntries(
        questions.map((name) => [name, median(opened.map(({ ms }) => ms[name] ?? Number.NaN))]),
      ),
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
