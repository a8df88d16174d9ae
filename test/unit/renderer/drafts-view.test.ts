import { describe, expect, it, vi } from 'vitest'
import type { DraftView, VersionSummary } from '../../../main/api.ts'
import { keptVersions as keptByMain } from '../../../main/drafts/versions.ts'
import { toPlainCopy } from '../../../renderer/compose/plain-copy.ts'
import { describeChanges } from '../../../renderer/drafts/change-text.ts'
import { findDrafts } from '../../../renderer/drafts/find-drafts.ts'
import { differencesOf } from '../../../renderer/drafts/version-parts.ts'
import { keptVersions, VersionsState } from '../../../renderer/drafts/versions-state.svelte.ts'
import { DiscardingState } from '../../../renderer/state/discarding-state.svelte.ts'
import { draftOf } from '../storage/sample.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const { content } = draftOf('d', 'Dear all')
const draft = (id: string, over: Partial<DraftView['content']>): DraftView => ({
  ...draftOf(id, ''),
  content: { ...content, to: [], ...over },
  refused: [],
})

describe('drafts that are looked for', () => {
  const all = [
    draft('a', { to: ['Hélène <helene@example.org>'], subject: 'Catalogue' }),
    draft('b', { text: 'Thank you for the BOAT' }),
  ]
  it.each([
    ['', 'newest', 'a b'],
    ['', 'oldest', 'b a'],
    ['helene cata', 'newest', 'a'],
    ['boat', 'newest', 'b'],
    ['boat helene', 'newest', ''],
  ] as const)('%j, %s: %j', (text, order, wanted) => {
    expect(
      findDrafts(all, text, order)
        .map(({ id }) => id)
        .join(' '),
    ).toBe(wanted)
  })
})

describe('what a version changed, in words', () => {
  const told = (changes: VersionSummary['changes'], isBeforeCut = false) =>
    describeChanges({ changes, isBeforeCut }, 0)

  it.each([
    [[{ kind: 'first' }], 'first'],
    [[{ kind: 'words', added: 1, removed: 3 }], '1 word added, 3 words removed'],
    [
      [{ kind: 'recipients', added: 0, removed: 1 }, { kind: 'subject' }],
      '1 recipient removed; subject changed',
    ],
    [[{ kind: 'files', added: ['a.txt'], removed: [] }], 'a.txt added'],
    [[{ kind: 'files', added: ['a', 'b'], removed: ['c'] }], '2 files added, c removed'],
  ] as const)('%j', (changes, wanted) => {
    expect(told(changes)).toBe(wanted)
  })

  it('says which is the last before a cut', () => {
    expect(told([{ kind: 'first' }], true)).toBe('first; the last before it was cut down')
  })
})

it('a version beside the current one tells of text, subject, recipients and files, where they differ', () => {
  const { parts, text } = differencesOf(
    { ...content, subject: 'Old', text: 'one two' },
    { ...content, subject: 'New', text: 'one three' },
  )
  expect(parts.map(({ field }) => field)).toEqual(['subject'])
  expect(text.map(({ kind, text: word }) => `${kind} ${word.trim()}`)).toEqual([
    'same one',
    'removed two',
    'added three',
  ])
})

it('P24: what cannot be saved is copied whole', () => {
  const copy = toPlainCopy({
    ...content,
    to: ['a@example.org'],
    cc: [],
    bcc: [],
    subject: 'Hello',
    text: 'Dear all',
  })
  expect(copy).toBe('To: a@example.org\nSubject: Hello\n\nDear all')
})

