import { describe, expect, it } from 'vitest'
import { exchangeSignature, withoutSignature } from '../../../renderer/compose/signature.ts'

const short = { text: 'Anna' }
const long = { text: 'Anna Example\nCaptain' }

describe('a signature', () => {
  it.each([
    ['is put below an empty message', '', null, short, '\n\n-- \nAnna'],
    ['is put below a text, with one empty line', 'Dear all,\n\n\n', null, short, 'Dear all,\n\n-- \nAnna'],
    ['takes the place of another', 'Hi\n\n-- \nAnna', short, long, 'Hi\n\n-- \nAnna Example\nCaptain'],
    ['is taken away', 'Hi\n\n-- \nAnna', short, null, 'Hi'],
    ['is no other where the text was changed', 'Hi\n\n-- \nAnna B.', short, long, null],
    ['is not there to be exchanged', 'Hi', short, long, null],
    [
      'comes above the quote of a reply',
      ...(['Yes.\n\nOn Monday, Nora wrote:\n> Hi\n>\n>> -- \n>> Bo', null, short] as const),
      'Yes.\n\n-- \nAnna\n\nOn Monday, Nora wrote:\n> Hi\n>\n>> -- \n>> Bo',
    ],
    [
      'is exchanged above the quote',
      ...(['\n\n-- \nAnna\n\nNora wrote:\n> Hi', short, long] as const),
      '\n\n-- \nAnna Example\nCaptain\n\nNora wrote:\n> Hi',
    ],
    [
      'is taken away above the quote',
      ...(['Yes\n\n-- \nAnna\n\nNora wrote:\n> Hi', short, null] as const),
      'Yes\n\nNora wrote:\n> Hi',
    ],
    [
      'is exchanged above a forwarded message, and not in it',
      ...([
        '\n\n-- \nAnna\n\n---------- Forwarded message ----------\nFrom: b\n\nHi\n\n-- \nAnna',
        short,
        long,
      ] as const),
      '\n\n-- \nAnna Example\nCaptain\n\n---------- Forwarded message ----------\nFrom: b\n\nHi\n\n-- \nAnna',
    ],
    [
      'comes at the end where the quote is written into',
      ...(['Nora wrote:\n> Hi\nYes.', null, short] as const),
      'Nora wrote:\n> Hi\nYes.\n\n-- \nAnna',
    ],
    ['is no other where lines were added below it', 'Hi\n\n-- \nAnna\n\nPS: more', short, long, null],
    ['is none in place of none', 'Hi', null, null, 'Hi'],
  ])('%s', (_name, text, before, after, expected) => {
    expect(exchangeSignature(text, before, after)).toBe(expected)
  })

  it('is no part of what was written', () => {
    expect(withoutSignature('\n\n-- \nAnna', short).trim()).toBe('')
    expect(withoutSignature('Hi\n\n-- \nBo', short)).toBe('Hi\n\n-- \nBo')
    // A line that only ends like one.
    expect(withoutSignature('Hi --- \nAnna', short)).toBe('Hi --- \nAnna')
  })
})
