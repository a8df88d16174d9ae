import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { formatLines } from '../../../main/storage/line-block.ts'
import type { Store } from '../../../main/storage/store.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'
import { attemptOf, draftOf, linesOf, serverOf } from './sample.ts'

/** Changes rows behind the program's back; the store must be closed. */
function alter(profile: TempProfile, sql: string): void {
  const database = new DatabaseSync(join(profile.dataDir, 'outbox.db'))
  database.exec(sql)
  database.close()
}

async function opened(): Promise<{ profile: TempProfile; store: Store }> {
  const profile = await createTempProfile()
  return { profile, store: (await profile.open()).store }
}

/** With an attempt `a`, whose lines stay. */
async function openedWithAttempt(): Promise<{ profile: TempProfile; store: Store }> {
  const { profile, store } = await opened()
  await store.queue.add(entryWith(['pending'], { id: 'e1' }))
  await store.queue.record(attemptOf('e1', 1, { id: 'a' }))
  return { profile, store }
}

describe('entries and attempts', () => {
  test('P1: an entry and its attempt are there after the profile is opened again', async () => {
    const { profile, store } = await opened()
    const entry = entryWith(['accepted', 'rejected', 'deferred', 'unconfirmed', 'pending'], { id: 'e1' })
    await store.queue.add(entry)
    await store.queue.record(attemptOf('e1', 1))
    await store.close()
    const again = (await profile.open()).store
    expect(await allEntries(again)).toEqual([entry])
    expect(await again.attempts.forEntry('e1')).toEqual([attemptOf('e1', 1)])
  })

  test('attempts come by their number; putting one again replaces it', async () => {
    const { store } = await opened()
    await store.queue.add(entryWith(['pending'], { id: 'e1' }))
    await store.queue.record(attemptOf('e1', 2))
    await store.queue.record(attemptOf('e1', 1))
    await store.queue.record(attemptOf('e1', 1, { step: 'ended', overall: 'accepted' }))
    const attempts = await store.attempts.forEntry('e1')
    expect(attempts.map(({ number, overall }) => [number, overall])).toEqual([
      [1, 'accepted'],
      [2, undefined],
    ])
  })

  test('an attempt of an entry that is not there is refused', async () => {
    const { store } = await opened()
    await expect(store.queue.record(attemptOf('nobody', 1))).rejects.toMatchObject({
      failure: { code: 'storage', message: expect.stringContaining('nobody was deleted') as string },
    })
  })

  test('P3: a step of an attempt that is not the running one of its entry is refused', async () => {
    const { store } = await opened()
    await store.queue.add(entryWith(['pending'], { id: 'e1' }))
    const step = store.queue.record(attemptOf('e1', 1, { step: 'about-to-complete' }))
    await expect(step).rejects.toThrow(/not the running one/)
    expect(await store.attempts.forEntry('e1')).toEqual([])
  })

  test('attempts over a server in which all was accepted come newest first, those before a time alone', async () => {
    const { store } = await opened()
    await store.queue.add(entryWith(['pending'], { id: 'e1' }))
    const over = [
      { overall: 'accepted' },
      { overall: 'partly' },
      { overall: 'accepted', serverId: 's2' },
      { overall: 'accepted' },
      { overall: 'accepted' },
    ] as const
    for (const [at, one] of over.entries()) await store.queue.record(attemptOf('e1', at, one))
    const found = await store.attempts.accepted('server-1', attemptOf('e1', 4).startedAt, 9)
    expect(found.map(({ number }) => number)).toEqual([3, 0])
    expect(await store.attempts.accepted('server-1', 9_999, 1)).toHaveLength(1)
    const all = await store.attempts.since('server-1', 0, 99)
    expect(all.map(({ startedAt }) => startedAt)).toEqual(
      all.map(({ startedAt }) => startedAt).toSorted((one, other) => other - one),
    )
    expect(all.every(({ serverId }) => serverId === 'server-1')).toBe(true)
    expect(await store.attempts.since('server-1', (all[0]?.startedAt ?? 0) + 1, 9)).toEqual([])
    expect(await store.attempts.since('server-1', 0, 1)).toEqual(all.slice(0, 1))
  })

  test('removing an entry removes its attempts and their lines, and no other', async () => {
    const { store } = await opened()
    for (const id of ['e1', 'e2']) {
      await store.queue.add(entryWith(['pending'], { id }))
      await store.queue.record(attemptOf(id, 1))
      await store.transcripts.append(`${id}-attempt-1`, linesOf(3))
    }
    await store.queue.remove('e1')
    expect((await allEntries(store)).map(({ id }) => id)).toEqual(['e2'])
    expect(await store.queue.lanes()).toMatchObject([{ lane: 's1', waiting: 1 }])
    expect(await store.attempts.get('e1-attempt-1')).toBeUndefined()
    expect(await store.transcripts.read('e1-attempt-1')).toEqual([])
    expect(await store.transcripts.read('e2-attempt-1')).toHaveLength(3)
  })

  test('a row that is not understood is named, left where it is, and stops no other', async () => {
    const { profile, store } = await opened()
    for (const id of ['e1', 'e2', 'e3']) await store.queue.add(entryWith(['pending'], { id }))
    await store.close()
    alter(profile, `UPDATE entries SET data = '{"id":"e1"' WHERE id = 'e1'`)
    alter(
      profile,
      `UPDATE entries SET data = json_set(data, '$.recipients[0].status.state', 'eaten') WHERE id = 'e2'`,
    )
    const again = (await profile.open()).store
    const query = { hurried: [], running: [], now: Number.MAX_SAFE_INTEGER, floor: 0 }
    expect((await again.queue.next('s1', query))?.entry.id).toBe('e3')
    expect((await allEntries(again)).map(({ id }) => id)).toEqual(['e3'])
    expect(await again.queue.get('e2')).toBeUndefined()
    expect(profile.warnings.join()).toMatch(/e1 .*JSON.*e2 .*recipients\.0\.status/)
    await again.close()
    const third = (await profile.open()).store
    expect(await third.queue.lanes()).toMatchObject([{ lane: 's1', waiting: 1 }])
    await third.close()
    alter(
      profile,
      `UPDATE entries SET data = json_set(data, '$.recipients[0].status.state', 'pending')
      WHERE id = 'e2'`,
    )
    const fourth = (await profile.open()).store
    expect((await allEntries(fourth)).map(({ id }) => id)).toEqual(['e2', 'e3'])
  })

  test('a damaged attempt is left out and logged', async () => {
    const { profile, store } = await opened()
    await store.queue.add(entryWith(['pending'], { id: 'e1' }))
    await store.queue.record(attemptOf('e1', 1))
    await store.close()
    alter(profile, `UPDATE attempts SET data = '[]'`)
    const again = (await profile.open()).store
    expect(await again.attempts.forEntry('e1')).toEqual([])
    expect(profile.warnings.join()).toContain('e1-attempt-1')
  })

  test('many asked for at once are all there', async () => {
    const { store } = await opened()
    const ids = Array.from({ length: 300 }, (_, at) => `e${String(at).padStart(3, '0')}`)
    await Promise.all(ids.map((id) => store.queue.add(entryWith(['pending'], { id }))))
    expect((await allEntries(store)).map(({ id }) => id)).toEqual(ids)
  })

  test('one refused among many is refused alone', async () => {
    const { store } = await opened()
    const results = await Promise.allSettled([
      store.queue.add(entryWith(['pending'], { id: 'e1' })),
      store.queue.record(attemptOf('nobody', 1)),
      store.queue.add(entryWith(['pending'], { id: 'e3' })),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await allEntries(store)).map(({ id }) => id)).toEqual(['e1', 'e3'])
  })

  test('P2: an entry that is there is not written over by one of the same draft', async () => {
    const { store } = await opened()
    const first = entryWith(['pending'], { id: 'e1' })
    expect(await store.queue.add(first)).toBe(true)
    expect(await store.queue.add({ ...first, subject: 'Another press of Send' })).toBe(false)
    expect(await allEntries(store)).toEqual([first])
  })
})