describe('the versions of a draft', () => {
  const summary = (version: number, isCurrent: boolean): VersionSummary => ({
    ...{ version, startedAt: version, savedAt: version, words: 1, firstLine: '', files: 0 },
    ...{ changes: [], isCurrent, isBeforeCut: false },
  })
  function open() {
    let newest = 2
    return createFakeBridge({
      'drafts.versions': () => ok(Array.from({ length: newest }, (_, at) => summary(newest - at, at === 0))),
      'drafts.version': ({ version }: { version: number }) =>
        ok({ version, savedAt: version, content, goneFiles: [] }),
      'drafts.restore': () => {
        newest += 1
        return ok({ savedAt: newest, before: newest - 1, goneFiles: [] })
      },
    })
  }

  const never = () => () => undefined

  it('are read once in a while, however often the draft is saved', async () => {
    const timers: (() => void)[] = []
    const { bridge, calls, emit } = open()
    const reads = () => calls.filter(({ name }) => name === 'drafts.versions').length
    const versions = new VersionsState(bridge, 'd', (_ms, run) => {
      timers.push(run)
      return () => undefined
    })
    const stop = versions.start()
    for (const savedAt of [1, 2, 3]) emit('drafts.changed', { draftId: 'd', savedAt })
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    expect(reads()).toBe(1)
    timers.shift()?.()
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    expect(reads()).toBe(2)
    stop()
    timers.shift()?.()
    emit('drafts.changed', { draftId: 'd', savedAt: 4 })
    expect(reads()).toBe(2)
  })

  it('are as many as main keeps', () => {
    expect(keptVersions).toBe(keptByMain)
  })

  it('one is shown beside the current one; the current one is shown by itself', async () => {
    const versions = new VersionsState(open().bridge, 'd', never)
    await versions.read()
    expect([versions.current?.version, versions.shown]).toEqual([2, null])
    await versions.choose(1)
    expect(versions.shown?.version).toBe(1)
    await versions.choose(2)
    expect(versions.shown).toBeNull()
  })

  it('is brought back once, however often that is pressed', async () => {
    const { bridge, calls } = open()
    const versions = new VersionsState(bridge, 'd', never)
    await versions.read()
    await versions.choose(1)
    expect(await Promise.all([versions.restore(), versions.restore()])).toEqual([true, false])
    expect(calls.filter(({ name }) => name === 'drafts.restore')).toHaveLength(1)
    expect(versions.all).toHaveLength(3)
  })
})

describe('Undo after a draft was discarded', () => {
  function open(undo: () => unknown = () => ok(draft('a', {}))) {
    const timers: (() => void)[] = []
    const fake = createFakeBridge({ 'drafts.undoDiscard': undo })
    const state = new DiscardingState(fake.bridge, (_ms, run) => {
      timers.push(run)
      return () => timers.splice(timers.indexOf(run), 1)
    })
    state.start()
    const discard = (draftId: string, subject: string) =>
      fake.emit('drafts.changed', { draftId, savedAt: null, discarded: { subject } })
    return { ...fake, state, timers, discard }
  }

  it('is offered for the last one, until its time is over', async () => {
    const { state, timers, discard, calls } = open()
    discard('a', 'One')
    discard('b', 'Two')
    expect(state.last).toEqual({ draftId: 'b', subject: 'Two' })
    expect(timers).toHaveLength(1)
    expect(await state.undo()).toBe(true)
    expect(calls).toEqual([{ name: 'drafts.undoDiscard', input: { draftId: 'b' } }])
    discard('a', 'One')
    timers[0]?.()
    expect(state.last).toBeNull()
  })

  it('ends where the draft was taken back or deleted elsewhere', () => {
    const { state, emit, discard } = open()
    discard('a', 'One')
    emit('drafts.changed', { draftId: 'a', savedAt: 3 })
    expect(state.last).toBeNull()
  })

  it('says why it was not possible', async () => {
    const failure = { code: 'not-possible', message: 'It cannot be edited any more.' } as const
    const { state, discard } = open(() => ({ ok: false, failure }))
    discard('a', 'One')
    expect(await state.undo()).toBe(false)
    expect(state.failure).toEqual(failure)
  })

  it('why it was not possible goes in its time, also where another was discarded meanwhile', async () => {
    const failure = { code: 'not-possible', message: 'It cannot be edited any more.' } as const
    const { state, timers, discard } = open(() => ({ ok: false, failure }))
    discard('a', 'One')
    const asked = state.undo()
    discard('b', 'Two')
    await asked
    expect([state.last?.draftId, state.failure]).toEqual(['b', failure])
    timers[0]?.()
    timers[0]?.()
    expect([state.last, state.failure]).toEqual([null, null])
  })
})
