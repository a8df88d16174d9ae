// From the start of the process to a window that can be used, with 50 000 entries in the store: beside an empty window of the
// stand-in, and beside the same program with one entry.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillProfile } from './outbox-entries.ts'
import { median, type Report } from './report.ts'
import { openWindow } from './window.ts'

const entries = 50_000
const rounds = 5
const emptyApp = join(import.meta.dirname, 'empty-app')

interface Round {
  readonly empty: number
  readonly few: number
  readonly full: number
}

/** Until a message can be begun and the list has been read, ms. */
async function start(dataDir: string, app?: string): Promise<number> {
  const startedAt = performance.now()
  const window = await openWindow(dataDir, app)
  await window.page.getByRole('button', { name: 'New message' }).first().waitFor()
  if (app === undefined) await window.page.locator('a.item').first().waitFor()
  const tookMs = performance.now() - startedAt
  await window.close()
  return tookMs
}

export async function benchStart(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'sendoff-bench-start-'))
  const [full, few] = [join(folder, 'full'), join(folder, 'few')]
  try {
    await fillProfile(full, entries)
    // One entry: the first screen of an empty profile is another one.
    await fillProfile(few, 1)
    const found: Round[] = []
    for (let round = 0; round < rounds; round += 1) {
      found.push({
        empty: await start(join(folder, 'empty'), emptyApp),
        few: await start(few),
        full: await start(full),
      })
    }
    const of = (name: keyof Round) => `${median(found.map((round) => round[name])).toFixed(0)} ms`
    const ratio = (peer: keyof Round) => {
      const ratios = found.map((round) => round.full / round[peer])
      return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`
    }
    return {
      name: 'start',
      about: `From the start of the process to a usable window, Chromium without a display; medians of ${rounds} alternating rounds (lowest and highest).`,
      rows: [
        { what: 'an empty window of the stand-in', goal: '', value: of('empty') },
        { what: 'Sendoff with one entry', goal: '', value: of('few') },
        { what: `Sendoff with ${entries} entries`, goal: '', value: of('full') },
        {
          what: 'that beside the empty window, in the same round',
          goal: 'at most 1.3',
          value: ratio('empty'),
        },
        { what: 'that beside one entry', goal: '', value: ratio('few') },
      ],
      goals: [
        {
          what: 'start beside an empty window',
          is: 'at most',
          limit: 1.3,
          rounds: found.map(({ full, empty }) => full / empty),
        },
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
