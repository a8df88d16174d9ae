// Plain text as rich text: lines become blocks, `> ` becomes a quote; no sign is lost.

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Spaces that HTML would join or drop stay: the line above a signature ends with one (RFC 3676 4.3). */
function toInline(line: string): string {
  return escapeHtml(line)
    .replaceAll('\t', '    ')
    .replace(/^ /, '&nbsp;')
    .replaceAll(/ {2}/g, ' &nbsp;')
    .replace(/ $/, '&nbsp;')
}

function toBlocks(lines: readonly string[]): string {
  return lines.map((line) => `<div>${line === '' ? '<br>' : toInline(line)}</div>`).join('')
}

interface Quoted {
  readonly isQuote: boolean
  readonly lines: string[]
}

/** HTML of a plain text. */
export function toRichText(text: string): string {
  const runs: Quoted[] = []
  for (const line of text.split(/\r?\n/)) {
    const isQuote = line.startsWith('>')
    const last = runs.at(-1)
    const content = isQuote ? line.replace(/^> ?/, '') : line
    if (last?.isQuote === isQuote) last.lines.push(content)
    else runs.push({ isQuote, lines: [content] })
  }
  return runs
    .map(({ isQuote, lines }) =>
      isQuote
        ? `<blockquote type="cite" dir="auto">${toRichText(lines.join('\n'))}</blockquote>`
        : toBlocks(lines),
    )
    .join('')
}

/**
 * A signature as one block, so that another one can take its place.
 * @param richForm HTML of what is below its line of two hyphens; left out: the text itself.
 */
export function toSignatureBlock(text: string, richForm?: string): string {
  if (richForm !== undefined) return `<div><div>--&nbsp;</div>${richForm}</div>`
  const lines = text.split(/\r?\n/).map(toInline)
  return `<div>${lines.join('<br>')}</div>`
}