describe('transcripts', () => {
  const unread = 'Lines that belong here could not be read.'
  const shown = ({ seq, from, text }: TranscriptLine) => (from === 'note' ? text : seq)

  test('lines come back in the order of seq, however they were appended, each once', async () => {
    const { store } = await opened()
    await store.transcripts.append('a', linesOf(3, 4))
    await store.transcripts.append('a', linesOf(3, 1))
    await store.transcripts.append('a', linesOf(2, 2))
    expect((await store.transcripts.read('a')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await store.transcripts.read('a'))[0]).toEqual(linesOf(1)[0])
    expect(await store.transcripts.read('b')).toEqual([])
  })

  test('a line that is not understood is left out, and its place is said', async () => {
    const { profile, store } = await openedWithAttempt()
    await store.transcripts.append('a', linesOf(3))
    await store.close()
    alter(
      profile,
      `UPDATE line_blocks SET lines = replace(lines, '[2,3,"client","ehlo"', '[2,3,"client","nowhere"')`,
    )
    const again = (await profile.open()).store
    expect((await again.transcripts.read('a')).map(shown)).toEqual([1, unread, 3])
    expect(profile.warnings).toEqual([
      'Row a of line_blocks is damaged (line 2 is not understood); it was left where it is.',
    ])
    await again.transcripts.read('a')
    expect(profile.warnings).toHaveLength(1)
  })

  test('a row of an older program that is not understood is left out, and its place is said', async () => {
    const { profile, store } = await openedWithAttempt()
    await store.transcripts.append('a', linesOf(1, 4))
    await store.close()
    const row = (seq: number, phase: string) => `('a', ${seq}, ${seq}, 'server', '${phase}', 'x')`
    alter(profile, `INSERT INTO lines VALUES ${row(1, 'ehlo')}, ${row(2, 'nowhere')}, ${row(3, 'nowhere')}`)
    const again = (await profile.open()).store
    expect((await again.transcripts.read('a')).map(shown)).toEqual([1, unread, 4])
    expect(profile.warnings.join()).toContain('Row a of lines is damaged (line 2 is not understood)')
  })

  test('a block that is not understood is left out, its place is said, and the others are there', async () => {
    const { profile, store } = await openedWithAttempt()
    await store.transcripts.append('a', linesOf(3))
    await store.transcripts.append('a', linesOf(3, 4))
    await store.transcripts.append('a', linesOf(1, 7))
    await store.transcripts.append('a', linesOf(1, 8))
    await store.close()
    alter(profile, `UPDATE line_blocks SET lines = '[[4' WHERE first = 4`)
    alter(profile, `UPDATE line_blocks SET lines = '{}' WHERE first = 7`)
    const again = (await profile.open()).store
    const read = await again.transcripts.read('a')
    expect(read.map(shown)).toEqual([1, 2, 3, unread, 8])
    expect(read[3]).toMatchObject({ seq: 4, atMs: 4.5, phase: 'ehlo', from: 'note' })
    alter(profile, `UPDATE line_blocks SET lines = '[]'`)
    expect((await again.transcripts.read('a')).map(shown)).toEqual([unread])
  })

  test('a block that was stored again with more behind it hides no line that is there', async () => {
    const { profile, store } = await openedWithAttempt()
    await store.transcripts.append('a', linesOf(3))
    await store.transcripts.append('a', linesOf(4, 2))
    await store.close()
    alter(profile, `UPDATE line_blocks SET lines = '[' WHERE first = 1`)
    const again = (await profile.open()).store
    expect((await again.transcripts.read('a')).map(shown)).toEqual([unread, 2, 3, 4, 5])
  })

  test('as many lines as a disk that was full for long has kept waiting go into one block', () => {
    const lines = linesOf(200_000, 5)
    expect(formatLines(lines).first).toBe(5)
  })

  test('lines of an attempt that is gone go when the whole is read, those of others stay', async () => {
    const { profile, store } = await opened()
    await store.queue.add(entryWith(['pending'], { id: 'e1' }))
    await store.queue.record(attemptOf('e1', 1))
    for (const id of ['gone', 'e1-attempt-1', 'gone-too']) await store.transcripts.append(id, linesOf(2))
    await store.close()
    alter(profile, `INSERT INTO lines VALUES ('gone', 9, 9, 'server', 'ehlo', 'x')`)
    const again = (await profile.open()).store
    for (const id of ['gone', 'gone-too']) expect(await again.transcripts.read(id)).toEqual([])
    expect(await again.transcripts.read('e1-attempt-1')).toEqual(linesOf(2))
  })
})

