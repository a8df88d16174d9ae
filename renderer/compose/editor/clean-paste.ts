// What a clipboard gives, brought to what a letter may have: the meaning stays, the dress of the page that it comes from goes.
import { keepPastedStyle, parseStyle } from './allow.ts'
import { isInk } from './paste-colour.ts'
import { raiseByStyle, undressLinks, withoutDress } from './paste-dress.ts'
import { purify, settle, settlePictures, type Pictures } from './sanitise.ts'
import { listLevel, restoreWebLists } from './web-lists.ts'
import { restoreWordLists } from './word-lists.ts'

/** Stands in HTML that the editor itself put on the clipboard: its fonts and sizes stay. */
export const ownMark = '<!--sendoff-letter-->'

export interface PastedPicture {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly alt: string
}

export interface PasteWays {
  readonly pictures: Pictures
  /** Takes a picture that came inside the HTML; gives its Content-ID. */
  readonly take: (picture: PastedPicture) => string
}

const tableParts = 'table, thead, tbody, tfoot, tr, td, th, caption'
const presentational = ['face', 'size', 'lang', 'border', 'cellpadding', 'cellspacing', 'height', 'bgcolor']

/** Nodes of pasted HTML. */
export function cleanPaste(html: string, ways: PasteWays): DocumentFragment {
  const fragment = purify(cutFragment(html), [listLevel])
  restoreWordLists(fragment)
  restoreWebLists(fragment)
  takeDataPictures(fragment, ways)
  for (const element of fragment.querySelectorAll<HTMLElement>('*')) settlePasted(element)
  undressLinks(fragment)
  settlePictures(fragment, ways.pictures)
  renameBlocks(fragment)
  liftLists(fragment)
  unwrapBare(fragment)
  dropBlanks(fragment)
  return fragment
}

/** Clipboards mark what was selected; Windows puts a head of its own before it. */
function cutFragment(html: string): string {
  const start = html.indexOf('<!--StartFragment-->')
  const end = html.lastIndexOf('<!--EndFragment-->')
  if (start < 0 || end < start) return html
  const cut = html.slice(start + '<!--StartFragment-->'.length, end)
  // Rows or items alone: their table or list stands outside of the marks.
  if (/^\s*<(?:tr|td|th|tbody|col|colgroup)\b/i.test(cut)) return `<table>${cut}</table>`
  return /^\s*<li\b/i.test(cut) ? `<ul>${cut}</ul>` : cut
}

function settlePasted(element: HTMLElement): void {
  const isTable = element.matches(tableParts)
  const bold = element.localName === 'b' && /font-weight\s*:\s*normal/i.test(element.style.cssText)
  const size = element.localName === 'ol' ? element.getAttribute('type') : null
  raiseByStyle(element)
  settle(element, (declarations) => keepPastedStyle(withoutDress(element, declarations), isTable))
  if (element.localName === 'table' && Number(element.getAttribute('border')) > 0) {
    element.style.borderCollapse = 'collapse'
  } else for (const name of presentational) if (!isTable || name !== 'bgcolor') element.removeAttribute(name)
  for (const name of ['class', 'align', 'valign', 'type']) {
    if (!(isTable && /^v?align$/.test(name)) && !(name === 'type' && size !== null))
      element.removeAttribute(name)
  }
  // Google Docs wraps all in a <b> that is none.
  if (bold) element.replaceWith(...element.childNodes)
  if (isInk(element.getAttribute('color') ?? '')) element.removeAttribute('color')
  setEmphasis(element)
}

/** Bold and italic as elements: so the editor knows them, and every reader. */
function setEmphasis(element: HTMLElement): void {
  if (element.localName !== 'span') return
  const style = parseStyle(element.getAttribute('style') ?? '')
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  const tags = [
    ...(/^(?:bold|bolder|[6-9]00)$/.test(style.get('font-weight') ?? '') ? ['b'] : []),
    ...(/^italic|^oblique/.test(style.get('font-style') ?? '') ? ['i'] : []),
    ...(line.includes('underline') && element.closest('a') === null ? ['u'] : []),
    ...(line.includes('line-through') ? ['s'] : []),
  ]
  for (const name of ['font-weight', 'font-style', 'text-decoration', 'text-decoration-line'])
    element.style.removeProperty(name)
  for (const tag of tags) {
    const wrap = document.createElement(tag)
    wrap.append(...element.childNodes)
    element.append(wrap)
  }
  if (element.getAttribute('style') === '') element.removeAttribute('style')
}

