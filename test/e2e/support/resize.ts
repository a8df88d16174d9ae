// Another size of a window, and the page laid out for it.
import type { Page } from 'playwright-core'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Resolves when the page is laid out anew, which takes two frames: what watches sizes may change the page once more. */
export async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size)
  await drawn(page)
}

/** Resolves when two frames were drawn; after a tenth of a second in a window that draws none. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, 100)
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}

/** The whole page from right to left, or from left to right. */
export async function turn(page: Page, dir: 'ltr' | 'rtl'): Promise<void> {
  await page.evaluate((value) => (document.documentElement.dir = value), dir)
}
