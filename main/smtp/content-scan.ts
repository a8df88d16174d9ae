// What has to be known of a message before MAIL: its size on the wire, what it needs, and whether it may be sent at all.
import { isUtf8 } from 'node:buffer'

export interface ContentFacts {
  /** Octets as the source gives them. */
  readonly sourceOctets: number
  /** Octets with CRLF everywhere, before dot stuffing, without the final dot: what SIZE counts (RFC 1870 5). */
  readonly octets: number
  /** Offset of the first octet over 127, if any: needs 8BITMIME (RFC 6152). */
  readonly eightBitAt?: number
  /** The header has UTF-8 in it: needs SMTPUTF8 (RFC 6531 3.1). */
  readonly isHeaderUtf8: boolean
  /** A LF without CR, or no CRLF at the end: the content is rewritten on its way. */
  readonly needsLineEnds: boolean
  /** A line begins with a dot: has to be stuffed under DATA (RFC 5321 4.5.2). */
  readonly hasDotLines: boolean
}

/** Why content is refused before anything is sent. One line, with the offset. */
export interface ContentProblem {
  readonly problem: string
}

/** Longest line without its CRLF (RFC 5321 4.5.3.1.6, RFC 5322 2.1.1). */
export const MAX_TEXT_LINE = 998
const MAX_HEADER_KEPT = 1024 * 1024

/** Below this an octet at a time is as fast. */
const LEAP_OCTETS = 512

const LF = 0x0a
const CR = 0x0d
const DOT = 0x2e
/** With its CRLF. */
const BASE64_LINE = 78
const BASE64_CHAR = 0x41

/** Reads content once, a chunk at a time; `finish` tells what was found. */
export class ContentScan {
  #offset = 0
  #lineStart = 0
  #addedCrs = 0
  #eightBitAt = -1
  #hasDotLines = false
  #previous = -1
  #problem: string | undefined
  #header: Buffer[] | undefined = []
  #headerOctets = 0

