import { expect, it } from 'vitest'
import { glossary } from '../../../main/diagnosis/glossary.ts'

it('has each code once, with a title and a meaning', () => {
  const codes = glossary().map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { title, meaning } of glossary()) expect([title, meaning]).not.toContain('')
})

it('has the codes that a sender meets', () => {
  expect(glossary().map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      '220',
      '250',
      '354',
      '421',
      '450',
      '451',
      '452',
      '535',
      '550',
      '552',
      '554',
      'X.1.1',
      'X.7.1',
    ]),
  )
})
