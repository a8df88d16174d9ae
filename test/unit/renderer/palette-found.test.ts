import { describe, expect, it } from 'vitest'
import { markMatches, matches, parseAsked, toSections, type Found } from '../../../renderer/palette/found.ts'

describe('parseAsked', () => {
  it('takes words, case aside, and a leading sign for commands only', () => {
    expect(parseAsked('  Nora  Lind ')).toEqual({ words: ['nora', 'lind'], onlyCommands: false })
    expect(parseAsked('> hold')).toEqual({ words: ['hold'], onlyCommands: true })
    expect(parseAsked('>')).toEqual({ words: [], onlyCommands: true })
  })
})

describe('matches', () => {
  it('asks for every word, wherever it stands', () => {
    expect(matches('Minutes of the November meeting', ['meet', 'nov'])).toBe(true)
    expect(matches('Minutes of the November meeting', ['meet', 'dec'])).toBe(false)
  })

  it('takes one letter as the beginning of a word only', () => {
    expect(matches('Pause all', ['a'])).toBe(true)
    expect(matches('Pause all', ['u'])).toBe(false)
  })
})

describe('markMatches', () => {
  const join = (parts: readonly { text: string; isMatch: boolean }[]) =>
    parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')

  it('marks what was asked for and keeps the text as it is', () => {
    expect(join(markMatches('Nora Lindqvist', ['lind', 'nora']))).toBe('[Nora] [Lind]qvist')
    expect(join(markMatches('İstanbul ist', ['ist']))).toBe('İstanbul [ist]')
  })

  it('takes signs of a regular expression as they stand', () => {
    expect(join(markMatches('a.b (c) a+b', ['.b', '(c)']))).toBe('a[.b] [(c)] a+b')
  })
})

describe('toSections', () => {
  const found = (id: string, group: Found['group']): Found => ({
    id,
    group,
    icon: 'right',
    title: id,
    run: () => undefined,
  })
  const all = [found('hold all', 'command'), found('m', 'message'), found('e', 'entry')]
  const groups = (words: readonly string[]) => toSections(all, words).map(({ group }) => group)

  it('keeps an order and leaves out what is empty', () => {
    expect(groups(['all'])).toEqual(['entry', 'message', 'command'])
  })

  it('puts a command first that begins as what was typed', () => {
    expect(groups(['hold'])).toEqual(['entry', 'command', 'message'])
  })
})
