// How late the main process is while a large message goes out and many wait.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstMessage, runChild, startChild } from './child.ts'
import { median, type Report } from './report.ts'
import type { Usage } from './usage.ts'

const mega = 1_000_000
const octets = 100 * mega
const waiting = 10_000

export async function benchStall({ rounds = 5 } = {}): Promise<Report> {
  const sink = startChild('./sink-process.ts', [])
  try {
    const { port } = (await firstMessage(sink)) as { port: number }
    const found: Usage[] = []
    for (let round = 0; round < rounds; round += 1) found.push(await run(port))
    const cell = (values: readonly number[], digits: number) =>
      `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`
    const row = (what: string, of: (usage: Usage) => number, goal = '', digits = 0) => ({
      what,
      figure: cell(found.map(of), digits),
      goal,
    })
    return {
      name: 'stall',
      about: `A file of ${octets / mega} MB goes out while ${waiting} entries wait for their time and the first page of the outbox is read ten times a second. Medians of ${rounds} rounds (lowest and highest).`,
      rows: [
        row('main-process stall, 99.9th percentile, ms', ({ stallP999Ms }) => stallP999Ms, 'under 50'),
        row('main-process stall, longest, ms', ({ stallMaxMs }) => stallMaxMs),
        row('until it is sent, s', ({ ms }) => ms / 1000, '', 2),
        row('memory growth, MB', ({ rssGrowth }) => rssGrowth / mega),
      ],
      goals: [
        {
          what: 'main-process stall at the 99.9th percentile, ms',
          is: 'at most',
          limit: 50,
          rounds: found.map(({ stallP999Ms }) => stallP999Ms),
        },
      ],
    }
  } finally {
    sink.kill()
  }
}

async function run(port: number): Promise<Usage> {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-bench-stall-'))
  try {
    return (await runChild('./stall-process.ts', [dir, port, octets, waiting].map(String))) as Usage
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
