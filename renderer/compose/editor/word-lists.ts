// Word writes lists as paragraphs with `mso-list: l0 level2 lfo1`; Outlook and Word on the web too. They become lists again.

export interface ListItem {
  /** What goes when the list is there. */
  readonly host: Element
  /** What is in it becomes the item. */
  readonly source: Element
  /** 1 is the outermost. */
  readonly level: number
  readonly tag: 'ol' | 'ul'
  readonly start: number
}

const listStyle = /mso-list\s*:\s*[^;]*?level(\d)/i

function toItem(element: Element): ListItem | null {
  if (!(element instanceof HTMLElement) || !/^(?:p|h[1-6]|div)$/.test(element.localName)) return null
  const level = listStyle.exec(element.getAttribute('style') ?? '')?.[1]
  if (level === undefined) return null
  const marker = findMarker(element)
  const sign = (marker?.textContent ?? '').replaceAll(/[\s\u00a0]+/g, '')
  marker?.remove()
  const number = /^\(?(\d+|[a-z]|[ivx]+)[.)]$/i.exec(sign)?.[1]
  return {
    ...{ host: element, source: element },
    level: Number(level),
    tag: number === undefined ? 'ul' : 'ol',
    start: Number(number) || 1,
  }
}

/** The sign before the text; Word marks it as nothing to be read. */
function findMarker(paragraph: HTMLElement): HTMLElement | null {
  const marked = [...paragraph.querySelectorAll<HTMLElement>('span')]
  return marked.find((span) => /mso-list\s*:\s*ignore/i.test(span.getAttribute('style') ?? '')) ?? null
}

/** Makes lists of the list paragraphs below this node. */
export function restoreWordLists(root: ParentNode): void {
  for (const first of root.querySelectorAll('[style*="mso-list" i]')) {
    if (!first.isConnected && !root.contains(first)) continue
    const run = takeRun(first)
    if (run.length > 0) buildLists(run)
  }
}

/** The item and those that follow it without anything between. */
function takeRun(first: Element): readonly ListItem[] {
  const run: ListItem[] = []
  for (let next: Element | null = first; next !== null; next = next.nextElementSibling) {
    const item = toItem(next)
    if (item === null) break
    run.push(item)
  }
  return run
}

/** One list, with lists inside of it, in the place of these paragraphs. */
export function buildLists(run: readonly ListItem[]): void {
  const place = document.createComment('')
  run[0]?.host.before(place)
  const open: HTMLElement[] = []
  let top: HTMLElement | null = null
  for (const item of run) {
    while (open.length > item.level) open.pop()
    // Another kind of sign at the outermost level begins another list.
    if (item.level === 1 && open.length === 1 && open[0]?.localName !== item.tag) open.pop()
    while (open.length < item.level) {
      const list = createList(item, open.length + 1 === item.level)
      const host = open.at(-1)?.lastElementChild
      if (host) host.append(list)
      else if (open.length > 0) open.at(-1)?.append(list)
      else {
        place.before(list)
        top = list
      }
      open.push(list)
    }
    const li = document.createElement('li')
    const dir = item.source.getAttribute('dir')
    if (dir === 'rtl') li.dir = dir
    li.append(...item.source.childNodes)
    open.at(-1)?.append(li)
    item.host.remove()
  }
  if (top !== null) place.remove()
}

function createList(item: ListItem, isOwn: boolean): HTMLElement {
  const list = document.createElement(item.tag)
  if (isOwn && item.tag === 'ol' && item.start > 1) list.setAttribute('start', String(item.start))
  return list
}
