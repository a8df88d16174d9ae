import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withSave } from '../../../main/drafts/versions.ts'
import type { DraftVersion } from '../../../main/storage/store.ts'
import { draftOf } from '../storage/sample.ts'

const contentOf = (text: string) => draftOf('d', text).content
const long = 'A letter that took an hour to write. '.repeat(40)

/** Saves the texts one after another, `everyMs` ms apart. */
function save(texts: readonly string[], everyMs = 2_000): readonly DraftVersion[] {
  return texts.reduce<readonly DraftVersion[]>(
    (versions, text, at) => withSave(versions, contentOf(text), 1_000 + at * everyMs),
    [],
  )
}

const textsOf = (versions: readonly DraftVersion[]) => versions.map(({ content }) => content.text)

describe('P24: versions of a draft', () => {
  test('typing within a minute is one version', () => {
    expect(textsOf(save(['a', 'ab', 'abc']))).toEqual(['abc'])
  })

  test('typing on after a minute begins another', () => {
    expect(textsOf(save(['a', 'ab', 'abc'], 60_000))).toEqual(['a', 'ab', 'abc'])
  })

  test('saving the same again changes nothing', () => {
    const versions = save(['a'])
    expect(withSave(versions, contentOf('a'), 900_000)).toBe(versions)
  })

  test('a long draft that is emptied stays as it was', () => {
    expect(textsOf(save([long, '']))).toEqual([long, ''])
  })

  test('a long draft that is rubbed out bit by bit within a minute stays as it was', () => {
    const bites = Array.from({ length: 26 }, (_, at) => long.slice(0, Math.max(0, long.length - at * 60)))
    expect(textsOf(save(bites))).toContain(long)
  })

  test('a corrected slip begins no version', () => {
    expect(textsOf(save([`${long} teh`, long, `${long} the`]))).toEqual([`${long} the`])
  })

  test('P24: a signature is no text that stands in for a long one', () => {
    const signature = `\n\n-- \n${'Anna Example, Captain of the eight\n'.repeat(9)}`
    expect(textsOf(save([`${long}${signature}`, signature]))).toEqual([`${long}${signature}`, signature])
  })

  test('the long version outlives a hundred later ones', () => {
    const later = Array.from({ length: 100 }, (_, at) => `short ${at}`)
    const versions = save([long, ...later], 60_000)
    expect(textsOf(versions)).toContain(long)
    expect(textsOf(versions).at(-1)).toBe('short 99')
  })

  test('at least the last twenty are kept, and there is a limit', () => {
    const texts = Array.from({ length: 200 }, (_, at) => `text ${at}`)
    const versions = save(texts, 60_000)
    expect(textsOf(versions).slice(-20)).toEqual(texts.slice(-20))
    expect(versions.length).toBeLessThanOrEqual(50)
  })

  test('whatever is saved: the newest is what was saved last, numbers rise, and an emptied long text is kept', () => {
    const text = fc.oneof(fc.constant(''), fc.constant(long), fc.string({ maxLength: 200 }))
    const saves = fc.array(fc.tuple(text, fc.integer({ min: 1, max: 200_000 })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(saves, (steps) => {
        let now = 0
        let versions: readonly DraftVersion[] = []
        for (const [text, pauseMs] of steps) {
          now += pauseMs
          versions = withSave(versions, contentOf(text), now)
          expect(textsOf(versions).at(-1)).toBe(text)
        }
        const numbers = versions.map(({ version }) => version)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
        if (steps.some(([text]) => text === long)) expect(textsOf(versions)).toContain(long)
      }),
    )
  })
})
