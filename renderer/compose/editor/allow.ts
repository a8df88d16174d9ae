// What a letter may consist of: the lists that the sanitiser of the window works by.
import { isInk, isPaper } from './paste-colour.ts'

export const allowedTags = [
  ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br'],
  ...['caption', 'center', 'cite', 'code', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em'],
  ...['figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i'],
  ...['img', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section'],
  ...['small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead'],
  ...['tr', 'tt', 'u', 'ul', 'var'],
]

export const allowedAttributes = [
  ...['align', 'alt', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'class', 'color', 'colspan'],
  ...['data-cid', 'dir', 'face', 'height', 'href', 'lang', 'rowspan', 'size', 'src', 'start', 'style'],
  ...['type', 'valign', 'value', 'width'],
]

/** Marks of the editor's own; what is sent has none. */
export const ownClasses: readonly string[] = ['color', 'font', 'highlight', 'size']

/** Properties of a letter that was written here. */
const letterStyles = [
  ...['background-color', 'color', 'direction', 'font-family', 'font-size', 'font-style', 'font-weight'],
  ...['height', 'list-style-type', 'text-align', 'text-decoration', 'text-decoration-line', 'width'],
  ...['border', 'border-bottom', 'border-collapse', 'border-left', 'border-right', 'border-top'],
  ...['margin-left', 'margin-right', 'padding', 'vertical-align', 'white-space'],
]

/** What is kept of a pasted text: what it means, not the face and size of the page that it comes from. */
const pastedStyles = [
  ...['background-color', 'color', 'direction', 'font-style', 'font-weight', 'list-style-type'],
  ...['text-align', 'text-decoration', 'text-decoration-line'],
]

const pastedCellStyles = [
  ...pastedStyles,
  ...['border', 'border-bottom', 'border-collapse', 'border-left', 'border-right', 'border-top'],
  ...['vertical-align', 'width'],
]

export type Declarations = ReadonlyMap<string, string>

/** Words, numbers, colours, units and lists of them: nothing that names an address or runs a function but rgb() and its like. */
const plainValue = /^(?:[\w\s#.,%'"+-]|(?:rgba?|hsla?)\([\d\s.,%/deg+-]*\))*$/i

/** Browsers spell these out or leave them away; none of them says anything. */
const emptyValues = /^(?:initial|inherit|unset|revert|normal|auto|none|transparent|start|baseline|)$/i

/** The declarations of a `style` attribute, names in lower case; what is not plain is left out. */
export function parseStyle(style: string): Declarations {
  const found = new Map<string, string>()
  for (const part of style.split(';')) {
    const colon = part.indexOf(':')
    if (colon < 1) continue
    const name = part.slice(0, colon).trim().toLowerCase()
    const value = part
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
    if (!/^[a-z-]+$/.test(name) || value.length > 200) continue
    // Word writes a highlight in the short form.
    const isColour = name === 'background' && /^(?:#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d\s.,%/]*\))$/i.test(value)
    found.set(isColour ? 'background-color' : name, value)
  }
  return found
}

/** The declarations of a letter, as a `style` attribute; '' where none is left. */
export function keepLetterStyle(all: Declarations): string {
  return write(all, letterStyles, () => true)
}

/** The same of a pasted text. @param isTable Whether it stands on a part of a table. */
export function keepPastedStyle(all: Declarations, isTable: boolean): string {
  return write(
    all,
    isTable ? pastedCellStyles : pastedStyles,
    (name, value) => !isDefault(name, value, isTable),
  )
}

function write(
  all: Declarations,
  names: readonly string[],
  wanted: (name: string, value: string) => boolean,
): string {
  return [...all]
    .filter(([name, value]) => names.includes(name) && plainValue.test(value) && wanted(name, value))
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ')
}

/** Black on white is the page's own ground; it would be black on black in a dark window. */
function isDefault(name: string, value: string, isTable: boolean): boolean {
  const plain = value.toLowerCase().replaceAll(/\s+/g, '')
  if (name === 'color') return plain === 'inherit' || plain === 'currentcolor' || isInk(value)
  if (name === 'background-color') return emptyValues.test(plain) || isPaper(value, isTable)
  if (name === 'font-weight') return /^(?:400|normal|inherit)$/.test(plain)
  if (name === 'text-align') return /^(?:start|left|inherit)$/.test(plain)
  if (name === 'direction') return plain === 'ltr'
  // Google's tables have it.
  if (name === 'width') return /^0(?:px|pt)?$/.test(plain)
  return emptyValues.test(plain) && !name.startsWith('border')
}

/** Addresses that a link of a letter may have. */
export function isLinkAddress(href: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href) && !hasControls(href)
}

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text)
}

/**
 * What a person typed as a link, as an address: `example.org` is https, `anna@example.org` is mailto.
 * @returns null where it is none that a letter may have.
 */
export function toLinkAddress(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || hasControls(text)) return null
  if (isLinkAddress(text)) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  if (/^\+?[\d\s()/-]{5,}$/.test(text)) return `tel:${text.replaceAll(/[^\d+]/g, '')}`
  if (/^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?::\d+)?(?:[/?#]\S*)?$/u.test(text)) return `https://${text}`
  return null
}
