// Parameters of Content-Type and Content-Disposition: RFC 2045 5.1, RFC 2231 3 and 4, and what programs write instead.
import { decodeCharset, decodeWords } from '../encoded-word.ts'

export interface Parameters {
  /** What stands before the first semicolon, in small letters; '' where nothing does. */
  readonly value: string
  /** By name in small letters, decoded. */
  readonly params: ReadonlyMap<string, string>
}

const maxParameters = 200

/** Reads one field. Forgiving: a value without quotes goes to the next semicolon. */
export function parseParameters(field: string): Parameters {
  const [first = '', ...rest] = splitAtSemicolons(field)
  const value = /^\s*([^\s()]+)/.exec(first)?.[1]?.toLowerCase() ?? ''
  const raw = new Map<string, string>()
  for (const piece of rest.slice(0, maxParameters)) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    if (!raw.has(name)) raw.set(name, toValue(name, piece.slice(equals + 1).trim()))
  }
  return { value, params: joinSegments(raw) }
}

/** Semicolons inside of quotes separate nothing. */
function splitAtSemicolons(field: string): readonly string[] {
  const pieces: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at < field.length; at += 1) {
    const char = field[at]
    if (char === '\\' && quoted) at += 1
    else if (char === '"') quoted = !quoted
    else if (char === ';' && !quoted) {
      pieces.push(field.slice(start, at))
      start = at + 1
    }
  }
  // A quote that is never closed ends with its piece, so that what follows it is read too.
  return quoted ? [...pieces, ...field.slice(start).split(';')] : [...pieces, field.slice(start)]
}

function toValue(name: string, text: string): string {
  if (text.startsWith('"')) {
    const end = closingQuote(text)
    return text.slice(1, end).replace(/\\(.)/g, '$1')
  }
  // A file name may have spaces and brackets where its program forgot the quotes; elsewhere a comment begins there.
  return /^(?:file)?name/.test(name) ? text : (/^[^\s(]*/.exec(text)?.[0] ?? '')
}

function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

interface Segment {
  readonly index: number
  readonly encoded: boolean
  readonly text: string
}

/** `name*0*=utf-8''a%20; name*1=b` is one value (RFC 2231 3); it goes before a plain `name` of the same field. */
function joinSegments(raw: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const params = new Map<string, string>()
  const long = new Map<string, Segment[]>()
  for (const [key, text] of raw) {
    const [, name = '', index = '0', star] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(key) ?? []
    if (name === '') continue
    if (!key.includes('*')) params.set(name, decodeWords(text))
    else long.set(name, [...(long.get(name) ?? []), { index: Number(index), encoded: star === '*', text }])
  }
  for (const [name, segments] of long) params.set(name, joinOne(segments))
  return params
}

function joinOne(segments: readonly Segment[]): string {
  const ordered = [...segments].sort((a, b) => a.index - b.index)
  const [first] = ordered
  const start = /^([^']*)'[^']*'/.exec(first?.encoded === true ? first.text : '')
  const octets = ordered.map(({ encoded, text }, at) => {
    const value = at === 0 && start !== null ? text.slice(start[0].length) : text
    return encoded ? percentDecode(value) : Buffer.from(value)
  })
  return decodeCharset(Buffer.concat(octets), start?.[1] ?? 'utf-8')
}

function percentDecode(text: string): Buffer {
  const pieces = text.split(/(%[0-9A-Fa-f]{2})/)
  return Buffer.concat(
    pieces.map((piece, at) => (at % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece))),
  )
}
