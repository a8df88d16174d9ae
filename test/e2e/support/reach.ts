// What of a page can be scrolled to where there is little room, and pressed there.
import type { Page } from 'playwright-core'

/** Elements to press or fill in that no scrolling brings into the open; one line each. */
export async function findUnreachable(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const usable =
      'a[href], button, input, select, textarea, summary, [role="option"], [contenteditable="true"]'
    const top = [...document.querySelectorAll('dialog:modal, :popover-open')].at(-1) ?? document.body
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${(element.ariaLabel ?? element.textContent).trim().slice(0, 50)}`
    const isSmall = ({ width, height }: DOMRect): boolean => width <= 1 || height <= 1
    /** Boxes that only a script scrolls: what is in them is cut off for a person. */
    const undoScroll = (element: Element | null): boolean => {
      if (element === null) return false
      const { overflowX, overflowY } = getComputedStyle(element)
      const isMoved = element.scrollLeft !== 0 || element.scrollTop !== 0
      const isHidden =
        (element.scrollTop !== 0 && ['hidden', 'clip'].includes(overflowY)) ||
        (element.scrollLeft !== 0 && ['hidden', 'clip'].includes(overflowX))
      if (isMoved && isHidden) element.scrollTo(0, 0)
      return undoScroll(element.parentElement) || (isMoved && isHidden)
    }
    /** Whether something of it is on top at one of its points. */
    const isOpen = (element: Element): boolean => {
      const { left, top, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect()
      return [0.5, 0.2, 0.8].some((part) => {
        const hit = document.elementFromPoint(left + width * part, top + height / 2)
        return (
          hit !== null &&
          (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element)
        )
      })
    }
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    for (const element of top.querySelectorAll(usable)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || isSmall(element.getBoundingClientRect()))
        continue
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      if (undoScroll(element.parentElement)) found.push(`cut off, ${name(element)}`)
      else if (!isOpen(element)) found.push(`covered, ${name(element)}`)
    }
    for (const element of document.querySelectorAll('*')) if (element.scrollTop !== 0) element.scrollTop = 0
    return found
  })
}