/** Parts of a page are plain blocks in a letter; a paragraph keeps its distance as a blank line. */
function renameBlocks(fragment: DocumentFragment): void {
  const blocks = 'article, aside, section, header, footer, nav, main, center, figure, figcaption, address'
  for (const block of fragment.querySelectorAll<HTMLElement>(blocks)) rename(block, 'div')
  for (const deep of fragment.querySelectorAll('h5, h6')) rename(deep, 'h4')
  // Squire takes it for a block, and drops the space before it.
  for (const mark of fragment.querySelectorAll('mark')) {
    mark.style.backgroundColor ||= 'yellow'
    rename(mark, 'span')
  }
}

function rename(from: Element, tag: string): void {
  const to = document.createElement(tag)
  for (const { name, value } of from.attributes) to.setAttribute(name, value)
  to.append(...from.childNodes)
  from.replaceWith(to)
}

/** A list inside a list without an item around it (Word on the web, Google Docs) goes into the item before it. */
function liftLists(fragment: DocumentFragment): void {
  for (const list of fragment.querySelectorAll('ul > ul, ul > ol, ol > ol, ol > ul')) {
    const before = list.previousElementSibling
    if (before?.localName === 'li') before.append(list)
  }
  // One paragraph alone in an item or a cell is the item.
  for (const only of fragment.querySelectorAll(
    'li > p:only-child, li > div:only-child, td > p:only-child, th > p:only-child',
  ))
    only.replaceWith(...only.childNodes)
  for (const first of fragment.querySelectorAll('li > p:first-child')) first.replaceWith(...first.childNodes)
}

/** Elements that say nothing go, what is in them stays. */
function unwrapBare(fragment: DocumentFragment): void {
  for (const element of [...fragment.querySelectorAll('span, font, a, bdi, abbr')].reverse()) {
    if (element.attributes.length === 0) element.replaceWith(...element.childNodes)
    else if (element.childNodes.length === 0) element.remove()
  }
  for (const block of [
    ...fragment.querySelectorAll('div > div:only-child, div > p:only-child, div > table:only-child'),
  ].reverse()) {
    const { parentElement } = block
    const isAlone = parentElement?.childNodes.length === 1 && parentElement.attributes.length === 0
    if (isAlone) parentElement.replaceWith(block)
  }
  fragment.normalize()
}

function dropBlanks(fragment: DocumentFragment): void {
  for (const block of fragment.querySelectorAll('p, div, h1, h2, h3, h4')) {
    if (block.closest('td, th') || block.querySelector('img, br, hr, table') !== null) continue
    const text = block.textContent.replaceAll(/[\s\u00a0]+/g, '')
    // An empty paragraph was a blank line; an empty box was only a box.
    if (text !== '' || block.firstElementChild !== null) continue
    if (block.localName === 'p') block.replaceChildren(document.createElement('br'))
    else block.remove()
  }
}

/** Pictures that came as text of the HTML become files of the message. */
function takeDataPictures(fragment: DocumentFragment, { take }: PasteWays): void {
  for (const image of fragment.querySelectorAll('img[data-src^="data:" i]')) {
    const found = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/i.exec(
      image.getAttribute('data-src') ?? '',
    )
    const bytes = found?.[2] === undefined ? null : decode(found[2])
    if (found?.[1] === undefined || bytes === null) continue
    const cid = take({ type: found[1].toLowerCase(), bytes, alt: image.getAttribute('alt') ?? '' })
    image.setAttribute('data-src', `cid:${cid}`)
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64.replaceAll(/\s+/g, '')), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}
