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
