// A file as base64 (RFC 2045 6.8), in the same memory again and again: a large one leaves no garbage of its size behind.

/** Octets of a line, and characters that they become: 76, the longest line allowed. */
const lineOctets = 57
const lineChars = 76
/** Lines with their CRLF fill a piece of 512 KB. */
const linesAtOnce = 6_720
/** Lines that are encoded in one go, in the processor's cache. */
const linesAtATime = 480
/** CR and LF as a pair in this machine's order. */
const crlf = toPair('\r\n')
/** The two characters of each 12 bits. */
const charPairs = createCharPairs()

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

function createCharPairs(): Uint16Array {
  const table = new Uint16Array(4_096)
  for (let bits = 0; bits < table.length; bits += 1)
    table[bits] = toPair(
      Buffer.of(bits >> 4, (bits & 15) << 4)
        .toString('base64')
        .slice(0, 2),
    )
  return table
}

function toPair(chars: string): number {
  return new Uint16Array(Uint8Array.from(chars, (char) => char.charCodeAt(0)).buffer)[0] ?? 0
}

/** How many octets these lines have: of a file whose size is known nothing has to be read. */
export function base64LinesOctets(octets: number): number {
  if (octets === 0) return 0
  const chars = 4 * Math.ceil(octets / 3)
  return chars + 2 * (Math.ceil(octets / lineOctets) - 1)
}

/**
 * Two characters at a time, from a table. The library's own encoder takes half the time, but it gives strings, and those of a large
 * file fill all the memory that the engine keeps for young objects.
 */
class LineBlock {
  #lines = 0
  #output = Buffer.alloc(0)
  #length = 0

  get isFull(): boolean {
    return this.#lines >= linesAtOnce
  }

  /** Takes whole lines, or the last one; tells how many octets it has taken. */
  add(octets: Buffer, isFirst: boolean): number {
    const lines = Math.min(Math.ceil(octets.length / lineOctets), linesAtOnce - this.#lines)
    const taken = Math.min(octets.length, lines * lineOctets)
    this.#reserve(lines)
    this.#length = writeLines(octets.subarray(0, taken), this.#output, this.#length, isFirst)
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

/** Writes lines from `to`; gives where they end. */
function writeLines(octets: Buffer, output: Buffer, to: number, isFirst: boolean): number {
  let end = to
  for (let at = 0; at < octets.length; at += scratch.length) {
    const taken = octets.copy(scratch, 0, at)
    const lines = Math.floor(taken / lineOctets)
    encodeScratch(lines)
    const skipped = isFirst && at === 0 && lines > 0 ? 2 : 0
    end += encoded.copy(output, end, skipped, lines * (lineChars + 2))
    const whole = lines * lineOctets
    if (whole === taken) continue
    if (!isFirst || at + whole > 0) end += output.write('\r\n', end, 'latin1')
    end += output.write(scratch.toString('base64', whole, taken), end, 'latin1')
  }
  return end
}

/** Memory that never changes its place, by names of its own in the loop: measured a quarter faster than memory that is handed in. */
const scratch = Buffer.allocUnsafeSlow(lineOctets * linesAtATime)
const scratchOctets = new Uint8Array(scratch.buffer)
const encodedPairs = new Uint16Array((lineChars / 2 + 1) * linesAtATime)
const encoded = Buffer.from(encodedPairs.buffer)

/** Encodes so many lines, each behind a CRLF. */
function encodeScratch(lines: number): void {
  const octets = scratchOctets
  const pairs = encodedPairs
  const table = charPairs
  let at = 0
  let pair = 0
  for (let line = 0; line < lines; line += 1) {
    pairs[pair++] = crlf
    for (const end = at + lineOctets; at < end; at += 3, pair += 2) {
      const second = octets[at + 1] ?? 0
      pairs[pair] = table[((octets[at] ?? 0) << 4) | (second >> 4)] ?? 0
      pairs[pair + 1] = table[((second & 15) << 8) | (octets[at + 2] ?? 0)] ?? 0
    }
  }
}
