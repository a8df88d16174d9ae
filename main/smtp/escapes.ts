// Ways in which text writes octets other than as they are, read back. Octets are held as a string, one character each.

/** The octets that others stand for, and where in those each of them begins; one place more for the end. */
export interface Reading {
  readonly octets: string
  readonly places: readonly number[]
}

/** One way to escape: what an escape looks like, and the octets of one. */
interface Escaping {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => string
}

export const escapings: readonly Escaping[] = [
  // RFC 3986 2.1, and as a form in a web address.
  { pattern: /%([0-9a-f]{2})/gi, read: readPair },
  { pattern: /%([0-9a-f]{2})|\+/gi, read: readPair },
  // Quoted-printable (RFC 2045 6.7), xtext (RFC 3461 4).
  { pattern: /=([0-9a-f]{2})/gi, read: readPair },
  { pattern: /\+([0-9a-f]{2})/gi, read: readPair },
  // JSON (RFC 8259 7), quoted strings (RFC 5321 4.1.2), octets as logs write them.
  {
    pattern: /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi,
    read: readBackslash,
  },
]

/** Without two hex digits it is the plus sign of a web form: a blank. */
function readPair([, pair]: RegExpExecArray): string {
  return pair === undefined ? ' ' : String.fromCharCode(Number.parseInt(pair, 16))
}

function readBackslash([, high, low, unit, octet, character]: RegExpExecArray): string {
  if (character !== undefined) return character
  if (octet !== undefined) return String.fromCharCode(Number.parseInt(octet, 16))
  const units = [high, low, unit].filter((hex) => hex !== undefined)
  return toOctets(String.fromCharCode(...units.map((hex) => Number.parseInt(hex, 16))))
}

/** Reads octets as text that is escaped in this way; undefined: it has no such escape. */
export function readEscaped(octets: string, { pattern, read }: Escaping): Reading | undefined {
  if (octets.search(pattern) === -1) return undefined
  let result = ''
  const places: number[] = []
  const add = (more: string, placeOf: (index: number) => number) => {
    result += more
    for (let index = 0; index < more.length; index += 1) places.push(placeOf(index))
  }
  let end = 0
  const addPlain = (to: number) => {
    const from = end
    add(octets.slice(from, to), (index) => from + index)
  }
  for (const match of octets.matchAll(pattern)) {
    addPlain(match.index)
    add(read(match), () => match.index)
    end = match.index + match[0].length
  }
  addPlain(octets.length)
  return { octets: result, places: [...places, octets.length] }
}

/** The octets of text in UTF-8, each with the place of its character in the text. */
export function readText(text: string): Reading {
  const places: number[] = []
  let place = 0
  for (const character of text) {
    const { length } = toOctets(character)
    for (let index = 0; index < length; index += 1) places.push(place)
    place += character.length
  }
  return { octets: toOctets(text), places: [...places, text.length] }
}

function toOctets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
