import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainCodes, readCodes } from '../../../renderer/transcript/codes.ts'

const explain = (text: string) => {
  const codes = readCodes(text)
  return codes === null ? null : explainCodes(codes).map((meaning) => `${meaning.code} ${meaning.text}`)
}

describe('readCodes', () => {
  it.each([
    ['550 5.1.1 No such user', '550', '5.1.1', 9],
    ['550-5.1.1 No such user', '550', '5.1.1', 9],
    ['250-PIPELINING', '250', null, 3],
    ['354', '354', null, 3],
    ['220 2.0.0.1 looks like an address', '220', null, 3],
  ] as const)('%s', (text, code, enhanced, length) => {
    expect(readCodes(text)).toEqual({ code, enhanced, length })
  })

  it.each(['', 'HTTP/1.1 400 Bad Request', '2500 Ok', '150 Ok', '25'])('no code: %s', (text) => {
    expect(readCodes(text)).toBeNull()
  })
})

describe('explainCodes', () => {
  it('explains the code and the enhanced code', () => {
    expect(explain('550 5.1.1 No such user')).toEqual([
      '550 Refused: there is no such mailbox, or a rule of the server forbids it',
      '5.1.1 Failed for good: there is no such mailbox',
    ])
  })

  it('P12: of a code that is not known it says what its digits say, and no more', () => {
    expect(explain('498 4.7.699 Later')).toEqual([
      '498 Not now; the same may work later',
      '4.7.699 Failed for now: about security or a rule',
    ])
    expect(explain('524 5.9.9 No')).toEqual([
      '524 Refused; the same will not work again: about the connection',
      '5.9.9 Failed for good',
    ])
  })

  it('says something of every code', () => {
    const digits = fc.integer({ min: 0, max: 999 })
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.constantFrom(2, 4, 5),
        digits,
        digits,
        (code, a, b, c) =>
          explain(`${code} ${a}.${b}.${c} text`)?.every((line) => /^[\d.]+ [A-Z]/.test(line)) === true,
      ),
    )
  })
})
