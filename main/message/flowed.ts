// text/plain; format=flowed (RFC 3676), without DelSp.
import { trimEndOf } from './trim-end.ts'

const wrapAt = 72 // RFC 3676 4.2 asks for at most 78; quoting by others adds to it
const minimumRoom = 20 // what a deeply quoted line still gets
const signatureMark = '-- '

/**
 * The text in the one form that flowed text can carry: LF line ends, no spaces at the end of a line (but for `-- `),
 * and quote marks side by side, as `>> text`. `decodeFlowed(encodeFlowed(text))` gives exactly this.
 */
export function canonicalText(text: string): string {
  return toLines(text)
    .map((line) => formatLine(parseLine(line)))
    .join('\n')
}

/** Flowed lines for `text`, joined by CRLF. A line end of `text` stays one; a long line is broken where it has spaces. */
export function encodeFlowed(text: string): string {
  return toLines(text)
    .flatMap((line) => encodeLine(parseLine(line)))
    .join('\r\n')
}

/** The text that flowed lines carry, with LF line ends. With `delSp`, the space that made a line flow is removed (4.3). */
export function decodeFlowed(flowed: string, options: { readonly delSp?: boolean } = {}): string {
  const paragraphs: QuotedLine[] = []
  let flowing = false
  for (const line of toLines(flowed)) {
    const { depth, text } = unstuff(line)
    const last = paragraphs.at(-1)
    const isSignature = text === signatureMark
    const continues = flowing && !isSignature && last?.depth === depth
    flowing = text.endsWith(' ') && !isSignature
    const kept = flowing && options.delSp === true ? text.slice(0, -1) : text
    if (continues) paragraphs[paragraphs.length - 1] = { depth, text: last.text + kept }
    else paragraphs.push({ depth, text: kept })
  }
  return paragraphs.map(formatLine).join('\n')
}

interface QuotedLine {
  readonly depth: number
  readonly text: string
}

const toLines = (text: string) => text.split(/\r\n|\r|\n/u)

/** `> > text` and `>>text` are both depth 2. */
function parseLine(line: string): QuotedLine {
  const marks = /^(?:> ?)*/u.exec(line)?.[0] ?? ''
  const depth = marks.replaceAll(' ', '').length
  const rest = line.slice(marks.length)
  return { depth, text: rest === signatureMark ? rest : trimEndOf(rest, ' ') }
}

function formatLine({ depth, text }: QuotedLine): string {
  if (depth === 0) return text
  return text === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${text}`
}

function encodeLine({ depth, text }: QuotedLine): string[] {
  const room = Math.max(minimumRoom, wrapAt - depth - 1)
  const chunks = text === signatureMark ? [text] : wrap(text, room)
  return chunks.map((chunk) => stuff(depth, chunk))
}

/** Space-stuffing (4.4): what a reader or a relay could take for a quote mark, stuffing, or the start of an mbox. */
function stuff(depth: number, chunk: string): string {
  if (depth > 0) return chunk === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${chunk}`
  return /^(?: |>|From )/u.test(chunk) ? ` ${chunk}` : chunk
}

function unstuff(line: string): QuotedLine {
  const depth = /^>*/u.exec(line)?.[0].length ?? 0
  const rest = line.slice(depth)
  return { depth, text: rest.startsWith(' ') ? rest.slice(1) : rest }
}

/** Chunks of at most `room` characters, each but the last with the spaces at its end; a word is never broken. */
function wrap(text: string, room: number): string[] {
  const words = text.match(/^ +[^ ]* *|[^ ]+ */gu) ?? []
  const chunks: string[] = []
  let chunk = ''
  for (const word of words) {
    // A chunk `-- ` would be read as the line before a signature (4.3).
    if (chunk !== '' && chunk !== signatureMark && chunk.length + word.trimEnd().length > room) {
      chunks.push(chunk)
      chunk = ''
    }
    chunk += word
  }
  return [...chunks, chunk]
}
