import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWords, type Piece } from '../../../renderer/drafts/word-diff.ts'

const shown = (pieces: readonly Piece[]) =>
  pieces
    .map(({ kind, text }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind])
    .join('')
const without = (pieces: readonly Piece[], kind: Piece['kind']) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('')

describe('what differs between two texts', () => {
  it.each([
    ['look at two things', 'look at three things', 'look at [-two-]{+three+} things'],
    ['one\n', 'one\nand two\n', 'one\n{+and two\n+}'],
    ['gone', '', '[-gone-]'],
    ['', 'new', '{+new+}'],
    ['same', 'same', 'same'],
    ['a b c', 'x y c', '[-a b-]{+x y+} c'],
  ])('%j to %j', (before, after, wanted) => {
    expect(shown(diffWords(before, after))).toBe(wanted)
  })

  it('what is left without the added is the one before, without the removed the one after', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'cd', ' ', '\n', '  '), { maxLength: 40 })
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after)
        expect(without(pieces, 'added')).toBe(before)
        expect(without(pieces, 'removed')).toBe(after)
      }),
      { numRuns: 2_000 },
    )
  })

  it('two long texts that have nothing in common cost bounded work, and lose nothing', () => {
    const before = Array.from({ length: 50_000 }, (_, at) => `a${at}`).join(' ')
    const after = Array.from({ length: 50_000 }, (_, at) => `b${at}`).join('\n')
    const start = process.cpuUsage()
    const pieces = diffWords(before, after)
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000)
    expect(without(pieces, 'added')).toBe(before)
    expect(without(pieces, 'removed')).toBe(after)
  })
})
