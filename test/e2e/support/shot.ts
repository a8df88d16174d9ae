// Pictures to look at, where SENDOFF_SHOTS names a folder; without it, none are taken.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** One picture of the page as it stands. @param name Name of the file, without its ending. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SENDOFF_SHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Four pictures: dark and light, at the least and the usual size. The page keeps the light theme, and its size. */
export async function shots(page: Page, name: string): Promise<void> {
  if (process.env.SENDOFF_SHOTS === undefined) return
  const before = page.viewportSize()
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((value) => (document.documentElement.dataset.theme = value), theme)
    for (const [width, height] of [
      [900, 600],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height })
      await shot(page, `${name}-${width}-${theme}`)
    }
  }
  if (before !== null) await page.setViewportSize(before)
}
