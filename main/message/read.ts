// A reader of just as much of a message as is shown: its header fields and its first text. It takes rubbish, within limits.
import { decodeCharset, decodeWords, fromBase64, fromQuotedPrintable } from './encoded-word.ts'
import { decodeFlowed } from './flowed.ts'
import { unfold, type HeaderField } from './unfold.ts'

export interface ReadMessage {
  /** Unfolded and decoded, in their order; at most 1000. */
  readonly headers: readonly HeaderField[]
  readonly subject: string
  readonly from: string
  /** The first text/plain part with LF line ends; '' where there is none. */
  readonly text: string
}

const maxHeaderOctets = 512 * 1024
const maxFields = 1000
const maxDepth = 10
const maxParts = 200
const maxTextOctets = 2 * 1024 * 1024

/** Reads a message for display (RFC 5322, 2045, 2046). Never throws; what can't be read is left out. */
export function readMessage(source: Uint8Array | string): ReadMessage {
  const octets =
    typeof source === 'string'
      ? Buffer.from(source)
      : Buffer.from(source.buffer, source.byteOffset, source.length)
  const { fields, body } = splitEntity(octets)
  const headers = fields.map(({ name, value }) => ({ name, value: decodeWords(value) }))
  return {
    headers,
    subject: fieldOf(headers, 'subject'),
    from: fieldOf(headers, 'from'),
    text: findText(fields, body, { depth: 0, parts: maxParts }) ?? '',
  }
}

export function fieldOf(fields: readonly HeaderField[], name: string): string {
  return fields.find((field) => field.name.toLowerCase() === name)?.value ?? ''
}

export interface Entity {
  readonly fields: readonly HeaderField[]
  readonly body: Buffer
}

/** Header and body of a message or of a part; the header is UTF-8 (RFC 6532). */
export function splitEntity(octets: Buffer): Entity {
  const text = octets.subarray(0, maxHeaderOctets).toString('latin1')
  const end = /^\r?\n|\r?\n\r?\n/.exec(text)
  const headerEnd = end?.index ?? text.length
  const section = octets.subarray(0, headerEnd).toString('utf8')
  const body = octets.subarray(end === null ? octets.length : end.index + end[0].length)
  return { fields: unfold(section).slice(0, maxFields), body }
}

/** Counts down the parts that are still looked at, over the whole tree. */
interface Budget {
  readonly depth: number
  parts: number
}

/** The first text/plain in the tree, depth first; null where there is none. */
function findText(fields: readonly HeaderField[], body: Buffer, budget: Budget): string | null {
  const type = parseType(fieldOf(fields, 'content-type'))
  if (type.value.startsWith('multipart/')) return findTextInParts(body, type.params.get('boundary'), budget)
  if (type.value !== 'text/plain') return null
  if (/^\s*attachment\b/i.test(fieldOf(fields, 'content-disposition'))) return null
  const octets = decodeTransfer(body.subarray(0, maxTextOctets), fieldOf(fields, 'content-transfer-encoding'))
  const text = decodeCharset(octets, type.params.get('charset') ?? 'utf-8').replace(/\r\n?/g, '\n')
  const isFlowed = type.params.get('format')?.toLowerCase() === 'flowed'
  const delSp = type.params.get('delsp')?.toLowerCase() === 'yes'
  return (isFlowed ? decodeFlowed(text, { delSp }) : text).replace(/\n$/, '')
}

function findTextInParts(body: Buffer, boundary: string | undefined, budget: Budget): string | null {
  if (boundary === undefined || boundary === '' || budget.depth >= maxDepth) return null
  for (const part of splitParts(body, boundary)) {
    budget.parts -= 1
    if (budget.parts < 0) return null
    const entity = splitEntity(part)
    const inner = { depth: budget.depth + 1, parts: budget.parts }
    const found = findText(entity.fields, entity.body, inner)
    budget.parts = inner.parts
    if (found !== null) return found
  }
  return null
}

/** The parts between the delimiter lines (RFC 2046 5.1.1); the line end before a delimiter belongs to it. */
export function* splitParts(body: Buffer, boundary: string): Generator<Buffer> {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8')
  let start = -1
  let from = 0
  for (;;) {
    const at = body.indexOf(delimiter, from)
    if (at < 0) break
    from = at + delimiter.length
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const tail = body.subarray(from, from + 200).toString('latin1')
    const line = /^(--)?[ \t]*(?:\r?\n|$)/.exec(tail)
    if (line === null) continue
    if (start >= 0) yield body.subarray(start, endBefore(body, at))
    if (line[1] !== undefined) return
    start = from + line[0].length
  }
  if (start >= 0) yield body.subarray(start) // the closing delimiter is missing
}

function endBefore(body: Buffer, at: number): number {
  const end = at - 1
  return body[end - 1] === 0x0d ? end - 1 : Math.max(0, end)
}

export function decodeTransfer(body: Buffer, encoding: string): Uint8Array {
  switch (encoding.toLowerCase().trim()) {
    case 'base64':
      return fromBase64(body.toString('latin1'))
    case 'quoted-printable':
      return fromQuotedPrintable(body)
    default:
      return body
  }
}

interface MediaType {
  readonly value: string
  readonly params: ReadonlyMap<string, string>
}

/** `text/plain; charset="utf-8"` (RFC 2045 5.1); '' means text/plain. */
export function parseType(header: string): MediaType {
  const value = /^\s*([^;\s]+)/.exec(header)?.[1]?.toLowerCase() ?? 'text/plain'
  const params = new Map<string, string>()
  for (const [, name = '', quoted, plain] of header.matchAll(
    /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g,
  )) {
    const key = name.toLowerCase()
    if (!params.has(key)) params.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
  }
  return { value, params }
}
