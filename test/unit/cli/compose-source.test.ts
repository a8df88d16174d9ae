import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { ComposeAttachment } from '../../../main/message/compose.ts'
import { composeMessage } from '../../../main/message/compose.ts'
import { composeSource } from '../../../main/cli/compose-source.ts'
import { ContentScan } from '../../../main/smtp/content-scan.ts'
import { prepare } from '../../../main/smtp/prepare.ts'
import { readPieces } from '../../../main/smtp/content.ts'
import { composeInput } from '../message/compose-input.ts'

const file = (length: number, name = 'a.bin'): ComposeAttachment & { readonly octets: number } => ({
  name,
  type: 'application/octet-stream',
  octets: length,
  open: async function* () {
    yield await Promise.resolve(Buffer.alloc(length, 'file'))
  },
})

async function whole(pieces: AsyncIterable<Buffer | Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(Buffer.from(piece))
  return Buffer.concat(all)
}

test.each([[[]], [[0]], [[1]], [[57]], [[58, 0, 114]], [[600_000, 3]]])(
  'files of %j octets: what is known before is what is found, and the octets are the same',
  async (lengths) => {
    const input = composeInput({ attachments: lengths.map((length, at) => file(length, `${at}.bin`)) })
    const octets = await whole(composeMessage(input) as AsyncIterable<Buffer>)
    const scan = new ContentScan()
    scan.push(octets)
    const source = await composeSource(input)
    expect(source.facts).toEqual(scan.finish())
    expect(source.size).toBe(octets.length)
    expect((await whole(source.open() as AsyncIterable<Buffer>)).equals(octets)).toBe(true)
    expect((await whole(source.pieces?.(3) ?? Readable.from([]))).equals(octets)).toBe(true)
  },
)

test('a file whose size is known is not read before it is sent; any other is', async () => {
  let opened = 0
  const { octets, open, ...rest } = file(100)
  const counted = () => {
    opened += 1
    return open()
  }
  await composeSource(composeInput({ attachments: [{ ...rest, octets, open: counted }] }))
  expect(opened).toBe(0)
  await composeSource(composeInput({ attachments: [{ ...rest, open: counted }] }))
  expect(opened).toBe(1)
})

test.each([99, 101])(
  'P6: a file of 100 octets that has %i when it is sent: the last piece is never given',
  async (now) => {
    const changed = { ...file(now), octets: 100 }
    const source = await composeSource(composeInput({ attachments: [changed] }))
    const preparation = await prepare({
      ...{ from: 'a@example.org', to: [{ address: 'b@example.net' }], source },
    })
    if (!preparation.ok) throw new Error(preparation.problem)
    const given: boolean[] = []
    const send = async () => {
      for await (const { isLast } of readPieces(preparation.prepared)) given.push(isLast)
    }
    await expect(send()).rejects.toThrow('the file "a.bin" has changed')
    expect(given).not.toContain(true)
  },
)
