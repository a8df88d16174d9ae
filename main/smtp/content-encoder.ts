// Content on its way to the wire: CRLF everywhere, dots stuffed. Streaming; what needs no change is passed on uncopied.

/** Turns octets into octets, a chunk at a time. */
export interface Encoder {
  push(chunk: Buffer): Buffer
  /** What is still owed at the end. */
  end(): Buffer
}

const LF = 0x0a
const CR = 0x0d
const DOT = 0x2e
const none = Buffer.alloc(0)
const crlf = Buffer.from('\r\n')
const dot = Buffer.from('.')

/** LF without CR becomes CRLF, and a missing last CRLF is added (RFC 5321 2.3.8). */
export function createLineEnds(): Encoder {
  let last = LF
  return {
    push(chunk) {
      if (chunk.length === 0) return chunk
      const pieces: Buffer[] = []
      let from = 0
      for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) {
        if ((at === 0 ? last : chunk[at - 1]) === CR) continue
        pieces.push(chunk.subarray(from, at), crlf)
        from = at + 1
      }
      last = chunk[chunk.length - 1] ?? last
      return from === 0 ? chunk : Buffer.concat([...pieces, chunk.subarray(from)])
    },
    end: () => (last === LF ? none : crlf),
  }
}

/** Doubles a dot at the start of a line (RFC 5321 4.5.2). Expects CRLF line ends. */
export function createDotStuffing(): Encoder {
  let isLineStart = true
  return {
    push(chunk) {
      if (chunk.length === 0) return chunk
      const pieces: Buffer[] = []
      if (isLineStart && chunk[0] === DOT) pieces.push(dot)
      let from = 0
      for (let at = chunk.indexOf('\n.'); at !== -1; at = chunk.indexOf('\n.', at + 1)) {
        pieces.push(chunk.subarray(from, at + 1), dot)
        from = at + 1
      }
      isLineStart = chunk[chunk.length - 1] === LF
      return pieces.length === 0 ? chunk : Buffer.concat([...pieces, chunk.subarray(from)])
    },
    end: () => none,
  }
}

/** One encoder behind another. */
export function chain(first: Encoder, second: Encoder): Encoder {
  return {
    push: (chunk) => second.push(first.push(chunk)),
    end: () => Buffer.concat([second.push(first.end()), second.end()]),
  }
}

/** Changes nothing. */
export const identity: Encoder = { push: (chunk) => chunk, end: () => none }
