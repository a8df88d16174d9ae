// Octets from the server → replies, however they are cut into segments.
import { toReply } from './reply.ts'
import type { Reply } from './types.ts'

/** Longest line taken, without its line end. RFC 5321 4.5.3.1.5 says 512, and servers exceed it. */
export const MAX_LINE_OCTETS = 8 * 1024
/** Longest reply taken: all its lines, without line ends. */
export const MAX_REPLY_OCTETS = 64 * 1024

/** What came is no reply (RFC 5321 4.2). The only error that the parser throws. */
export class ReplySyntaxError extends Error {
  override readonly name = 'ReplySyntaxError'
}

export interface ReplyListener {
  /** A whole line, before it becomes part of a reply; what it returns stands in the reply (redaction, P25). */
  line(text: string): string
  reply(reply: Reply): void
}

const LF = 0x0a
const CR = 0x0d

/**
 * Incremental parser for replies. Lines end in CRLF and in nothing else (RFC 5321 2.3.8): a lone LF could cut one
 * refusal into a refusal and an acceptance, so it is an error. Keeps at most one line and one reply in memory.
 */
export class ReplyParser {
  readonly #listener: ReplyListener
  /** The octets of the unfinished line. */
  #rest: Buffer | undefined
  #code = 0
  #lines: string[] = []
  #octets = 0

  constructor(listener: ReplyListener) {
    this.#listener = listener
  }

  /** Whether a reply has begun and is not finished. */
  get isInside(): boolean {
    return this.#rest !== undefined || this.#lines.length > 0
  }

  /** Takes the next octets; calls the listener for each line and each reply in them. Throws `ReplySyntaxError`. */
  push(chunk: Buffer): void {
    let input = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk])
    // What was searched before need not be searched again: a line that arrives octet by octet costs no more.
    let from = this.#rest?.length ?? 0
    this.#rest = undefined
    for (;;) {
      const end = input.indexOf(LF, from)
      if (end === -1) break
      this.#takeLine(input, end)
      input = input.subarray(end + 1)
      from = 0
    }
    if (input.length > 0) this.#keep(input)
  }

  #keep(rest: Buffer): void {
    // One more than the limit may wait: it can be the CR of the line end.
    if (rest.length > MAX_LINE_OCTETS + 1) throw new ReplySyntaxError(tooLongLine)
    // A copy, so that the segment that the socket gave is not held by its last octets.
    this.#rest = Buffer.from(rest)
  }

  #takeLine(input: Buffer, end: number): void {
    if (end === 0 || input[end - 1] !== CR) throw new ReplySyntaxError('a reply line ends in LF without CR')
    const octets = end - 1
    if (octets > MAX_LINE_OCTETS) throw new ReplySyntaxError(tooLongLine)
    this.#octets += octets
    if (this.#octets > MAX_REPLY_OCTETS)
      throw new ReplySyntaxError(`the reply is longer than ${MAX_REPLY_OCTETS} octets`)
    const text = this.#listener.line(input.toString('utf8', 0, octets))
    this.#addLine(text, codeOf(input, octets), input[3])
  }

  #addLine(text: string, code: number | undefined, separator: number | undefined): void {
    if (code === undefined) throw new ReplySyntaxError(noReply(text))
    if (this.#lines.length > 0 && code !== this.#code)
      // RFC 5321 4.2.1: the code of all lines is the same. Which one would be meant here, nobody can tell.
      throw new ReplySyntaxError(`the lines of one reply have the codes ${this.#code} and ${code}`)
    this.#code = code
    this.#lines.push(text)
    if (separator === HYPHEN) return
    const lines = this.#lines
    this.#lines = []
    this.#octets = 0
    this.#listener.reply(toReply(code, lines))
  }
}

const HYPHEN = 0x2d
const SPACE = 0x20
const tooLongLine = `a reply line is longer than ${MAX_LINE_OCTETS} octets`

/**
 * The code of a line: three digits, the first 1 to 5, then a blank, a hyphen or the line's end (RFC 5321 4.2: a client
 * takes a code without text). 1yz is read as well, to be refused by name where it answers something.
 */
function codeOf(input: Buffer, length: number): number | undefined {
  if (length < 3) return undefined
  const separator = input[3]
  if (length > 3 && separator !== SPACE && separator !== HYPHEN) return undefined
  let code = 0
  for (let index = 0; index < 3; index += 1) {
    const digit = (input[index] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return undefined
    code = code * 10 + digit
  }
  return code >= 100 && code < 600 ? code : undefined
}

/** A web server is told from other rubbish (a captive portal answers so); nothing else of the line is repeated (P25). */
function noReply(text: string): string {
  const isWeb = /^(HTTP\/\d|<!doctype|<html)/i.test(text)
  return isWeb
    ? 'the server sent an HTTP/1 answer in place of a reply'
    : 'the server sent a line that is no reply'
}
