import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MAX_LINE_OCTETS,
  MAX_REPLY_OCTETS,
  ReplyParser,
  ReplySyntaxError,
} from '../../../main/smtp/reply-parser.ts'
import type { Reply } from '../../../main/smtp/types.ts'

function parse(chunks: readonly Buffer[]): { replies: Reply[]; error?: unknown; isInside: boolean } {
  const replies: Reply[] = []
  const parser = new ReplyParser({ line: (text) => text, reply: (reply) => replies.push(reply) })
  try {
    for (const chunk of chunks) parser.push(chunk)
  } catch (error) {
    return { replies, error, isInside: parser.isInside }
  }
  return { replies, isInside: parser.isInside }
}

const code = fc.integer({ min: 200, max: 599 })
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })
const reply = fc.record({ code, texts: fc.array(text, { minLength: 1, maxLength: 4 }) }).map((drawn) => {
  const last = drawn.texts.length - 1
  return drawn.texts.map((line, index) => `${drawn.code}${index === last ? ' ' : '-'}${line}`)
})

function cut(octets: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (octets.length + 1)))].sort((a, b) => a - b)
  return [...sorted, octets.length].map((end, index) => octets.subarray(sorted[index - 1] ?? 0, end))
}

describe('replies', () => {
  test('any replies split anywhere parse the same', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 6 }), fc.array(fc.nat()), (replies, places) => {
        const octets = Buffer.from(
          replies.map((lines) => lines.map((line) => `${line}\r\n`).join('')).join(''),
        )
        const result = parse(cut(octets, places))
        expect(result.error).toBeUndefined()
        expect(result.replies.map(({ lines }) => lines)).toEqual(replies)
        expect(result.isInside).toBe(false)
      }),
    )
  })

  test('no input makes the parser throw anything but its own error', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.stringMatching(/^[0-9 \-\r\na]{0,60}$/).map((drawn) => Buffer.from(drawn)),
    )
    fc.assert(
      fc.property(fc.array(noise), (chunks) => {
        const { error } = parse(chunks.map((chunk) => Buffer.from(chunk)))
        expect(error === undefined || error instanceof ReplySyntaxError).toBe(true)
      }),
    )
  })

  test('a line without end is refused before it has grown past its limit', () => {
    const parser = new ReplyParser({ line: (line) => line, reply: () => undefined })
    const piece = Buffer.alloc(1024, 'x')
    for (let sent = 0; sent < MAX_LINE_OCTETS; sent += piece.length) parser.push(piece)
    expect(() => parser.push(piece)).toThrow(ReplySyntaxError)
  })

  test('an endless reply is refused at its limit', () => {
    const line = Buffer.from(`250-${'x'.repeat(1020)}\r\n`)
    const { error, replies } = parse(Array.from({ length: MAX_REPLY_OCTETS / 1024 + 1 }, () => line))
    expect(error).toBeInstanceOf(ReplySyntaxError)
    expect(replies).toEqual([])
  })

  test('a reply of exactly 64 KB is taken', () => {
    const lines = Array.from({ length: 63 }, () => `250-${'x'.repeat(1020)}\r\n`)
    const { error, replies } = parse([Buffer.from([...lines, `250 ${'x'.repeat(1020)}\r\n`].join(''))])
    expect(error).toBeUndefined()
    expect(replies[0]?.lines).toHaveLength(64)
  })

  test('a refusal is never read as an acceptance, wherever a line end is put into its text', () => {
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r', '\r\r', '\n\n'), fc.nat({ max: 20 }), (end, at) => {
        const refusal = '550 5.1.1 <250 ok> 250 ok'
        const octets = Buffer.from(`${refusal.slice(0, 4 + at)}${end}${refusal.slice(4 + at)}\r\n`)
        expect(parse([octets]).replies.filter(({ code: found }) => found < 400)).toEqual([])
      }),
    )
  })
})
