// What a screen reader is told: the texts that appear in live regions of a page, in their order.
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    heard?: string[]
  }
}

/**
 * Listens from now on to all live regions (`aria-live`, roles status, alert and log), those that come later too.
 * @returns what was said until now, one entry for each text that came.
 */
export async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const regions =
      '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"]'
    const heard: string[] = []
    window.heard = heard
    const textOf = (element: Element): string => element.textContent.trim().replaceAll(/\s+/g, ' ')
    const last = new Map<Element, string>()
    for (const region of document.querySelectorAll(regions)) last.set(region, textOf(region))
    new MutationObserver((changes) => {
      const touched = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
      const elements = touched.map((node) => (node instanceof Element ? node : node.parentElement))
      const found = elements.flatMap((element) => [
        element?.closest(regions),
        ...(element?.querySelectorAll(regions) ?? []),
      ])
      for (const region of new Set(found)) {
        if (region == null) continue
        const text = textOf(region)
        if (text !== '' && text !== last.get(region)) heard.push(text)
        last.set(region, text)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => window.heard ?? [])
}
