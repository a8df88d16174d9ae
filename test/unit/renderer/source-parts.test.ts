import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recipientsOf } from '../../../renderer/drafts/recipients-of.ts'
import { toSourceParts } from '../../../renderer/practice/source-parts.ts'

describe('toSourceParts', () => {
  it('tells names, trace fields and the rest apart', () => {
    const parts = toSourceParts('Received: from a\r\n by b\r\nSubject: Hi\r\n\r\nTo: not a field\r\n')
    expect(parts.filter(({ kind }) => kind === 'trace').map(({ text }) => text)).toEqual([
      'Received: from a\r\n by b\r\n',
    ])
    expect(parts.filter(({ kind }) => kind === 'name').map(({ text }) => text)).toEqual(['Subject:'])
  })

  it('loses and changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        expect(
          toSourceParts(source)
            .map(({ text }) => text)
            .join(''),
        ).toBe(source)
      }),
    )
  })
})

describe('recipientsOf', () => {
  it('shows names where there are some', () => {
    expect(
      recipientsOf({
        to: ['Ann Bee <ann@example.org>', 'c@example.org'],
        cc: [],
        bcc: ['"D, E" <d@example.org>'],
      }),
    ).toBe('Ann Bee, c@example.org, D, E')
  })
})
