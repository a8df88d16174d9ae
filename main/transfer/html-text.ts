import { ownValue } from '../own-value.ts'

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  middot: '·',
  copy: '©',
}

/** The words of a signature in HTML, as plain text: what begins a line there begins one here, all marks are dropped. */
export function htmlToText(html: string): string {
  return withoutBlocks(html.slice(0, 200_000))
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^<>]*>|<\/(?:p|div|li|tr|h[1-6]|table|ul|ol)\s*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, decodeEntity)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const opening = /<(script|style|head)\b/gi
const closing = { script: /<\/script\s*>/gi, style: /<\/style\s*>/gi, head: /<\/head\s*>/gi } as const

/** Without what is never shown, each from its mark to the end of it, or of the text. Each octet is looked at once. */
function withoutBlocks(html: string): string {
  const kept: string[] = []
  let from = 0
  for (;;) {
    opening.lastIndex = from
    const open = opening.exec(html)
    const start = open === null ? -1 : html.indexOf('>', opening.lastIndex)
    if (open === null || start === -1) return [...kept, html.slice(from)].join('')
    kept.push(html.slice(from, open.index))
    const close = closing[open[1]?.toLowerCase() as keyof typeof closing]
    close.lastIndex = start + 1
    if (close.exec(html) === null) return kept.join('')
    from = close.lastIndex
  }
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ownValue(entities, name.toLowerCase()) ?? whole
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}
