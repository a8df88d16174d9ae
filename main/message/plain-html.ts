// Plain text as rich text: lines become blocks, `> ` becomes a quote.
import { toHtmlText } from './html-text.ts'

/** Quotes deeper than this stay as they are written. */
const maxDepth = 20

interface Run {
  readonly isQuote: boolean
  readonly lines: string[]
}

/** HTML of a plain text; no sign of it is lost. */
export function plainToHtml(text: string, depth = 0): string {
  if (depth >= maxDepth) return toBlocks(text.split('\n'))
  const runs: Run[] = []
  for (const line of text.split('\n')) {
    const isQuote = line.startsWith('>')
    const content = isQuote ? line.replace(/^> ?/, '') : line
    const last = runs.at(-1)
    if (last?.isQuote === isQuote) last.lines.push(content)
    else runs.push({ isQuote, lines: [content] })
  }
  return runs
    .map(({ isQuote, lines }) =>
      isQuote
        ? `<blockquote type="cite">${plainToHtml(lines.join('\n'), depth + 1)}</blockquote>`
        : toBlocks(lines),
    )
    .join('')
}

/** One block for each line; spaces that HTML would join stay apart. */
export function toBlocks(lines: readonly string[]): string {
  return lines.map((line) => `<div>${line.trim() === '' ? '<br>' : toInline(line)}</div>`).join('')
}

/** One line as HTML. */
export function toInline(line: string): string {
  return toHtmlText(line).replaceAll('\t', '    ').replace(/^ /, '&nbsp;').replaceAll(/ {2}/g, ' &nbsp;')
}
