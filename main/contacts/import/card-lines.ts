// A vCard file as cards of unfolded lines; version 2.1 is brought to the form of 3.0, which the parser of ical.js takes.
import { TextDecoder } from 'node:util'

export interface CardText {
  /** Line of BEGIN:VCARD, from 1. */
  readonly line: number
  /** Unfolded lines between BEGIN and END, ready to be parsed. */
  readonly lines: readonly string[]
  readonly version: string
  /** The file ends inside it. */
  readonly isCut: boolean
}

/** Longest line of a card that is read, characters: photos are longer and have no use here. */
const maxLine = 200_000

interface OpenCard {
  readonly line: number
  readonly raw: string[]
  depth: number
  readonly isIndented: boolean
}

const isIndented = (line: string): boolean => /^[ \t]/.test(line)

/** Splits the file at BEGIN:VCARD and END:VCARD; a card inside a card (2.1: AGENT) is left out. */
export function splitCards(text: string): readonly CardText[] {
  const cards: CardText[] = []
  let open: OpenCard | null = null
  const close = (isCut: boolean) => {
    if (open !== null) cards.push(toCard(open.line, open.raw, isCut))
    open = null
  }
  const lines = text.split(/\r\n|\n|\r/)
  for (const [at, line] of lines.entries()) {
    // A line that is folded goes on with a space, whatever stands behind it.
    const isFolded: boolean = isIndented(line) && open?.isIndented === false
    const word = isFolded ? '' : line.trim().toUpperCase()
    if (word === 'BEGIN:VCARD') {
      const isInner: boolean = open !== null && /^AGENT[;:]/i.test(open.raw.at(-1) ?? '')
      // A card that was never ended ends where the next begins.
      if (open !== null && !isInner) close(true)
      if (open === null) open = { line: at + 1, raw: [], depth: 1, isIndented: isIndented(line) }
      else open.depth += 1
    } else if (word === 'END:VCARD') {
      if (open === null) continue
      const card: OpenCard = open
      card.depth -= 1
      if (card.depth === 0) close(false)
    } else if (open !== null) {
      const card: OpenCard = open
      if (card.depth === 1) card.raw.push(line.slice(0, maxLine))
    }
  }
  close(true)
  return cards
}

function toCard(line: number, raw: readonly string[], isCut: boolean): CardText {
  const unfolded = unfold(raw)
  const version = /^VERSION[^:]*:\s*(\S+)/im.exec(unfolded.find((each) => /^VERSION/i.test(each)) ?? '')?.[1]
  const lines = unfolded.filter((each) => !/^VERSION[;:]/i.test(each)).map(repair)
  return { line, lines, version: version ?? '', isCut }
}

const isQuotedPrintable = (line: string): boolean => /^[^:]*quoted-printable[^:]*:/i.test(line)
const isBase64 = (line: string): boolean => /^[^:]*;(?:encoding=)?(?:b|base64)[;:]/i.test(line)

/** RFC 6350 3.2; and 2.1: soft breaks of quoted-printable, and base64 up to an empty line. */
function unfold(raw: readonly string[]): readonly string[] {
  const lines: string[] = []
  for (const line of raw) {
    const last = lines.at(-1)
    if (last !== undefined && isQuotedPrintable(last) && last.endsWith('=')) {
      lines[lines.length - 1] = last.slice(0, -1) + line.replace(/^[ \t]/, '')
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      lines[lines.length - 1] = last + line.slice(1)
    } else if (last !== undefined && isBase64(last) && /^[A-Za-z0-9+/=]+$/.test(line)) {
      lines[lines.length - 1] = last + line
    } else lines.push(line)
  }
  return lines.filter((line) => line.trim() !== '')
}

/** `TEL;HOME;VOICE:` as `TEL;TYPE=HOME;TYPE=VOICE:`; quoted-printable as the text that it stands for. */
function repair(line: string): string {
  const colon = colonOf(line)
  if (colon < 0) return line
  const [name = '', ...parameters] = splitOutsideQuotes(line.slice(0, colon), ';')
  const value = line.slice(colon + 1)
  let charset = 'utf-8'
  let isEncoded = false
  const kept: string[] = []
  for (const parameter of parameters) {
    const [key = '', ...rest] = parameter.split('=')
    const given = rest.join('=')
    const upper = key.trim().toUpperCase()
    if (upper === 'CHARSET') charset = given
    else if (upper === 'QUOTED-PRINTABLE' || /^quoted-printable$/i.test(given)) isEncoded = true
    else if (upper === 'BASE64') kept.push('ENCODING=b')
    else if (given === '' && upper !== '') kept.push(`TYPE=${key.trim()}`)
    else if (upper !== '') kept.push(parameter)
  }
  const head = [name.trim(), ...kept].join(';')
  return `${head}:${isEncoded ? decodeQuotedPrintable(value, charset) : value}`
}

/** The colon that ends name and parameters: one in a quoted parameter is none. */
export function colonOf(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === ':' && !isQuoted) return at
  }
  return line.indexOf(':')
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = ['']
  let isQuoted = false
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted
    if (char === separator && !isQuoted) parts.push('')
    else parts[parts.length - 1] = (parts.at(-1) ?? '') + char
  }
  return parts
}

/** Line breaks are written as `\n`, as 3.0 has them. An unknown character set is read as UTF-8. */
function decodeQuotedPrintable(text: string, charset: string): string {
  const octets: number[] = []
  const source = Buffer.from(text, 'utf8')
  for (let at = 0; at < source.length; at++) {
    const octet = source[at] ?? 0
    const hex = octet === 0x3d ? source.toString('latin1', at + 1, at + 3) : ''
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      octets.push(parseInt(hex, 16))
      at += 2
    } else octets.push(octet)
  }
  return decoderFor(charset)
    .decode(Uint8Array.from(octets))
    .replaceAll(/\r\n|\n|\r/g, '\\n')
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset.trim())
  } catch {
    return new TextDecoder()
  }
}
