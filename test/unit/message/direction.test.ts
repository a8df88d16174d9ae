import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanHtml } from '../../../main/message/clean-html.ts'
import { directionOf, firstStrong, writeDirections } from '../../../main/message/direction.ts'

it.each([
  ['12: שלום', 'rtl'],
  ['مرحبا Anna', 'rtl'],
  ['Anna مرحبا', 'ltr'],
  ['日本語', 'ltr'],
  ['12 + 3', null],
] as const)('direction: %s begins %s', (text, direction) => {
  expect(firstStrong(text)).toBe(direction)
})

it.each([
  ...['ar', 'he', 'fa-IR', 'ur', 'yi', 'az-Arab', 'uz-Arab-AF', 'ckb', 'ug', 'pnb'].map(
    (tag) => [tag, 'rtl'] as const,
  ),
  ...['en', 'arn', 'fr', 'he-Latn', 'ru', 'zh-Hant'].map((tag) => [tag, 'ltr'] as const),
])('direction: %s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction)
})

it.each([
  ['a paragraph of its own', '<div>שלום</div><div>hello</div>', '<div dir="rtl">שלום</div><div>hello</div>'],
  ['nothing where all runs as the document', '<p>hello <b>x</b></p>', '<p>hello <b>x</b></p>'],
  ['what the person said', '<p dir="ltr">שלום</p>', '<p dir="ltr">שלום</p>'],
  ['auto in words', '<ul dir="auto"><li>שלום</li></ul>', '<ul dir="rtl"><li>שלום</li></ul>'],
  ['auto of its own side goes', '<ul dir="auto"><li>one</li></ul>', '<ul><li>one</li></ul>'],
  [
    'a paragraph inside of the other',
    '<blockquote><div>שלום</div><div>hello</div></blockquote>',
    '<blockquote dir="rtl"><div>שלום</div><div dir="ltr">hello</div></blockquote>',
  ],
  ['no entity as a letter', '<div>&lt;&amp;&#8226; שלום</div>', '<div dir="rtl">&lt;&amp;&#8226; שלום</div>'],
  [
    'numbers alone as what is around them',
    '<div>שלום<div>12</div></div>',
    '<div dir="rtl">שלום<div>12</div></div>',
  ],
  [
    'no text behind what says its own',
    '<div><p dir="ltr">abc</p><p>שלום</p></div>',
    '<div dir="rtl"><p dir="ltr">abc</p><p>שלום</p></div>',
  ],
])('direction: writes %s', (_, html, expected) => {
  expect(writeDirections(html, 'ltr')).toBe(expected)
})

it('direction: in a document from right to left, the others are marked', () => {
  expect(writeDirections('<div>שלום</div><div>hello</div>', 'rtl')).toBe(
    '<div>שלום</div><div dir="ltr">hello</div>',
  )
})

it('direction: of any cleaned text, nothing but directions is changed', () => {
  const bare = (html: string) => html.replaceAll(/\sdir="[^"]*"/g, '')
  const part = fc.constantFrom(
    ...[
      '<div>',
      '</div>',
      '<p dir="auto">',
      '<ul><li>',
      '</ul>',
      '<b>',
      'שלום',
      'abc',
      '&lt;',
      '<br>',
      '"',
      '>',
      '1',
    ],
    ...['<img alt="a>b" src="cid:x">', '<td>', '<a href="https://a.example/?x=<y>">'],
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.constantFrom('ltr', 'rtl'), (parts, base) => {
      const html = cleanHtml(parts.join(''))
      const once = writeDirections(html, base)
      expect(bare(once)).toBe(bare(html))
      expect(writeDirections(once, base)).toBe(once)
      expect(once).not.toContain('auto')
    }),
  )
})
