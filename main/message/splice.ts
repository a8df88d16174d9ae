// The library writes the structure of the message with a mark in each file's place; the file itself takes its place here.
import { createHash } from 'node:crypto'

export interface Mark {
  /** What the library is given for the file. */
  readonly octets: Buffer
  /** What it writes for that: one line of base64. */
  readonly line: Buffer
}

/** 57 octets are one line of base64; none that a person could type. `seed` and `index` tell it from all others. */
export function createMark(seed: string, index: number): Mark {
  const octets = Buffer.from(createHash('sha256').update(`${seed} ${index}`).digest('hex').slice(0, 57))
  return { octets, line: Buffer.from(octets.toString('base64')) }
}

export interface Spliced {
  readonly mark: Mark
  readonly open: () => AsyncIterable<Buffer>
}

/** The structure with each mark, in their order, replaced by what is opened for it. */
export async function* splice(
  structure: AsyncIterable<Buffer>,
  files: readonly Spliced[],
): AsyncGenerator<Buffer> {
  const ahead = [...files]
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of structure) {
    let text = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (let next = ahead[0]; next !== undefined; next = ahead[0]) {
      const at = text.indexOf(next.mark.line)
      if (at < 0) break
      if (at > 0) yield text.subarray(0, at)
      yield* next.open()
      text = text.subarray(at + next.mark.line.length)
      ahead.shift()
    }
    // A mark may go over the end of a piece.
    const kept = ahead[0] === undefined ? 0 : Math.min(text.length, ahead[0].mark.line.length - 1)
    if (text.length > kept) yield text.subarray(0, text.length - kept)
    held = text.subarray(text.length - kept)
  }
  if (held.length > 0) yield held
  if (ahead.length > 0) throw new Error('A file has no place in the message.')
}
