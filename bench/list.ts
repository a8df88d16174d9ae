// The list of messages with 50 000 entries, in a real window: frames while it is scrolled, a jump to its end, a search.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { fillProfile } from './outbox-entries.ts'
import { median, type Report } from './report.ts'
import { openWindow } from './window.ts'

const entries = 50_000
const rounds = 5

interface Scrolled {
  /** Times between frames, ms, sorted. */
  readonly gaps: readonly number[]
  readonly rows: number
  readonly jumpMs: number
}

/** Scrolls for 4 s at 3 px a millisecond, then to the end; runs in the page. */
async function scroll(page: Page): Promise<Scrolled> {
  return await page.evaluate(async () => {
    const list = document.querySelector('ul.messages')
    const pane = list?.parentElement
    if (list === null || pane == null) throw new Error('no list')
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    pane.scrollTop = 0
    const startedAt = await frame()
    const gaps: number[] = []
    for (let last = startedAt; last - startedAt < 4_000;) {
      const now = await frame()
      gaps.push(now - last)
      last = now
      pane.scrollTop = (now - startedAt) * 3
    }
    const endOf = () => list.querySelector('li:last-child')
    const jumpedAt = performance.now()
    pane.scrollTop = pane.scrollHeight
    while (endOf()?.getAttribute('aria-posinset') !== endOf()?.getAttribute('aria-setsize')) await frame()
    return {
      gaps: gaps.toSorted((a, b) => a - b),
      rows: list.querySelectorAll('li').length,
      jumpMs: performance.now() - jumpedAt,
    }
  })
}

async function search(page: Page): Promise<number> {
  await page.keyboard.press('Control+f')
  const field = page.getByRole('textbox', { name: 'Subject or recipient' })
  await field.waitFor()
  const startedAt = performance.now()
  await field.fill('letter 4999')
  await page
    .getByText(/^\s*\d+ messages?/)
    .first()
    .waitFor()
  const tookMs = performance.now() - startedAt
  await field.press('Escape')
  return tookMs
}

export async function benchList(): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-bench-list-'))
  await fillProfile(dataDir, entries)
  const window = await openWindow(dataDir)
  try {
    const { page } = window
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sent' }).click()
    await page.locator('a.item').first().waitFor()
    const seen: Scrolled[] = []
    const searches: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      seen.push(await scroll(page))
      searches.push(await search(page))
    }
    const at = (share: number) =>
      median(seen.map(({ gaps }) => gaps[Math.floor(gaps.length * share)] ?? Number.NaN)).toFixed(1)
    return {
      name: 'list',
      about: `The list of what was sent, with ${entries} entries in the store, scrolled at 3 px a millisecond for 4 s in Chromium without a GPU; medians of ${rounds} rounds.`,
      rows: [
        { what: 'time between frames, median', value: `${at(0.5)} ms` },
        { what: 'time between frames, 99th percentile', value: `${at(0.99)} ms` },
        { what: 'jump to the last row', value: `${median(seen.map(({ jumpMs }) => jumpMs)).toFixed(0)} ms` },
        { what: 'rows in the page', value: seen[0]?.rows ?? 0 },
        { what: 'search until its result is shown', value: `${median(searches).toFixed(0)} ms` },
      ],
    }
  } finally {
    await window.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
