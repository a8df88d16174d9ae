// Landmarks, headings and names: what a screen reader goes by.
import type { Page } from 'playwright-core'

/** What is wrong with the structure of the page as it stands, one line each; none is what is wanted. */
export async function findUnstructured(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const found: string[] = []
    const shown = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter((element) =>
        element.checkVisibility({ visibilityProperty: true }),
      )
    const nameOf = (element: Element): string =>
      element.getAttribute('aria-label') ??
      (element.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ')
        .trim()
    const mains = shown('main').length
    if (mains !== 1) found.push(`${mains} main landmarks`)
    const inDialog = (element: Element) => element.closest('dialog, [role="dialog"]') !== null
    const headings = shown('h1, h2, h3, h4, h5, h6').filter(
      (heading) => !inDialog(heading) && heading.closest('[contenteditable]') === null,
    )
    const levels = headings.map(({ tagName }) => Number(tagName.slice(1)))
    const titles = levels.filter((level) => level === 1).length
    if (titles !== 1) found.push(`${titles} headings of the first level`)
    for (const [index, level] of levels.entries())
      if (index > 0 && level > (levels[index - 1] ?? 0) + 1)
        found.push(`from h${levels[index - 1] ?? 0} to h${level}: ${headings[index]?.textContent ?? ''}`)
    for (const dialog of shown('dialog[open], [role="dialog"], [role="menu"]'))
      if (nameOf(dialog) === '') found.push(`no name: ${dialog.className}`)
    for (const kind of ['nav', 'aside', 'form', 'section[aria-label]']) {
      // A form without a name is no landmark.
      const names = shown(kind)
        .map((element) => nameOf(element))
        .filter((name) => kind !== 'form' || name !== '')
      if (names.length > 1 && new Set(names).size < names.length)
        found.push(`${kind} twice with one name: ${names.join(', ')}`)
    }
    if (document.title === '') found.push('no title')
    return found
  })
}
