// Typing at the end of the first line of a rich letter of 2 000 paragraphs, in a real window.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Report } from './report.ts'
import { openWindow } from './window.ts'

const paragraphs = 2_000
const keys = 200

/** From each key to the second frame after it, ms, sorted. */
async function type(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => requestAnimationFrame((now) => times.push(now - timeStamp))),
      { capture: true },
    )
  })
  for (let key = 0; key < keys; key += 1) await page.keyboard.press('abcdefgh '[key % 9] ?? 'a')
  await page.waitForTimeout(500)
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times)
  return times.toSorted((a, b) => a - b)
}

export async function benchTyping(): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sendoff-bench-typing-'))
  const window = await openWindow(dataDir)
  try {
    const opened = window.page.context().waitForEvent('page')
    await window.page.getByRole('button', { name: 'Try it with the practice server' }).click()
    const page = await opened
    const body = page.getByRole('textbox', { name: 'Message body' })
    await body.fill(
      Array.from({ length: paragraphs }, (_, at) => `Paragraph ${at} of a long letter.`).join('\n'),
    )
    await page.getByRole('button', { name: 'Make it rich text' }).click()
    await page
      .locator('[contenteditable=true] > div')
      .nth(paragraphs - 1)
      .waitFor()
    await body.focus()
    await page.keyboard.press('Control+Home')
    const times = await type(page)
    const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)} ms`
    return {
      name: 'typing',
      about: `From a key to the second frame after it, in a rich letter of ${paragraphs} paragraphs, ${keys} keys, Chromium without a GPU.`,
      rows: [
        { what: 'median', value: at(0.5) },
        { what: '95th percentile', value: at(0.95) },
      ],
    }
  } finally {
    await window.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
