import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chain, createDotStuffing, createLineEnds, type Encoder } from '../../../main/smtp/content-encoder.ts'
import { ContentScan } from '../../../main/smtp/content-scan.ts'

function encode(encoder: Encoder, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([...chunks.map((chunk) => encoder.push(chunk)), encoder.end()])
}

/** What a server makes of DATA (RFC 5321 4.5.2): takes the dot of a line away that begins with one, ends at a lone one. */
function unstuff(wire: string): string {
  const lines = wire.split('\r\n')
  const end = lines.indexOf('.')
  expect(end).toBe(lines.length - 2)
  return lines
    .slice(0, end)
    .map((line) => `${line.replace(/^\./, '')}\r\n`)
    .join('')
}

const piece = fc.stringMatching(/^[a.\n]{0,12}$/)
const crlfMessage = fc
  .array(fc.stringMatching(/^[a.]{0,8}$/))
  .map((lines) => lines.map((line) => `${line}\r\n`).join(''))

describe('content', () => {
  test('any message survives stuffing and unstuffing octet for octet, however it is cut', () => {
    fc.assert(
      fc.property(crlfMessage, fc.integer({ min: 1, max: 7 }), (message, size) => {
        const octets = Buffer.from(message)
        const chunks = Array.from({ length: Math.ceil(octets.length / size) }, (_, index) =>
          octets.subarray(index * size, (index + 1) * size),
        )
        const wire = encode(createDotStuffing(), chunks).toString() + '.\r\n'
        expect(unstuff(wire)).toBe(message)
      }),
    )
  })

  test('line ends become CRLF, once, and the last one is added', () => {
    fc.assert(
      fc.property(fc.array(piece), (chunks) => {
        const text = chunks.join('')
        const wanted = text.replaceAll('\n', '\r\n') + (text === '' || text.endsWith('\n') ? '' : '\r\n')
        const buffers = chunks.map((chunk) => Buffer.from(chunk))
        expect(encode(createLineEnds(), buffers).toString()).toBe(wanted)
        // What is in order already stays as it is.
        expect(encode(createLineEnds(), [Buffer.from(wanted)]).toString()).toBe(wanted)
      }),
    )
  })

  test('P30: SIZE counts what the wire carries before stuffing, without the final dot (RFC 1870 5)', () => {
    fc.assert(
      fc.property(fc.array(piece), (chunks) => {
        const scan = new ContentScan()
        for (const chunk of chunks) scan.push(Buffer.from(chunk))
        const facts = scan.finish()
        const wire = encode(
          createLineEnds(),
          chunks.map((chunk) => Buffer.from(chunk)),
        )
        expect(facts).toMatchObject({ octets: wire.length, hasDotLines: /^\./m.test(wire.toString()) })
      }),
    )
  })

  test('lines that are leapt over and lines that are read octet by octet come to the same', () => {
    const odd = fc.constantFrom(
      '',
      '.',
      '..',
      'a.b',
      'ü',
      'a\rb',
      'a\0',
      'x\ny',
      'z'.repeat(998),
      'z'.repeat(999),
    )
    const line = fc.oneof(
      { weight: 40, arbitrary: fc.stringMatching(/^[a-z.]{0,76}$/).map((text) => text.padEnd(60, 'q')) },
      odd,
    )
    const ends = fc.oneof({ weight: 60, arbitrary: fc.constant('\r\n') }, fc.constantFrom('\n', '\r', ''))
    const lines = fc.array(fc.tuple(line, ends), { minLength: 20, maxLength: 60 })
    const factsOf = (octets: Buffer, size: number) => {
      const scan = new ContentScan()
      for (let at = 0; at < octets.length; at += size) scan.push(octets.subarray(at, at + size))
      return scan.finish()
    }
    let leapt = 0
    fc.assert(
      fc.property(lines, fc.integer({ min: 600, max: 3000 }), (all, size) => {
        const octets = Buffer.from(`Subject: a\r\n\r\n${all.flat().join('')}`)
        if (octets.length > 600) leapt += 1
        // A piece under 512 octets is never leapt over.
        const expected = factsOf(octets, 100)
        const found = factsOf(octets, size)
        if ('problem' in expected && expected.problem.startsWith('a line')) {
          expect(found).toMatchObject({ problem: expect.stringMatching(/^a line of/) as string })
        } else expect(found).toEqual(expected)
      }),
      { numRuns: 500 },
    )
    expect(leapt).toBeGreaterThan(400)
  })

  test('one encoder behind another passes on what the first still owes', () => {
    const wire = encode(chain(createLineEnds(), createDotStuffing()), [Buffer.from('a\n.b')])
    expect(wire.toString()).toBe('a\r\n..b\r\n')
  })

  test.each([
    ['a\rb\r\n', 'a CR without LF at octet 1'],
    ['a\r', 'a CR without LF at octet 1'],
    ['\r\r\n', 'a CR without LF at octet 0'],
    ['ab\0', 'a NUL at octet 2'],
    [`ok\r\n${'x'.repeat(1200)}`, 'a line of 1200 octets at octet 4'],
  ])('%j is refused with its offset, however it is cut', (text, problem) => {
    for (const size of [1, 2, 3, 5000]) {
      const scan = new ContentScan()
      for (let at = 0; at < text.length; at += size) scan.push(Buffer.from(text.slice(at, at + size)))
      const found = scan.finish()
      const expected = problem.startsWith('a line') ? 'a line of' : problem
      expect('problem' in found ? found.problem : '').toContain(expected)
    }
  })

  test('UTF-8 in the header is told from UTF-8 in the body and from other 8-bit letters', () => {
    const factsOf = (octets: Buffer) => {
      const scan = new ContentScan()
      scan.push(octets)
      return scan.finish()
    }
    expect(factsOf(Buffer.from('Subject: ü\r\n\r\nx\r\n'))).toMatchObject({
      isHeaderUtf8: true,
      eightBitAt: 9,
    })
    expect(factsOf(Buffer.from('Subject: u\r\n\r\nü\r\n'))).toMatchObject({
      isHeaderUtf8: false,
      eightBitAt: 14,
    })
    expect(factsOf(Buffer.from('Subject: \xfc\r\n\r\nx\r\n', 'latin1'))).toMatchObject({
      isHeaderUtf8: false,
    })
  })
})
