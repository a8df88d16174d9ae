import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutPieces, findLines, stepMatch, toPattern } from '../../../renderer/transcript/find.ts'
import { sectionOf } from '../../../renderer/transcript/rows.ts'
import { toLines } from './sample.ts'

const flight = toLines([
  ['client', 'mail', 'MAIL FROM:<a@x.example>'],
  ['client', 'rcpt', 'RCPT TO:<one@y.example>'],
  ['client', 'rcpt', 'RCPT TO:<two@y.example>'],
  ['server', 'mail', '250 2.1.0 Ok'],
  ['server', 'rcpt', '250 2.1.5 Ok'],
  ['server', 'rcpt', '550 5.1.1 TWO is unknown (really?)'],
])

describe('findLines', () => {
  it('finds in any case, in the order of the table', () => {
    expect(findLines(flight, toPattern(' two '), null)).toEqual([3, 6])
    expect(findLines(flight, toPattern('y.example'), null)).toEqual([2, 3])
    // Beside its command, a reply comes before the next command.
    expect(findLines(flight, toPattern('o'), null)).toEqual([1, 4, 2, 5, 3, 6])
  })

  it('finds what is told of a note, for that is what stands there', () => {
    const [note] = toLines([['note', 'connect', 'connected to a']])
    const told = [{ ...note!, said: 'verbunden mit a' }]
    expect(findLines(told, toPattern('verbunden'), null)).toEqual([1])
    expect(findLines(told, toPattern('connected'), null)).toEqual([])
  })

  it('takes every sign for itself', () => {
    expect(findLines(flight, toPattern('(really?)'), null)).toEqual([6])
    expect(findLines(flight, toPattern('.*'), null)).toEqual([])
  })

  it('finds nothing where nothing was typed', () => {
    expect(toPattern('  ')).toBeNull()
    expect(findLines(flight, null, null)).toEqual([])
  })
})

describe('cutPieces', () => {
  it('cuts a match that reaches from the code into the text', () => {
    const text = '550 5.1.1 No such'
    const pattern = toPattern('1.1 no')
    expect(cutPieces(text, pattern, 0, 9)).toEqual([
      { text: '550 5.', found: false },
      { text: '1.1', found: true },
    ])
    expect(cutPieces(text, pattern, 9, text.length)).toEqual([
      { text: ' No', found: true },
      { text: ' such', found: false },
    ])
  })

  it('gives the text back as it was, for any text that is looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, typed) => {
        const pieces = cutPieces(`${typed}${text}${typed}`, toPattern(typed), 0, Infinity)
        return pieces.map((piece) => piece.text).join('') === `${typed}${text}${typed}`
      }),
    )
  })
})

describe('stepMatch', () => {
  it('goes on around both ends', () => {
    expect(stepMatch([5, 7, 9], 7, 1)).toBe(9)
    expect(stepMatch([5, 7, 9], 9, 1)).toBe(5)
    expect(stepMatch([5, 7, 9], 5, -1)).toBe(9)
    expect(stepMatch([5, 7, 9], null, 1)).toBe(5)
    expect(stepMatch([5, 7, 9], null, -1)).toBe(9)
    expect(stepMatch([], null, 1)).toBeNull()
  })
})

describe('sectionOf', () => {
  it('names the phase that is to be opened for a line', () => {
    expect(sectionOf(flight, null, 6)).toBe('recipients')
    expect(sectionOf(flight, null, 99)).toBeNull()
  })
})
