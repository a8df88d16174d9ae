// Inputs bred from inputs: pure, from a source of chance.
import type { Random } from '../../main/random.ts'

/** Longest input, in octets: as long as the parsers' own limits make worth while. */
export const maxInputOctets = 16 * 1024

const odd = [0x00, 0x0a, 0x0d, 0x20, 0x22, 0x2d, 0x3c, 0x3e, 0x40, 0x5c, 0x7f, 0x80, 0xc3, 0xe2, 0xff]

type Mutation = (input: Buffer, other: Buffer, word: Buffer, pick: (below: number) => number) => Buffer

/** One octet becomes another. */
const changeOctet: Mutation = (input, _other, _word, pick) => {
  const made = Buffer.from(input)
  if (made.length > 0) made[pick(made.length)] = pick(2) === 0 ? pick(256) : (odd[pick(odd.length)] ?? 0)
  return made
}

const mutations: readonly Mutation[] = [
  changeOctet,
  // A piece is taken out.
  (input, _other, _word, pick) => {
    const at = pick(input.length + 1)
    return Buffer.concat([input.subarray(0, at), input.subarray(at + 1 + pick(16))])
  },
  // A piece is said again, up to 200 times.
  (input, _other, _word, pick) => {
    const at = pick(input.length + 1)
    const piece = input.subarray(at, at + 1 + pick(24))
    const times = pick(8) === 0 ? 1 + pick(200) : 1 + pick(3)
    return Buffer.concat([
      input.subarray(0, at),
      ...Array.from({ length: times }, () => piece),
      input.subarray(at),
    ])
  },
  // A word of the grammar is put in.
  (input, _other, word, pick) => {
    const at = pick(input.length + 1)
    return Buffer.concat([input.subarray(0, at), word, input.subarray(at)])
  },
  // The beginning of one and the end of another.
  (input, other, _word, pick) =>
    Buffer.concat([input.subarray(0, pick(input.length + 1)), other.subarray(pick(other.length + 1))]),
  // The end is cut off.
  (input, _other, _word, pick) => input.subarray(0, pick(input.length + 1)),
]

/** One to six mutations of an input of the pool, by chance. */
export function mutate(pool: readonly Buffer[], words: readonly Buffer[], random: Random): Buffer {
  const pick = (below: number) => Math.floor(random.fraction() * below)
  const any = <T>(from: readonly T[], otherwise: T): T => from[pick(from.length)] ?? otherwise
  const none = Buffer.alloc(0)
  let made = any(pool, none)
  for (let left = 1 + pick(6); left > 0; left -= 1) {
    const mutation = any(mutations, changeOctet)
    made = mutation(made, any(pool, none), any(words, none), pick)
  }
  return made.length > maxInputOctets ? made.subarray(0, maxInputOctets) : made
}
