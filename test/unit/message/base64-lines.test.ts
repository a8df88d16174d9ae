import { expect, test } from 'vitest'
import { base64LinesOctets, encodeBase64Lines } from '../../../main/message/base64-lines.ts'

const octets = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256))

/** The file in pieces of this size, all in the same memory. */
async function* inPieces(file: Buffer, size: number): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(size)
  for (let at = 0; at < file.length; at += size) {
    const length = file.copy(memory, 0, at, at + size)
    yield memory.subarray(0, length)
    memory.fill(0xff)
  }
}

async function encoded(file: Buffer, size: number): Promise<string> {
  let text = ''
  for await (const piece of encodeBase64Lines(inPieces(file, size))) text += piece.toString('latin1')
  return text
}

const block = 57 * 6_720

test.each([
  0,
  1,
  2,
  3,
  56,
  57,
  58,
  114,
  block - 1,
  block,
  block + 1,
  2 * block,
  57 * 480,
  57 * 480 + 1,
  600_000,
])('%i octets are lines of 76 characters that decode to them, however they come', async (length) => {
  const file = octets(length)
  const wanted =
    file
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? ''
  for (const size of [1_000, 57, 65_536]) expect(await encoded(file, size)).toBe(wanted)
  if (length < 200) expect(await encoded(file, 1)).toBe(wanted)
})

test.each([0, 1, 3, 56, 57, 58, 114, 115, block, block + 1])(
  'how many octets the lines of %i have is known before',
  async (length) => {
    expect(base64LinesOctets(length)).toBe((await encoded(octets(length), 65_536)).length)
  },
)

test('a piece stays as it is until as many as asked for have followed', async () => {
  const file = octets(6 * block)
  const pieces: Buffer[] = []
  const copies: Buffer[] = []
  for await (const piece of encodeBase64Lines(inPieces(file, 65_536), 2)) {
    pieces.push(piece)
    copies.push(Buffer.from(piece))
    const kept = pieces.slice(-3)
    expect(Buffer.concat(kept).equals(Buffer.concat(copies.slice(-3)))).toBe(true)
  }
  expect(pieces.length).toBeGreaterThan(5)
  expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBe(3)
})
