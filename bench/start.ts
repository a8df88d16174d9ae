// From the start of the process to a window that can be used: 50 000 entries in the store beside none.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillProfile } from './outbox-entries.ts'
import { median, type Report } from './report.ts'
import { openWindow } from './window.ts'

const entries = 50_000
const rounds = 5

/** Until the navigation is there and the list has been read, ms. */
async function start(dataDir: string): Promise<number> {
  const startedAt = performance.now()
  const window = await openWindow(dataDir)
  await window.page.getByRole('button', { name: 'New message' }).first().waitFor()
  await window.page.locator('a.item, main').first().waitFor()
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
    const pairs: { readonly few: number; readonly full: number }[] = []
    for (let round = 0; round < rounds; round += 1) {
      pairs.push({ few: await start(few), full: await start(full) })
    }
    const of = (name: 'few' | 'full') => `${median(pairs.map((pair) => pair[name])).toFixed(0)} ms`
    const ratio = median(pairs.map((pair) => pair.full / pair.few)).toFixed(2)
    return {
      name: 'start',
      about: `From the start of the process to a usable window, Chromium without a display; medians of ${rounds} alternating rounds.`,
      rows: [
        { what: 'with one entry', goal: '', value: of('few') },
        { what: `with ${entries} entries`, goal: '', value: of('full') },
        { what: 'ratio, in the same round', goal: 'at most 1.3', value: ratio },
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
