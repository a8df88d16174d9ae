import { createContentReader } from './content-reader.ts'

/** RFC 5321 4.5.3.1.4 asks for 512, RFC 4954 4 for 12288 with AUTH. */
const maxLineOctets = 12_288

/** Why nothing more is read. */
export type Ended = 'closed' | 'idle'
export type Line =
  { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' } | { readonly kind: Ended }

/** Lines and content out of a stream of octets that may be cut anywhere. */
export interface Input {
  /** The next command line, without its line end. */
  line(): Promise<Line>
  /** Content up to the final dot; null where it is over `maxOctets`. */
  content(maxOctets: number): Promise<Buffer | null | Ended>
  /** Drops what came and was not read yet. */
  forget(): void
}

/** @param nextChunk waits for more octets, or says why there are none. */
export function createInput(nextChunk: () => Promise<Buffer | Ended>): Input {
  let buffered: Buffer = Buffer.alloc(0)

  async function more(): Promise<Ended | null> {
    const chunk = await nextChunk()
    if (typeof chunk === 'string') return chunk
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    return null
  }
  function takeLine(end: number): Line {
    const text = buffered.toString('utf8', 0, buffered[end - 1] === 0x0d ? end - 1 : end)
    buffered = buffered.subarray(end + 1)
    return end > maxLineOctets ? { kind: 'too-long' } : { kind: 'line', text }
  }
  return {
    async line() {
      let tooLong = false
      for (;;) {
        const end = buffered.indexOf('\n')
        if (end >= 0) {
          const line = takeLine(end)
          return tooLong ? { kind: 'too-long' } : line
        }
        if (buffered.length > maxLineOctets) {
          tooLong = true
          buffered = Buffer.alloc(0)
        }
        const ended = await more()
        if (ended !== null) return { kind: ended }
      }
    },
    async content(maxOctets) {
      const reader = createContentReader(maxOctets)
      for (;;) {
        const rest = reader.push(buffered)
        buffered = rest ?? Buffer.alloc(0)
        if (rest !== null) return reader.content()
        const ended = await more()
        if (ended !== null) return ended
      }
    },
    forget() {
      buffered = Buffer.alloc(0)
    },
  }
}
