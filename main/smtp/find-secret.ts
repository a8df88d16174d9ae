// Where in a text a secret stands, however it is written (P25). Pure.
import { escapings, readEscaped, readText, type Reading } from './escapes.ts'

/** From, and up to before. */
type Range = readonly [from: number, to: number]

/** A secret as it is looked for. */
export interface Needle {
  /** One character for each octet. */
  readonly octets: string
  readonly hex: string
  /** Each octet as it is or as two digits behind the mark: what stands before may end in a mark, and begin with digits itself. */
  readonly escaped: readonly { readonly mark: string; readonly pattern: RegExp }[]
  /** Inside of a longer base64 text the same octets stand in one of three rows of letters. */
  readonly base64: readonly string[]
}

/** Shorter ones would hide half of an innocent line and tell more than they conceal. */
const LEAST = 4
/** Layers of writing that are taken off: base64 in a web address has two. More would give a server a way to keep this computer busy. */
const DEPTH = 2

/** Digits of octets, also in groups as `4b:72`. */
const hexRuns = /[0-9a-f](?:[ :,-]?[0-9a-f]){7,}/gi
/** Words that may be base64 in the one alphabet or the other (RFC 4648 4, 5). A hyphen may also part words of the first. */
const base64Words = [/[A-Za-z0-9+/]{4,}={0,2}/g, /[A-Za-z0-9_-]{4,}={0,2}/g] as const

/** The octets that a secret may have: in UTF-8, in latin1, and what becomes of each when it is read as the other. */
export function toNeedles(secret: string): readonly Needle[] {
  const utf8 = Buffer.from(secret, 'utf8')
  if (/^[\x20-\x7e]*$/.test(secret)) return [toNeedle(utf8)]
  const misread = Buffer.from(utf8.toString('latin1'), 'utf8')
  const latin1 = Buffer.from(secret, 'latin1')
  const isLatin1 = latin1.toString('latin1') === secret
  const ofLatin1 = isLatin1 ? [latin1, Buffer.from(latin1.toString('utf8'), 'utf8')] : []
  return [utf8, misread, ...ofLatin1].map(toNeedle)
}

function toNeedle(octets: Buffer): Needle {
  return {
    octets: octets.toString('latin1'),
    hex: octets.toString('hex'),
    escaped: ['%', '=', '+'].map((mark) => ({ mark, pattern: toEscaped(octets, mark) })),
    base64: [0, 1, 2].map((before) => lettersOf(octets, before)).filter(({ length }) => length >= LEAST),
  }
}

/** `=C3` of quoted-printable, `%C3` of a web address (where a blank may be a plus sign), `+C3` of xtext. */
function toEscaped(octets: Buffer, mark: string): RegExp {
  const parts = [...octets].map((octet) => {
    const literal = `\\x${octet.toString(16).padStart(2, '0')}`
    const digits = Array.from(
      octet.toString(16).padStart(2, '0'),
      (digit) => `[${digit}${digit.toUpperCase()}]`,
    )
    const blank = mark === '%' && octet === 0x20 ? '|\\+' : ''
    return `(?:${literal}|\\${mark}${digits.join('')}${blank})`
  })
  return new RegExp(parts.join(''), 'g')
}

/** The letters of base64 that these octets alone decide, behind so many others. */
function lettersOf(octets: Buffer, before: number): string {
  const letters = Buffer.concat([Buffer.alloc(before), octets]).toString('base64')
  return letters.slice(Math.ceil((before * 8) / 6), Math.floor(((before + octets.length) * 8) / 6))
}

/** The places of the secrets in the text: plain, escaped, in hex, and whole words of base64 that carry one. */
export function findSecrets(text: string, needles: readonly Needle[]): readonly Range[] {
  if (/^[\0-\x7f]*$/.test(text)) return findIn(text, needles, DEPTH)
  return findInside(readText(text), needles, DEPTH)
}

/** The same in octets. `depth`: layers of writing that may still be taken off. */
function findIn(octets: string, needles: readonly Needle[], depth: number): readonly Range[] {
  const found = [
    ...needles.flatMap((needle) => occurrences(octets, needle.octets)),
    ...needles.flatMap((needle) => findEscaped(octets, needle)),
    ...findHex(octets, needles, depth),
    ...findBase64(octets, needles, depth),
    ...(depth === 0 ? [] : escapings.map((escaping) => readEscaped(octets, escaping))).flatMap((reading) =>
      reading === undefined ? [] : findInside(reading, needles, depth - 1),
    ),
  ]
  return found.filter(([from, to]) => to - from >= LEAST)
}

function findInside({ octets, places }: Reading, needles: readonly Needle[], depth: number): Range[] {
  return findIn(octets, needles, depth).map(([from, to]) => [places[from] ?? 0, places[to] ?? 0])
}

function occurrences(octets: string, sought: string): Range[] {
  const found: Range[] = []
  if (sought === '') return found
  for (let at = octets.indexOf(sought); at !== -1; at = octets.indexOf(sought, at + 1))
    found.push([at, at + sought.length])
  return found
}

function findEscaped(octets: string, { escaped }: Needle): Range[] {
  return escaped.flatMap(({ mark, pattern }) =>
    octets.includes(mark)
      ? [...octets.matchAll(pattern)].map(({ 0: { length }, index }): Range => [index, index + length])
      : [],
  )
}

function findHex(octets: string, needles: readonly Needle[], depth: number): Range[] {
  return [...octets.matchAll(hexRuns)].flatMap(({ 0: run, index }) => {
    const digits = run.replaceAll(/[ :,-]/g, '').toLowerCase()
    const places = [...run.matchAll(/[0-9a-f]/gi)].map((digit) => index + digit.index)
    const found = needles
      .flatMap(({ hex }) => occurrences(digits, hex))
      .map(([from, to]): Range => [places[from] ?? 0, (places[to - 1] ?? 0) + 1])
    // It may begin with a digit of something else.
    const isCarrier = found.length === 0 && isIn([digits, digits.slice(1)], 'hex', needles, depth)
    return isCarrier ? [[index, index + run.length]] : found
  })
}

function findBase64(octets: string, needles: readonly Needle[], depth: number): Range[] {
  return base64Words.flatMap((words, alphabet) =>
    [...octets.matchAll(words)]
      // The same in both, where it has neither of the other's two letters.
      .filter(([word]) => alphabet === 0 || /[_-]/.test(word))
      .filter(([word]) => isBase64Carrier(word.replaceAll('-', '+').replaceAll('_', '/'), needles, depth))
      .map(({ 0: word, index }): Range => [index, index + word.length]),
  )
}

function isBase64Carrier(word: string, needles: readonly Needle[], depth: number): boolean {
  return (
    needles.some(({ base64 }) => base64.some((row) => word.includes(row))) ||
    // It may begin with letters of something else.
    isIn(
      [0, 1, 2, 3].map((from) => word.slice(from)),
      'base64',
      needles,
      depth,
    )
  )
}

/** Whether what the words encode has a secret in it. */
function isIn(
  words: readonly string[],
  encoding: 'hex' | 'base64',
  needles: readonly Needle[],
  depth: number,
): boolean {
  const [{ length } = ''] = words
  // What is written in yet another way has no fewer letters than the secret has octets.
  if (depth === 0 || needles.every(({ octets }) => octets.length > length)) return false
  return words.some(
    (word) => findIn(Buffer.from(word, encoding).toString('latin1'), needles, depth - 1).length > 0,
  )
}