describe('drafts, servers, identities, settings', () => {
  test('a draft is kept with its versions, and goes with them', async () => {
    const { store } = await opened()
    const draft = draftOf('d1', 'two', { version: 2, entryId: 'e1' })
    const versions = [1, 2].map((version) => ({
      version,
      startedAt: version,
      savedAt: version,
      content: draft.content,
    }))
    await store.drafts.put(draft, versions)
    expect(await store.drafts.get('d1')).toEqual(draft)
    expect(await store.drafts.versions('d1')).toEqual(versions)
    await store.drafts.put(draft, versions.slice(1))
    expect((await store.drafts.versions('d1')).map(({ version }) => version)).toEqual([2])
    await store.drafts.remove('d1')
    expect(await store.drafts.get('d1')).toBeUndefined()
    expect(await store.drafts.versions('d1')).toEqual([])
  })

  test('drafts come last saved first', async () => {
    const { store } = await opened()
    await store.drafts.put(draftOf('old', '', { savedAt: 1 }), [])
    await store.drafts.put(draftOf('new', '', { savedAt: 9 }), [])
    expect((await store.drafts.all()).map(({ id }) => id)).toEqual(['new', 'old'])
  })

  test('a damaged draft hides no other', async () => {
    const { profile, store } = await opened()
    await store.drafts.put(draftOf('d1', 'one'), [])
    await store.drafts.put(draftOf('d2', 'two'), [])
    await store.close()
    alter(profile, `UPDATE drafts SET data = 'x' WHERE id = 'd1'`)
    const again = (await profile.open()).store
    expect((await again.drafts.all()).map(({ id }) => id)).toEqual(['d2'])
    expect(profile.warnings.join()).toContain('d1')
  })

  test('servers keep their order; several change in one go', async () => {
    const { store } = await opened()
    await store.servers.put(serverOf('b', { isDefault: true }))
    await store.servers.put(serverOf('a'))
    await store.servers.putAll([serverOf('b'), serverOf('a', { isDefault: true })])
    expect((await store.servers.all()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      ['b', false],
      ['a', true],
    ])
    await store.servers.remove('b')
    expect((await store.servers.all()).map(({ id }) => id)).toEqual(['a'])
  })

  test('a settings value that is not JSON reads as none', async () => {
    const { profile, store } = await opened()
    await store.settings.put({ theme: 'dark', letterShortcuts: false })
    await store.close()
    alter(profile, `UPDATE settings SET value = '{' WHERE key = 'theme'`)
    const again = (await profile.open()).store
    expect(await again.settings.all()).toEqual({ theme: undefined, letterShortcuts: false })
  })

  test('a call after close is refused with a sentence that names the profile', async () => {
    const { profile, store } = await opened()
    await store.close()
    await expect(store.drafts.all()).rejects.toThrow(profile.dataDir)
    await store.close()
  })
})
