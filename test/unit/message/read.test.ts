import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeWords } from '../../../main/message/encoded-word.ts'
import { readMessage } from '../../../main/message/read.ts'

describe('readMessage', () => {
  it('never throws on rubbish', () => {
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(
          fc.constantFrom(
            'Content-Type: multipart/mixed; boundary=b\r\n',
            '--b\r\n',
            '--b--\r\n',
            '\r\n',
            'Subject: =?x?Q?=?=\r\n',
            'Content-Type: text/plain; charset=nonsense\r\n',
            'Content-Transfer-Encoding: base64\r\n',
            '=ZZ',
            '\u0000',
            ': :\r\n',
          ),
          { maxLength: 30 },
        )
        .map((list) => list.join('')),
    )
    fc.assert(
      fc.property(rubbish, (source) => typeof readMessage(source).text === 'string'),
      { numRuns: 1000 },
    )
  })

  it('reads the first text/plain of nested parts', () => {
    const source = [
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      'preamble',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/html',
      '',
      '<p>x',
      '--inner',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=',
      '=DFe',
      '--inner--',
      '--outer--',
      '',
    ].join('\r\n')
    expect(readMessage(source).text).toBe('Grüße')
  })

  it('passes over a text file that is attached', () => {
    const source =
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment\n\nfile\n--b\n\nbody\n--b--\n'
    expect(readMessage(source).text).toBe('body')
  })

  it('does not go deeper than ten levels', () => {
    const nest = (depth: number): string =>
      depth === 0
        ? 'Content-Type: text/plain\n\ndeep'
        : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nest(depth - 1)}\n--b${depth}--`
    expect(readMessage(nest(10)).text).toBe('deep')
    expect(readMessage(nest(11)).text).toBe('')
  })

  it('unfolds fields and reads UTF-8 in them', () => {
    const read = readMessage('Subject: one\r\n two\r\nFrom: 用户@例子.广告\r\n\r\nx')
    expect(read.subject).toBe('one two')
    expect(read.from).toBe('用户@例子.广告')
  })
})

describe('decodeWords', () => {
  it.each([
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?= x', 'Grüße x'],
    ['=?UTF-8?B?R3LDvA==?= =?UTF-8?B?w59l?=', 'Grüße'],
    ['=?utf-8?Q?=E6=BC?=\t=?utf-8?Q?=A2?=', '漢'],
    ['=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=', 'aé'],
    ['=?nonsense?Q?=E9?=', 'é'],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['plain', 'plain'],
  ])('%j', (value, expected) => {
    expect(decodeWords(value)).toBe(expected)
  })
})
