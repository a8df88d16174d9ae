// A transcript of 100 000 lines in full, in a real window: first paint, frames while it is scrolled, a search.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { median, type Report } from './report.ts'
import { fillTranscript, longSubject } from './transcript-profile.ts'
import { openWindow } from './window.ts'

const lines = 100_000
const rounds = 5

interface Scrolled {
  /** Times between frames, ms, sorted. */
  readonly gaps: readonly number[]
  /** Frames in which the middle of the table was empty. */
  readonly empty: number
}

/** From the press of a button until the rows that come of it are painted, ms; runs in the page. */
async function untilPainted(page: Page, button: string): Promise<number> {
  return await page.evaluate(async (selector) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const startedAt = performance.now()
    document.querySelector<HTMLElement>(selector)?.click()
    const ofInterest = selector === '.btn.open-full' ? '.full-table' : '.pane.detail'
    while (document.querySelector(`${ofInterest} [data-deciding]`) === null) await frame()
    // The frame after the next begins when that with the rows is painted.
    await frame()
    await frame()
    return performance.now() - startedAt
  }, button)
}

/** Scrolls for 4 s from the top; runs in the page. */
async function scroll(page: Page, pxPerMs: number): Promise<Scrolled> {
  return await page.evaluate(async (speed) => {
    const pane = document.querySelector('.full-table')
    if (pane === null) throw new Error('no table')
    const { left, top, height } = pane.getBoundingClientRect()
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    pane.scrollTop = 0
    const startedAt = await frame()
    const gaps: number[] = []
    let empty = 0
    for (let last = startedAt; last - startedAt < 4_000;) {
      const now = await frame()
      gaps.push(now - last)
      last = now
      // What the frame before has painted.
      if (document.elementFromPoint(left + 60, top + height / 2)?.closest('.gap') != null) empty += 1
      pane.scrollTop = (now - startedAt) * speed
    }
    return { gaps: gaps.toSorted((a, b) => a - b), empty }
  }, pxPerMs)
}

/** From the change of the field until the number of matches is shown, ms. */
async function find(page: Page, text: string): Promise<number> {
  await page.keyboard.press('Control+f')
  return await page.evaluate(async (typed) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const field = document.querySelector<HTMLInputElement>('.find-box input')
    const status = document.querySelector('.find-box [role="status"]')
    if (field === null || status === null) throw new Error('no field')
    field.value = ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
    const isShown = () => status.textContent !== ''
    while (isShown()) await frame()
    const startedAt = performance.now()
    field.value = typed
    field.dispatchEvent(new Event('input', { bubbles: true }))
    while (!isShown() || document.querySelector('.at-match') === null) await frame()
    await frame()
    return performance.now() - startedAt
  }, text)
}

interface Round {
  readonly detailMs: number
  readonly fullMs: number
  readonly slow: Scrolled
  readonly fast: Scrolled
  readonly findMs: number
  readonly rows: number
}

async function measure(page: Page): Promise<Round> {
  const detailMs = await untilPainted(page, 'a.item')
  const fullMs = await untilPainted(page, '.btn.open-full')
  const slow = await scroll(page, 3)
  const fast = await scroll(page, 300)
  const rows = await page.locator('.full-table tbody tr').count()
  const findMs = await find(page, 'member37000@')
  return { detailMs, fullMs, slow, fast, findMs, rows }
}

export async function benchTranscript(): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-bench-transcript-'))
  await fillTranscript(dataDir, lines)
  const seen: Round[] = []
  try {
    // A window of its own for each round: what was read once stays in it.
    for (let round = 0; round < rounds; round += 1) {
      const window = await openWindow(dataDir)
      await window.page.locator('a.item', { hasText: longSubject }).waitFor()
      seen.push(await measure(window.page))
      await window.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
  const of = (pick: (round: Round) => number, digits = 0) => median(seen.map(pick)).toFixed(digits)
  const gap = (way: 'slow' | 'fast', share: number) =>
    of((round) => round[way].gaps[Math.floor(round[way].gaps.length * share)] ?? Number.NaN, 1)
  return {
    name: 'transcript',
    about: `A transcript of ${lines} lines (one session, pipelined, its ${lines / 2} or so recipients each with a reply) in Chromium without a GPU, scrolled for 4 s; medians of ${rounds} rounds, each in a new window.`,
    rows: [
      { what: 'open the message until its transcript is painted', value: `${of((r) => r.detailMs)} ms` },
      { what: 'open in full until the first paint', value: `${of((r) => r.fullMs)} ms` },
      { what: 'time between frames at 3 px a ms, median', value: `${gap('slow', 0.5)} ms` },
      { what: 'time between frames at 3 px a ms, 99th percentile', value: `${gap('slow', 0.99)} ms` },
      { what: 'time between frames at 300 px a ms, median', value: `${gap('fast', 0.5)} ms` },
      { what: 'time between frames at 300 px a ms, 99th percentile', value: `${gap('fast', 0.99)} ms` },
      { what: 'frames without rows', value: of((r) => r.slow.empty + r.fast.empty) },
      { what: 'rows in the page', value: of((r) => r.rows) },
      { what: 'find an address until it is in view', value: `${of((r) => r.findMs)} ms` },
    ],
  }
}
