// The dress of the page that a pasted text comes from: what its style sheet says of every text, link and code.
import { parseStyle, type Declarations } from './allow.ts'
import { isGrey, parseColour } from './paste-colour.ts'

/** Light on dark: copied from a dark page. */
function isNight(declarations: Declarations): boolean {
  const [text, ground] = ['color', 'background-color'].map((name) =>
    parseColour(declarations.get(name) ?? ''),
  )
  if (text == null || ground == null) return false
  return isGrey(text) && Math.min(...text) >= 180 && isGrey(ground) && Math.max(...ground) <= 80
}

const colours = ['color', 'background-color']
const lines = ['text-decoration', 'text-decoration-line']

/** The declarations without those that every link, code or bold text of the page has. */
export function withoutDress(element: Element, declarations: Declarations): Declarations {
  const drop = new Set<string>()
  if (isNight(declarations)) colours.forEach((name) => drop.add(name))
  if (isLink(element)) ['color', ...lines].forEach((name) => drop.add(name))
  if (element.matches('code, kbd, samp, pre')) colours.forEach((name) => drop.add(name))
  if (element.matches('b, strong, h1, h2, h3, h4, th')) drop.add('font-weight')
  if (element.matches('i, em')) drop.add('font-style')
  return new Map([...declarations].filter(([name]) => !drop.has(name)))
}

/** A link, a part of one, or a box with nothing but one in it. */
function isLink(element: Element): boolean {
  if (element.closest('a[href]') !== null) return true
  if (!element.matches('span, font, u')) return false
  return element.querySelector('a[href]')?.textContent === element.textContent
}

/** Links are blue and underlined wherever they are read: what says so on top of it goes. */
export function undressLinks(root: ParentNode): void {
  for (const element of [...root.querySelectorAll('u, font')].filter(isLink)) {
    element.removeAttribute('color')
    if (element.localName === 'u') element.replaceWith(...element.childNodes)
  }
}

/** Google and LibreOffice raise and lower text by style alone. */
export function raiseByStyle(
  element: HTMLElement,
  declarations = parseStyle(element.getAttribute('style') ?? ''),
): void {
  if (!element.matches('span, font')) return
  const tag = { super: 'sup', sub: 'sub' }[declarations.get('vertical-align') ?? '']
  if (tag === undefined || element.closest('sup, sub') !== null) return
  const wrap = document.createElement(tag)
  wrap.append(...element.childNodes)
  element.append(wrap)
}
