// A screen by keyboard alone: what Tab, Shift+Tab and arrows reach, and whether one sees where one is.
import type { Page } from 'playwright-core'
import { FocusWatch, selectors } from './focus-watch.ts'

declare global {
  interface Window {
    focusWatch?: FocusWatch
  }
}

/** Tab is pressed so often before it is asked where it is. */
const atOnce = 12
const mostStops = 300

/**
 * What is wrong with the screen as it stands, one line each; none is what is wanted. A screen may still move its focus when it is
 * come to: what is wrong is looked at once more.
 */
export async function walkByKeyboard(page: Page): Promise<readonly string[]> {
  const found = await walkOnce(page)
  return found.length === 0 ? found : await walkOnce(page)
}

async function walkOnce(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(`window.focusWatch ??= new (${FocusWatch.toString()})(${JSON.stringify(selectors)})`)
  if ((await page.evaluate(() => window.focusWatch?.begin() ?? 0)) === 0) return ['nothing to use']
  const forward = await goRound(page, 'Tab')
  const back = await goRound(page, 'Shift+Tab')
  await walkGroups(page)
  const found = await page.evaluate(() => window.focusWatch?.report() ?? ['the page was loaded anew'])
  return back === forward ? found : [...found, `Tab has ${forward} stops, Shift+Tab ${back}`]
}

/** @returns Stops on the way round; 0: it does not come round. */
async function goRound(page: Page, key: string): Promise<number> {
  await page.evaluate(() => window.focusWatch?.startPass())
  for (let pressed = 0; pressed < mostStops; pressed += atOnce) {
    for (let again = 0; again < atOnce; again += 1) await page.keyboard.press(key)
    const stops = await page.evaluate(() => window.focusWatch?.stops() ?? 0)
    if (stops > 0) return stops
  }
  return 0
}

async function walkGroups(page: Page): Promise<void> {
  for (let group = 0; group < mostStops; group += 1) {
    const keys = await page.evaluate(() => window.focusWatch?.enterGroup() ?? [])
    if (keys.length === 0) return
    for (const key of keys) await page.keyboard.press(key)
  }
}
