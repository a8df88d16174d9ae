import { describe, expect, test } from 'vitest'
import { describeVersions } from '../../../main/drafts/describe-versions.ts'
import type { DraftContent } from '../../../main/drafts/draft.ts'
import { keptVersions, withRestored, withSave } from '../../../main/drafts/versions.ts'
import type { DraftVersion } from '../../../main/storage/store.ts'
import { draftOf } from '../storage/sample.ts'

const content = { ...draftOf('d', '').content, to: [] }
const long = 'A letter that took an hour to write. '.repeat(40)
const signature = '\n\n-- \nMarit'

function save(contents: readonly Partial<DraftContent>[]): readonly DraftVersion[] {
  return contents.reduce<readonly DraftVersion[]>(
    (versions, change, at) => withSave(versions, { ...content, ...change }, at * 60_000),
    [],
  )
}

const file = (name: string) => ({
  ...{ id: name, name, type: 'text/plain', size: 1, file: name, sha256: '0'.repeat(64), copiedAt: 1 },
})

describe('what is said of versions', () => {
  test('newest first; the first, the one in place and the last before a cut are marked', () => {
    const told = describeVersions(save([{ text: long }, { text: '' }, { text: 'Again' }]))
    expect(
      told.map(({ version, words, isCurrent, isBeforeCut }) => [version, words, isCurrent, isBeforeCut]),
    ).toEqual([
      [3, 1, true, false],
      [2, 0, false, false],
      [1, 320, false, true],
    ])
    expect(told.map(({ changes }) => changes[0]?.kind)).toEqual(['words', 'emptied', 'first'])
  })

  test('words are counted by what was added and what went, the signature is not', () => {
    const told = describeVersions(
      save([
        { text: `look at two things${signature}` },
        { text: `please look at three things${signature} X` },
      ]),
    )
    expect(told[0]).toMatchObject({ words: 5, firstLine: 'please look at three things' })
    expect(told[0]?.changes).toEqual([{ kind: 'words', added: 2, removed: 1 }])
  })

  test('subject, recipients, files, form and all else have words of their own', () => {
    const to = ['a@example.org']
    const told = describeVersions(
      save([
        { subject: 'One' },
        { subject: 'Two', to },
        { subject: 'Two', to: [], cc: to, attachments: [file('a.txt')] },
        { subject: 'Two', to: [], cc: to, attachments: [file('b.txt')] },
        { subject: 'Two', to: [], cc: to, attachments: [file('b.txt')], html: '<b>x</b>' },
        { subject: 'Two', to: [], cc: to, attachments: [file('b.txt')], html: '<b>x</b>', priority: 'high' },
      ]),
    )
    expect(told.map(({ changes }) => changes)).toEqual([
      [{ kind: 'options' }],
      [{ kind: 'look' }],
      [{ kind: 'files', added: ['b.txt'], removed: ['a.txt'] }],
      [
        { kind: 'recipients', added: 1, removed: 1 },
        { kind: 'files', added: ['a.txt'], removed: [] },
      ],
      [{ kind: 'subject' }, { kind: 'recipients', added: 1, removed: 0 }],
      [{ kind: 'first' }],
    ])
  })

  test('one that was brought back says from when', () => {
    const versions = save([{ text: 'one' }, { text: 'two' }])
    const told = describeVersions(withRestored(versions, { ...content, text: 'one' }, 200_000))
    expect(told[0]?.changes).toEqual([{ kind: 'brought-back', savedAt: 0 }])
  })
})

describe('P24: a version that is brought back', () => {
  test('is a new one; the one before it stays as it was, though a minute has not passed', () => {
    const versions = save([{ text: 'one' }, { text: 'two' }])
    const restored = withRestored(versions, { ...content, text: 'one' }, 60_001)
    expect(restored.map((version) => version.content.text)).toEqual(['one', 'two', 'one'])
    expect(restored.map(({ version }) => version)).toEqual([1, 2, 3])
  })

  test('makes no version where it stands already, and no more than are kept', () => {
    const versions = save([{ text: 'one' }])
    expect(withRestored(versions, { ...content, text: 'one' }, 9)).toBe(versions)
    const many = save(Array.from({ length: keptVersions }, (_, at) => ({ text: `text ${at}` })))
    expect(withRestored(many, { ...content, text: 'text 0' }, 9)).toHaveLength(keptVersions)
  })
})
