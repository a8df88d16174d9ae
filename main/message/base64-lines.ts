// A file as base64 (RFC 2045 6.8), in the same memory again and again: a large one leaves no garbage of its size behind.

/** Octets of a line, and characters that they become: 76, the longest line allowed. */
const lineOctets = 57
const lineChars = 76
const linesAtOnce = 1_024
const linePairs = lineChars / 2
/** CR and LF as a pair in this machine's order. */
const crlf = new Uint16Array(Uint8Array.of(0x0d, 0x0a).buffer)[0] ?? 0

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

/** Two characters at a time: a line is a whole number of pairs, and a copy of a line by the library costs more than its 38. */
class LineEncoder {
  readonly #chars = Buffer.allocUnsafeSlow(lineChars * linesAtOnce)
  readonly #pairs = new Uint16Array(this.#chars.buffer)
  readonly #output = Buffer.allocUnsafeSlow((lineChars + 2) * linesAtOnce)
  readonly #outputPairs = new Uint16Array(this.#output.buffer)
  #isFirst = true

  /** All but the last call take whole lines. */
  encode(octets: Buffer): Buffer {
    const length = this.#chars.write(octets.toString('base64'), 'latin1')
    const pairs = length / 2
    let to = 0
    for (let at = 0; at < pairs;) {
      if (!this.#isFirst) this.#outputPairs[to++] = crlf
      this.#isFirst = false
      for (const end = Math.min(at + linePairs, pairs); at < end; at += 1, to += 1) {
        this.#outputPairs[to] = this.#pairs[at] ?? 0
      }
    }
    return this.#output.subarray(0, 2 * to)
  }
}
