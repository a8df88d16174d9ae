// Word and Outlook on the web put each item into a list and a box of its own. They become one list again.
import { buildLists, type ListItem } from './word-lists.ts'

/** Tells how deep an item is; 1 is the outermost. */
export const listLevel = 'data-aria-level'

/** Joins the lists of one item each below this node. */
export function restoreWebLists(root: ParentNode): void {
  // Each paragraph ends with a space that nobody typed.
  for (const end of root.querySelectorAll('span.EOP')) if (end.textContent.trim() === '') end.remove()
  const seen = new Set<Element>()
  for (const first of root.querySelectorAll('.ListContainerWrapper')) {
    if (seen.has(first)) continue
    const run: ListItem[] = []
    for (let next: Element | null = first; next !== null; next = next.nextElementSibling) {
      const items = itemsOf(next)
      if (items.length === 0 || beginsAnew(run.at(-1), items[0])) break
      seen.add(next)
      run.push(...items)
    }
    if (run.length > 0) buildLists(run)
  }
  for (const item of root.querySelectorAll(`[${listLevel}]`)) item.removeAttribute(listLevel)
}

function itemsOf(host: Element): readonly ListItem[] {
  if (!host.classList.contains('ListContainerWrapper')) return []
  const list = host.firstElementChild
  if (list === null || !/^[ou]l$/.test(list.localName) || host.children.length > 1) return []
  const tag = list.localName === 'ol' ? 'ol' : 'ul'
  return [...list.children]
    .filter(({ localName }) => localName === 'li')
    .map((source, index) => ({
      ...{ host, source, tag },
      level: Math.min(9, Number(source.getAttribute(listLevel)) || 1),
      start: (Number(list.getAttribute('start')) || 1) + index,
    }))
}

/** Numbers begin again: another list. */
function beginsAnew(before: ListItem | undefined, next: ListItem | undefined): boolean {
  if (before === undefined || next === undefined || next.level > 1 || next.tag === 'ul') return false
  return before.tag === 'ol' && before.level === 1 && next.start === 1
}
