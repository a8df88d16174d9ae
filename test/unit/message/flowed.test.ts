import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText, decodeFlowed, encodeFlowed } from '../../../main/message/flowed.ts'

const line = fc.stringMatching(/^[ >\-a-zA-Zäß漢F.\t]{0,200}$/u)
const awkward = fc.constantFrom(
  '-- ',
  '> -- ',
  '>> -- ',
  'From here',
  '>From',
  ' indented',
  '--',
  ' ',
  '> ',
  '>>>',
  '',
)
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(fc.oneof(line, awkward), { maxLength: 12 }).map((lines) => lines.join('\n')),
)

describe('format=flowed (RFC 3676)', () => {
  it('gives any text back in its canonical form', () => {
    fc.assert(
      fc.property(text, (typed) => decodeFlowed(encodeFlowed(typed)) === canonicalText(typed)),
      { numRuns: 2000 },
    )
  })

  it('leaves a canonical text as it is', () => {
    fc.assert(fc.property(text, (typed) => canonicalText(canonicalText(typed)) === canonicalText(typed)))
  })

  it('keeps lines within 78 characters unless one word is longer', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,40}$/), { maxLength: 60 })
    fc.assert(
      fc.property(words, (list) =>
        encodeFlowed(list.join(' '))
          .split('\r\n')
          .every((wire) => wire.length <= 78),
      ),
    )
  })

  it('breaks a long line after a space, and only there', () => {
    const typed = `${'word '.repeat(20)}end`
    const wire = encodeFlowed(typed).split('\r\n')
    expect(wire.length).toBe(2)
    expect(wire[0]?.endsWith(' ')).toBe(true)
    expect(encodeFlowed('x'.repeat(200))).toBe('x'.repeat(200))
  })

  it.each([
    [' indented', '  indented'],
    ['From me', ' From me'],
    ['> quoted', '> quoted'],
    ['> > twice', '>> twice'],
    ['-- ', '-- '],
    ['> -- ', '> -- '],
    ['trailing   ', 'trailing'],
    ['a\nb\r\nc\rd', 'a\r\nb\r\nc\r\nd'],
  ])('encodes %j as %j', (typed, wire) => {
    expect(encodeFlowed(typed)).toBe(wire)
  })

  it.each([
    ['flows \r\non', 'flows on'],
    ['> flows \r\n> on\r\nnew', '> flows on\nnew'],
    ['depth ends \r\n> it', 'depth ends \n> it'],
    ['before \r\n-- \r\nname', 'before \n-- \nname'],
  ])('decodes %j as %j', (wire, expected) => {
    expect(decodeFlowed(wire)).toBe(expected)
  })

  it('takes the flowing space away with DelSp', () => {
    expect(decodeFlowed('漢 \r\n字', { delSp: true })).toBe('漢字')
  })
})