  /** Takes the next octets. After the first problem the rest is not looked at. */
  push(chunk: Uint8Array): void {
    if (this.#problem !== undefined) return
    const start = this.#offset
    let previous = this.#previous
    let lineStart = this.#lineStart
    let mayLeap = chunk.length >= LEAP_OCTETS
    for (let index = 0; index < chunk.length; index += 1) {
      if (mayLeap && start + index === lineStart && this.#header === undefined) {
        mayLeap = false
        const leap = leapOverLines(chunk.subarray(index))
        if (leap.octets > 0) {
          if (leap.hasDotLines) this.#hasDotLines = true
          if (leap.eightBitAt >= 0 && this.#eightBitAt === -1)
            this.#eightBitAt = start + index + leap.eightBitAt
          index += leap.octets
          lineStart = start + index
          previous = LF
          if (index === chunk.length) break
        }
      }
      const octet = chunk[index] ?? 0
      const at = start + index
      if (previous === CR && octet !== LF) {
        this.#refuse(`a CR without LF at octet ${at - 1}`)
        return
      }
      if (octet === LF) {
        if (previous !== CR) this.#addedCrs += 1
        const end = previous === CR ? at - 1 : at
        if (end - lineStart > MAX_TEXT_LINE) {
          this.#refuse(tooLong(end - lineStart, lineStart))
          return
        }
        if (end === lineStart && this.#header !== undefined) this.#endHeader(chunk.subarray(0, index))
        lineStart = at + 1
      } else if (octet === DOT) {
        if (at === lineStart) this.#hasDotLines = true
      } else if (octet > 127) {
        if (this.#eightBitAt === -1) this.#eightBitAt = at
      } else if (octet === 0) {
        this.#refuse(`a NUL at octet ${at}`)
        return
      }
      previous = octet
    }
    this.#offset = start + chunk.length
    this.#previous = previous
    this.#lineStart = lineStart
    if (this.#header !== undefined) this.#keepHeader(chunk)
    // A line without end must not be read to its end to be refused.
    if (this.#offset - lineStart > MAX_TEXT_LINE + 1)
      this.#refuse(tooLong(this.#offset - lineStart, lineStart))
  }

  /** As if lines of base64 were pushed at the start of a line of the body: 76 characters each, CRLF between them, none at the end. */
  passBase64(octets: number): void {
    if (octets === 0 || this.#problem !== undefined) return
    if (this.#header !== undefined || this.#offset !== this.#lineStart)
      throw new Error('The file does not begin a line of the body.')
    this.#offset += octets
    this.#lineStart = this.#offset - (octets % BASE64_LINE)
    this.#previous = BASE64_CHAR
  }

  finish(): ContentFacts | ContentProblem {
    if (this.#problem === undefined && this.#previous === CR)
      this.#refuse(`a CR without LF at octet ${this.#offset - 1}`)
    const tail = this.#offset - this.#lineStart
    if (this.#problem === undefined && tail > MAX_TEXT_LINE) this.#refuse(tooLong(tail, this.#lineStart))
    if (this.#problem !== undefined) return { problem: this.#problem }
    if (this.#header !== undefined) this.#endHeader(new Uint8Array())
    const missingEnd = tail > 0 ? 2 : 0
    return {
      sourceOctets: this.#offset,
      octets: this.#offset + this.#addedCrs + missingEnd,
      ...(this.#eightBitAt === -1 ? {} : { eightBitAt: this.#eightBitAt }),
      isHeaderUtf8: this.#isHeaderUtf8,
      needsLineEnds: this.#addedCrs + missingEnd > 0,
      hasDotLines: this.#hasDotLines,
    }
  }

  #isHeaderUtf8 = false

  #endHeader(rest: Uint8Array): void {
    this.#keepHeader(rest)
    const header = Buffer.concat(this.#header ?? [])
    this.#header = undefined
    // Octets over 127 that are no UTF-8 are an old habit of 8-bit headers; 8BITMIME is all that can be asked for them.
    this.#isHeaderUtf8 = this.#eightBitAt !== -1 && this.#eightBitAt < this.#headerOctets && isUtf8(header)
  }

  #keepHeader(chunk: Uint8Array): void {
    this.#headerOctets += chunk.length
    if (this.#headerOctets <= MAX_HEADER_KEPT) this.#header?.push(Buffer.from(chunk))
  }

  #refuse(problem: string): void {
    this.#problem ??= problem
  }
}

interface Leap {
  /** Octets of the whole lines that nothing is wrong with. */
  readonly octets: number
  readonly hasDotLines: boolean
  /** Where the first octet over 127 is in them; -1: nowhere. */
  readonly eightBitAt: number
}

/** Lines that end in CRLF and are not too long, from the beginning: almost all that a mail program writes. */
function leapOverLines(octets: Uint8Array): Leap {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  let lineStart = 0
  let hasDotLines = false
  let eightBitAt = -1
  for (let at = nextStrange(view, 0); at < octets.length; at = nextStrange(view, at)) {
    const octet = octets[at]
    if (octet === CR) {
      if (octets[at + 1] !== LF || at - lineStart > MAX_TEXT_LINE) break
      if (octets[lineStart] === DOT) hasDotLines = true
      at += 2
      lineStart = at
    } else if (octet === LF || octet === 0) break
    else {
      if (octet !== undefined && octet > 127 && eightBitAt === -1) eightBitAt = at
      at += 1
    }
  }
  return { octets: lineStart, hasDotLines, eightBitAt: eightBitAt < lineStart ? eightBitAt : -1 }
}

/** Where the next control character or octet over 127 is, from `from`; four octets are looked at at once. */
function nextStrange(view: DataView, from: number): number {
  const length = view.byteLength
  let at = from
  for (const end = length - 3; at < end; at += 4) {
    const four = view.getInt32(at, true)
    // An octet below 0x20 borrows, so that its highest bit is set behind the subtraction; one over 127 has it set before.
    if ((((four - 0x20202020) | four) & 0x80808080) !== 0) break
  }
  for (; at < length; at += 1) {
    const octet = view.getUint8(at)
    if (octet < 0x20 || octet > 127) return at
  }
  return length
}

function tooLong(octets: number, lineStart: number): string {
  return `a line of ${octets} octets at octet ${lineStart}; ${MAX_TEXT_LINE} is the most`
}

/** Facts of content that is sent as it is, octet for octet (BINARYMIME, RFC 3030 3). */
export function binaryFacts(octets: number): ContentFacts {
  return {
    sourceOctets: octets,
    octets,
    isHeaderUtf8: false,
    needsLineEnds: false,
    hasDotLines: false,
    eightBitAt: 0,
  }
}
