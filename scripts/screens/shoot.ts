import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface Size {
  readonly width: number
  readonly height: number
}

/** The usual one, and the least that a window has. The first is that of a window between two pictures. */
export const usual: Size = { width: 1280, height: 800 }
export const sizes: readonly Size[] = [usual, { width: 900, height: 600 }]

export const nameOf = ({ width, height }: Size): string => `${width}x${height}`

export interface Wanted {
  readonly themes: readonly Theme[]
  readonly sizes: readonly Size[]
  /** Run once the window has a size. */
  readonly frame?: () => Promise<void>
  /** Where the picture of a theme and a size goes. */
  readonly toFile: (theme: Theme, size: Size) => string
}

/** Takes the page as it stands in every theme and size, and leaves it in the usual ones. */
export async function shoot(
  page: Page,
  { themes: shown, sizes: wide, frame, toFile }: Wanted,
): Promise<void> {
  for (const size of wide) {
    await page.setViewportSize(size)
    await frame?.()
    for (const theme of shown) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      // Layout that is measured by the page comes a frame later.
      await page.evaluate('document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 60)))')
      const file = toFile(theme, size)
      mkdirSync(dirname(file), { recursive: true })
      // Hiding the caret writes into the letter, which then counts as changed.
      await page.screenshot({ path: file, animations: 'disabled', caret: 'initial' })
    }
  }
  await page.evaluate(`document.documentElement.dataset.theme = 'light'`)
  await page.setViewportSize(usual)
}

export const fileIn =
  (folder: string, language: string, name: string) =>
  (theme: Theme, size: Size): string =>
    join(folder, `${language}-${theme}-${nameOf(size)}`, `${name}.png`)
