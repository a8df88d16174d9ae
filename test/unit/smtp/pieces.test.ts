import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readPieces, type Piece } from '../../../main/smtp/content.ts'
import { prepare } from '../../../main/smtp/prepare.ts'

test('P6: a source that gives the content in one is sent in pieces, so that a refusal is heard between them', async () => {
  const octets = Buffer.from(`${'x'.repeat(98)}\r\n`.repeat(2000))
  const preparation = await prepare({
    from: 'a@example.org',
    to: [{ address: 'b@example.net' }],
    source: { size: octets.length, open: () => Readable.from([octets]) },
  })
  if (!preparation.ok) throw new Error(preparation.problem)
  const pieces: Piece[] = []
  for await (const piece of readPieces(preparation.prepared)) pieces.push(piece)
  expect(Buffer.concat(pieces.map((piece) => piece.octets)).equals(octets)).toBe(true)
  expect(Math.max(...pieces.map((piece) => piece.octets.length))).toBeLessThanOrEqual(64 * 1024)
  expect(pieces.map(({ isLast }) => isLast)).toEqual([false, false, false, true])
})
