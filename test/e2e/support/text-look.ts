// What a page in a pseudo-language shows that a catalogue does not have, and text that has no room.
import type { Page } from 'playwright-core'

/**
 * Texts of the page, and of its labels, titles and placeholders, that are not all in brackets: no catalogue has them.
 * What is marked `translate="no"` is data, and so is what the test itself put in.
 * @param data Names and words that the test put in.
 */
export async function findUntranslated(page: Page, data: readonly RegExp[]): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt']
    // What codes mean is data, translated beside the catalogues (main/text/de/codes.ts).
    const data = '.codes tbody, [translate="no"], script, style, svg, textarea, [contenteditable="true"]'
    const isData = (element: Element | null): boolean => (element?.closest(data) ?? null) !== null
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!isData(node.parentElement)) found.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll(attributes.map((name) => `[${name}]`).join(','))) {
      if (isData(element)) continue
      for (const name of attributes) found.push(element.getAttribute(name) ?? '')
    }
    return found
  })
  const plain = (text: string) => data.reduce((rest, pattern) => rest.replaceAll(pattern, ''), outside(text))
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => /\p{L}{2}/u.test(plain(text)))
}

/** What is left of a text without all that stands in brackets. */
function outside(isolated: string): string {
  const text = isolated.replaceAll(/[\u2068\u2069]/g, '')
  const shorter = text.replaceAll(/\[[^[\]]*\]/g, '')
  return shorter === text ? text : outside(shorter)
}

/** Elements whose text is cut off with nothing to tell the rest, or that stand out of the window; one line each. */
export async function findClipped(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 70)}`
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      )
    const isHidden = (element: Element): boolean =>
      element.closest('.vh, [hidden], [translate="no"], [aria-hidden="true"]') !== null ||
      !element.checkVisibility({ visibilityProperty: true })
    /** Scrolls, or is inside something that does: the rest can be reached. */
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    /** The end of the nearest thing around it that hides what goes over its edge; not one that scrolls. */
    const isHiddenBy = (element: Element, around: Element | null, { left, right }: DOMRect): boolean => {
      if (around === null || ['auto', 'scroll'].includes(getComputedStyle(around).overflowX)) return false
      if (getComputedStyle(element).position === 'fixed') return false
      const edge = around.getBoundingClientRect()
      const cuts = ['hidden', 'clip'].includes(getComputedStyle(around).overflowX)
      if (cuts && (right > edge.right + 1 || left < edge.left - 1)) return !isTold(around)
      return isHiddenBy(element, around.parentElement, { left, right } as DOMRect)
    }
    const isTold = (element: Element): boolean =>
      getComputedStyle(element).textOverflow === 'ellipsis' || element.closest('[title]') !== null
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth + 1)
      found.push(`the page is ${document.documentElement.scrollWidth - innerWidth} px too wide`)
    for (const element of document.body.querySelectorAll('*')) {
      if (!hasText(element) || isHidden(element) || ['OPTION', 'TEXTAREA'].includes(element.tagName)) continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      if (box.width <= 1) continue
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element))
        found.push(`out of the window, ${name(element)}`)
      const isWide = style.display !== 'inline' && element.scrollWidth > element.clientWidth + 3
      if (style.display !== 'inline' && isHiddenBy(element, element.parentElement, box))
        found.push(`over the edge of what is around it, ${name(element)}`)
      if (isWide && !isTold(element) && !['auto', 'scroll'].includes(style.overflowX))
        found.push(`cut off by ${element.scrollWidth - element.clientWidth} px, ${name(element)}`)
    }
    return found
  })
}
