// A file as base64 (RFC 2045 6.8), in the same memory again and again: a large one leaves no garbage of its size behind.

/** Octets of a line, and characters that they become: 76, the longest line allowed. */
const lineOctets = 57
const lineChars = 76
const linesAtOnce = 1_024
const crlf = [0x0d, 0x0a] as const

/**
 * Lines of 76 characters with CRLF between them and none at the end. A piece that is read is used up before the next is
 * asked for, and so must be what is given.
 */
export async function* encodeBase64Lines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = Buffer.allocUnsafeSlow(lineOctets * linesAtOnce)
  const encoder = new LineEncoder()
  let filled = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length;) {
      const taken = piece.copy(input, filled, at)
      at += taken
      filled += taken
      if (filled < input.length) continue
      yield encoder.encode(input)
      filled = 0
    }
  }
  if (filled > 0) yield encoder.encode(input.subarray(0, filled))
}

class LineEncoder {
  readonly #chars = Buffer.allocUnsafeSlow(lineChars * linesAtOnce)
  readonly #output = Buffer.allocUnsafeSlow((lineChars + 2) * linesAtOnce)
  #isFirst = true

  /** All but the last call take whole lines. */
  encode(octets: Buffer): Buffer {
    const length = this.#chars.write(octets.toString('base64'), 'latin1')
    let end = 0
    for (let at = 0; at < length; at += lineChars) {
      if (!this.#isFirst) {
        this.#output.set(crlf, end)
        end += crlf.length
      }
      this.#isFirst = false
      end += this.#chars.copy(this.#output, end, at, Math.min(at + lineChars, length))
    }
    return this.#output.subarray(0, end)
  }
}
