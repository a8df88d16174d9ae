// A file as base64 (RFC 2045 6.8), in the same memory again and again: a large one leaves no garbage of its size behind.

/** Octets of a line, and characters that they become: 76, the longest line allowed. */
const lineOctets = 57
const lineChars = 76
/** Lines with their CRLF fill a piece of 256 KB. */
const linesAtOnce = 3_360
/** Lines that the library encodes in one go: the text of so many stays in the processor's cache. */
const linesAtATime = 480
const crlf = 0x0a0d

/**
 * Lines of 76 characters with CRLF between them and none at the end. A piece that is read is used up before the next is
 * asked for. What is given stays as it is until `lasting` further pieces have been asked for; 0: it is to be used up before the next.
 */
export async function* encodeBase64Lines(source: AsyncIterable<Buffer>, lasting = 0): AsyncGenerator<Buffer> {
  const blocks = Array.from({ length: lasting + 1 }, () => new LineBlock())
  const carry = Buffer.allocUnsafeSlow(lineOctets)
  let carried = 0
  let turn = 0
  let isFirst = true
  const next = (): LineBlock => blocks[turn++ % blocks.length] ?? new LineBlock()
  let block = next()
  for await (const piece of source) {
    let at = 0
    while (at < piece.length) {
      if (carried > 0 || piece.length - at < lineOctets) {
        const taken = piece.copy(carry, carried, at)
        at += taken
        carried += taken
        if (carried < lineOctets) continue
        block.add(carry, isFirst)
        carried = 0
      } else {
        const whole = piece.length - at - ((piece.length - at) % lineOctets)
        at += block.add(piece.subarray(at, at + whole), isFirst)
      }
      isFirst = false
      if (!block.isFull) continue
      yield block.take()
      block = next()
    }
  }
  if (carried > 0) block.add(carry.subarray(0, carried), isFirst)
  const rest = block.take()
  if (rest.length > 0) yield rest
}

/** How many octets these lines have: of a file whose size is known nothing has to be read. */
export function base64LinesOctets(octets: number): number {
  if (octets === 0) return 0
  const chars = 4 * Math.ceil(octets / 3)
  return chars + 2 * (Math.ceil(octets / lineOctets) - 1)
}

/** Lines are copied eight characters at a time, as numbers of the processor: none that base64 can make is changed by that (it is no NaN). */
class LineBlock {
  #lines = 0
  #output = Buffer.alloc(0)
  #length = 0

  get isFull(): boolean {
    return this.#lines >= linesAtOnce
  }

  /** Takes whole lines, or the last one; tells how many octets it has taken. */
  add(octets: Buffer, isFirst: boolean): number {
    const given = Math.ceil(octets.length / lineOctets)
    const lines = Math.min(given, linesAtOnce - this.#lines, linesAtATime)
    const taken = Math.min(octets.length, lines * lineOctets)
    this.#reserve(lines)
    this.#length = writeLines(octets.toString('base64', 0, taken), this.#output, this.#length, isFirst)
    this.#lines += lines
    return taken
  }

  take(): Buffer {
    const filled = this.#output.subarray(0, this.#length)
    this.#length = 0
    this.#lines = 0
    return filled
  }

  /** A small file takes little memory. */
  #reserve(lines: number): void {
    const needed = this.#length + lines * (lineChars + 2)
    if (needed <= this.#output.length) return
    const most = linesAtOnce * (lineChars + 2)
    const larger = Buffer.allocUnsafeSlow(Math.min(most, Math.max(needed, 2 * this.#output.length)))
    this.#output.copy(larger, 0, 0, this.#length)
    this.#output = larger
  }
}

/** All blocks of this thread use it in turn; nothing waits while it is in use. */
const chars = Buffer.allocUnsafeSlow(lineChars * linesAtATime)
const charsView = new DataView(chars.buffer)

/** Writes the characters as lines from `to`; gives where they end. */
function writeLines(text: string, output: Buffer, to: number, isFirst: boolean): number {
  const length = chars.write(text, 'latin1')
  const view = new DataView(output.buffer, output.byteOffset, output.length)
  let end = to
  for (let at = 0; at < length; at += lineChars) {
    if (!isFirst || at > 0) {
      view.setUint16(end, crlf, true)
      end += 2
    }
    if (length - at < lineChars) return end + chars.copy(output, end, at, length)
    for (let pair = 0; pair < 72; pair += 8) {
      view.setFloat64(end + pair, charsView.getFloat64(at + pair, true), true)
    }
    view.setUint32(end + 72, charsView.getUint32(at + 72, true), true)
    end += lineChars
  }
  return end
}
