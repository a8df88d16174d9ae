import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createContentReader } from '../../../main/practice/content-reader.ts'

/** Dot stuffing by the words of RFC 5321 4.5.2, for content that ends in CRLF. */
function stuffed(content: string): string {
  return `${content.replace(/^\./, '..').replaceAll('\r\n.', '\r\n..')}.\r\n`
}

const content = fc
  .array(fc.constantFrom('.', '\r', '\n', '\r\n', '\r\n.', 'a', '..', '\n.\n', '\r.\r'), { maxLength: 30 })
  .map((parts) => `${parts.join('')}\r\n`)

describe('createContentReader', () => {
  it('gives back any content, wherever the octets are cut, and leaves what follows the final dot', () => {
    fc.assert(
      fc.property(content, fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 40 }), (text, cuts) => {
        const wire = Buffer.from(`${stuffed(text)}NEXT`)
        const reader = createContentReader(10_000)
        let at = 0
        let rest: Buffer | null = null
        for (const length of [...cuts, wire.length]) {
          if (rest !== null) break
          rest = reader.push(wire.subarray(at, at + length))
          at += length
        }
        expect(reader.content()?.toString()).toBe(text)
        expect(`${rest?.toString() ?? ''}${wire.subarray(at).toString()}`).toBe('NEXT')
      }),
      { numRuns: 2000 },
    )
  })

  it('gives null for content over the limit, and still finds its end', () => {
    const reader = createContentReader(4)
    expect(reader.push(Buffer.from('12345\r\n.\r\nRSET'))?.toString()).toBe('RSET')
    expect(reader.content()).toBeNull()
  })
})
