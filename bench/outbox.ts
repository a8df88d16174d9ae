// The outbox: queueing many small messages and one large file, and a profile with very many entries.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from './child.ts'
import type { Enqueued, Opened } from './outbox-process.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const mega = 1_000_000
const messages = 10_000
const entries = 50_000
const fileSizes = [100 * mega, 400 * mega]

type Row = Report['rows'][number]

/** Each of the figures is a median of `rounds` processes; what it is held against is measured in the same round. */
export async function benchOutbox({ rounds = 5 } = {}): Promise<Report> {
  const rows = [...(await enqueueRows(rounds)), ...(await fileRows(rounds)), ...(await storeRows(rounds))]
  return {
    name: 'outbox',
    about: `Medians of ${rounds} rounds (lowest and highest in brackets), each in a new process with a new profile.`,
    rows,
  }
}

/** Runs in a folder of its own, which is removed. */
async function inFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function repeat<T>(rounds: number, work: () => Promise<T>): Promise<readonly T[]> {
  const found: T[] = []
  for (let round = 0; round < rounds; round += 1) found.push(await work())
  return found
}

const run = (work: string, dataDir: string, count: number) =>
  runChild('./outbox-process.ts', [work, dataDir, String(count)])

async function enqueueRows(rounds: number): Promise<readonly Row[]> {
  const found = await repeat(rounds, () =>
    inFolder(async (dir) => (await run('enqueue', dir, messages)) as Enqueued),
  )
  const rates = found.map(({ ours }) => messages / (ours.ms / 1000))
  const bare = found.map(({ bareMs }) => messages / (bareMs / 1000))
  return [
    row(`queue ${messages} small messages in one go`, rates, 'a second'),
    row('the same files by a bare loop: write, sync, rename', bare, 'a second'),
    row(
      'ours : bare',
      rates.map((rate, at) => rate / (bare[at] ?? Number.NaN)),
      '',
      2,
    ),
    row(
      'main-process stall, 99.9th percentile',
      found.map(({ ours }) => ours.stallP999Ms),
      'ms',
    ),
    row(
      'memory growth',
      found.map(({ ours }) => ours.rssGrowth / mega),
      'MB',
    ),
  ]
}

async function fileRows(rounds: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const octets of fileSizes) {
    const found = await repeat(rounds, () =>
      inFolder(async (dir) => (await run('file', dir, octets)) as Usage),
    )
    const seconds = found.map(({ ms }) => ms / 1000)
    const stalls = found.map(({ stallP999Ms }) => stallP999Ms)
    const growth = found.map(({ rssGrowth }) => rssGrowth / mega)
    rows.push(
      row(`queue a file of ${octets / mega} MB`, seconds, 's', 2),
      row('main-process stall, 99.9th percentile', stalls, 'ms'),
      row('memory growth', growth, 'MB'),
    )
  }
  return rows
}

/** An empty profile beside the full one, in each round. */
async function storeRows(rounds: number): Promise<readonly Row[]> {
  return await inFolder(async (dir) => {
    const [full, empty] = [join(dir, 'full'), join(dir, 'empty')]
    await run('fill', full, entries)
    await run('fill', empty, 0)
    const pairs = await repeat(rounds, async () => ({
      empty: (await run('open', empty, 0)) as Opened,
      full: (await run('open', full, entries)) as Opened,
    }))
    const names = Object.keys(pairs[0]?.full.ms ?? {})
    return [
      row(
        `open a profile with ${entries} entries`,
        pairs.map((pair) => pair.full.openMs),
        'ms',
      ),
      row(
        'open an empty profile',
        pairs.map((pair) => pair.empty.openMs),
        'ms',
      ),
      row(
        'memory over that of the empty one',
        pairs.map((pair) => (pair.full.rss - pair.empty.rss) / mega),
        'MB',
      ),
      ...names.map((name) =>
        row(
          `${name}, ${entries} entries`,
          pairs.map((pair) => pair.full.ms[name] ?? NaN),
          'ms',
          1,
        ),
      ),
    ]
  })
}

function row(what: string, values: readonly number[], unit: string, digits = 0): Row {
  const text = (value: number) => value.toFixed(digits)
  return {
    what,
    median: `${text(median(values))} ${unit}`.trim(),
    range: `${text(Math.min(...values))}–${text(Math.max(...values))}`,
  }
}
