// Rich text as plain text: for switching, search and preview. The part that is sent is made anew in main.

const blocks = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'caption',
    'dd',
    'div',
    'dl',
    'dt',
    'figcaption',
    'figure',
  ],
  ...['footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'ol', 'p', 'pre', 'section'],
  ...['table', 'tr', 'ul'],
])

/** Blocks with a blank line before and after them. */
const spaced = /^(?:p|h[1-6])$/

interface Lines {
  readonly list: string[]
  /** The line that is being written; null: none is. */
  open: string | null
  /** A blank line is due before the next text. */
  gap: boolean
}

/** The text of these nodes: lists with their signs, quotes with `> `, links with their address behind them. */
export function toPlainText(root: Node): string {
  return linesOf(root).join('\n')
}

function linesOf(root: Node): readonly string[] {
  const lines: Lines = { list: [], open: null, gap: false }
  for (const child of root.childNodes) writeNode(child, lines)
  close(lines)
  return lines.list
}

function close(lines: Lines): void {
  if (lines.open !== null)
    lines.list.push(lines.open.replace(/^-- $|\s+$/, (end) => (end === '-- ' ? end : '')))
  lines.open = null
}

function put(lines: Lines, text: string): void {
  if (lines.gap && lines.open === null) {
    if (lines.list.length > 0 && lines.list.at(-1) !== '') lines.list.push('')
    lines.gap = false
  }
  lines.open = (lines.open ?? '') + text
}

function writeNode(node: Node, lines: Lines): void {
  if (node instanceof Text) writeText(node, lines)
  else if (node instanceof HTMLElement) writeElement(node, lines)
}

function writeText(node: Text, lines: Lines): void {
  const text = node.data.replaceAll('\u200b', '')
  if (node.parentElement?.closest('pre')) {
    const [first = '', ...rest] = text.split('\n')
    put(lines, first)
    for (const line of rest) {
      close(lines)
      put(lines, line)
    }
    return
  }
  const words = text.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll('\u00a0', ' ')
  if (words === ' ' && lines.open === null) return
  if (words !== '') put(lines, lines.open === null && text.startsWith(' ') ? words.trimStart() : words)
}

function writeElement(element: HTMLElement, lines: Lines): void {
  const tag = element.localName
  if (tag === 'br') writeBreak(element, lines)
  else if (tag === 'img') put(lines, `[${altOf(element)}]`)
  else if (tag === 'a') writeLink(element, lines)
  else if (!blocks.has(tag)) element.childNodes.forEach((child) => writeNode(child, lines))
  else writeBlock(element, tag, lines)
}

/** The last break of a block only holds it open. */
function writeBreak(element: HTMLElement, lines: Lines): void {
  const isLast = element.nextSibling === null && element.previousSibling !== null
  if (isLast && lines.open !== null) return
  put(lines, '')
  close(lines)
}

function writeLink(element: HTMLElement, lines: Lines): void {
  element.childNodes.forEach((child) => writeNode(child, lines))
  const href = element.getAttribute('href') ?? ''
  const shown = element.textContent.trim()
  const bare = href.replace(/^mailto:|^tel:|^https?:\/\//, '').replace(/\/$/, '')
  if (href !== '' && shown.replace(/^https?:\/\//, '').replace(/\/$/, '') !== bare) put(lines, ` <${href}>`)
}

function writeBlock(element: HTMLElement, tag: string, lines: Lines): void {
  close(lines)
  if (spaced.test(tag)) lines.gap = true
  if (tag === 'hr') {
    put(lines, '-'.repeat(40))
    close(lines)
  } else if (tag === 'blockquote') writeIndented(linesOf(element), '> ', '> ', lines)
  else if (tag === 'ul' || tag === 'ol') writeList(element, tag, lines)
  else if (tag === 'tr') put(lines, [...element.children].map((cell) => linesOf(cell).join(' ')).join('\t'))
  else element.childNodes.forEach((child) => writeNode(child, lines))
  close(lines)
  if (spaced.test(tag)) lines.gap = true
}

function writeIndented(inner: readonly string[], first: string, rest: string, lines: Lines): void {
  inner.forEach((line, index) => {
    const sign = index === 0 ? first : rest
    // A quote of a quote has its signs side by side (RFC 3676 4.5).
    put(lines, sign === '> ' && line.startsWith('>') ? `>${line}` : `${sign}${line}`)
    if (line === '' && sign === '> ') lines.open = '>'
    close(lines)
  })
}

function writeList(list: HTMLElement, tag: 'ol' | 'ul', lines: Lines): void {
  let number = Number(list.getAttribute('start') ?? 1) || 1
  for (const child of list.children) {
    if (child.localName !== 'li') {
      writeIndented(linesOf(wrapped(child)), '   ', '   ', lines)
      continue
    }
    const sign = tag === 'ol' ? `${number}. ` : '- '
    number += 1
    const inner = linesOf(child)
    writeIndented(inner.length === 0 ? [''] : inner, sign, ' '.repeat(sign.length), lines)
  }
}

function wrapped(child: Element): DocumentFragment {
  const fragment = document.createDocumentFragment()
  fragment.append(child.cloneNode(true))
  return fragment
}

function altOf(image: HTMLElement): string {
  const alt = image.getAttribute('alt')?.trim() ?? ''
  return alt === '' ? 'image' : alt
}
