import { expect, test } from 'vitest'
import { createMark, splice } from '../../../main/message/splice.ts'

async function* pieces(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

const marks = [0, 1].map((index) => createMark('<1@example.org>', index))
const [first, second] = marks.map(({ line }) => line.toString())
const files = marks.map((mark, index) => ({ mark, open: () => pieces('file', String(index)) }))

async function spliced(...structure: readonly string[]): Promise<string> {
  const found: Buffer[] = []
  for await (const piece of splice(pieces(...structure), files)) found.push(Buffer.from(piece))
  return Buffer.concat(found).toString()
}

test('each mark becomes its file, whatever pieces the structure comes in', async () => {
  const structure = `head\r\n\r\n${first}\r\n--b\r\n\r\n${second}\r\n--b--\r\n`
  const wanted = 'head\r\n\r\nfile0\r\n--b\r\n\r\nfile1\r\n--b--\r\n'
  expect(await spliced(structure)).toBe(wanted)
  expect(await spliced(...Array.from(structure))).toBe(wanted)
  for (const at of [10, 30, 90, 120, 170]) {
    expect(await spliced(structure.slice(0, at), structure.slice(at))).toBe(wanted)
  }
})

test('a mark is one line of base64, another for each file and each message', () => {
  expect(first).toMatch(/^[A-Za-z0-9+/]{76}$/)
  expect(new Set([first, second, createMark('<2@example.org>', 0).line.toString()]).size).toBe(3)
})

test('a file that has no place is told, lest a message go without it', async () => {
  await expect(spliced(`head ${first}`)).rejects.toThrow('no place')
})
