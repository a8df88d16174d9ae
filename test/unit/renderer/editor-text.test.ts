// The pure parts of the rich text editor: finding, addresses of links, styles, emoji, plain text as rich text.
import { describe, expect, it } from 'vitest'
import {
  isLinkAddress,
  keepLetterStyle,
  keepPastedStyle,
  parseStyle,
  toLinkAddress,
} from '../../../renderer/compose/editor/allow.ts'
import { findEmoji, listEmoji } from '../../../renderer/compose/editor/emoji.ts'
import { findAll, nextFrom, replaceAll } from '../../../renderer/compose/editor/find.ts'
import { toRichText } from '../../../renderer/compose/editor/rich-text.ts'

describe('finding in a text', () => {
  it('takes the words as they stand, not as a pattern', () => {
    expect(findAll('a.b axb a.b', 'a.b', true)).toEqual([
      { start: 0, end: 3 },
      { start: 8, end: 11 },
    ])
    expect(findAll('(x) [y] $1-2', '$1-2', true)).toHaveLength(1)
  })

  it('matches case where it is asked to', () => {
    expect(findAll('Red red ÉTÉ été', 'été', false)).toHaveLength(2)
    expect(findAll('Red red', 'red', true)).toHaveLength(1)
    expect(findAll('anything', '', false)).toEqual([])
  })

  it('replaces by the words as they stand', () => {
    const text = 'one two one'
    expect(replaceAll(text, findAll(text, 'one', true), '$&')).toBe('$& two $&')
  })

  it('begins at the top again after the last place', () => {
    const places = findAll('x x x', 'x', true)
    expect([nextFrom(places, 1), nextFrom(places, 5), nextFrom([], 0)]).toEqual([1, 0, -1])
  })
})

describe('addresses of links', () => {
  it.each([
    ['example.org/a?b', 'https://example.org/a?b'],
    ['anna@example.org', 'mailto:anna@example.org'],
    ['+32 2 555 01 00', 'tel:+3225550100'],
    ['HTTP://example.org', 'HTTP://example.org'],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['two words', null],
    ['', null],
  ])('%s', (typed, address) => {
    expect(toLinkAddress(typed)).toBe(address)
  })

  it('has no control characters', () => {
    expect(isLinkAddress('https://example.org/\na')).toBe(false)
  })
})

describe('styles', () => {
  it('drops what names an address or calls a function', () => {
    expect(keepLetterStyle(parseStyle('color: red; background-color: url(x); width: expression(1)'))).toBe(
      'color: red;',
    )
  })

  it('keeps of a pasted text what it means, not its face', () => {
    const style = 'font-family: Arial; color: black; background: yellow; mso-list: l0; font-weight: 400'
    expect(keepPastedStyle(parseStyle(style), false)).toBe('background-color: yellow;')
  })
})

describe('emoji', () => {
  it('are found by the beginnings of words, in any order', () => {
    expect(findEmoji('hand wav').map(({ sign }) => sign)).toContain('👋')
    expect(findEmoji('qqqq')).toEqual([])
    expect(findEmoji('  ').length).toBeGreaterThan(500)
  })

  it('have a German name each, and are found by German words and by English ones', () => {
    const german = listEmoji('de')
    const signs = (typed: string) => findEmoji(typed, german).map(({ sign }) => sign)
    const same = listEmoji('en').filter(({ name }, at) => name === german[at]?.name)
    expect(same.length).toBeLessThan(40)
    expect(german.find(({ sign }) => sign === '👍')?.name).toBe('Daumen hoch')
    for (const [typed, sign] of [
      ['Daumen hoch', '👍'],
      ['danke', '🙏'],
      ['büroklam', '📎'],
      ['geburtstag', '🎂'],
      ['thumbs', '👍'],
    ] as const)
      expect(signs(typed)).toContain(sign)
  })
})

describe('plain text as rich text', () => {
  it('makes quotes of its signs and loses no space', () => {
    expect(toRichText('a  b\n> q\n>> r\n\n<&>')).toBe(
      '<div>a &nbsp;b</div><blockquote type="cite" dir="auto"><div>q</div><blockquote type="cite" dir="auto"><div>r</div></blockquote></blockquote><div><br></div><div>&lt;&amp;&gt;</div>',
    )
  })
})
