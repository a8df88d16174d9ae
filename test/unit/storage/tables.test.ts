import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../main/storage/store.ts'
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

describe('entries and attempts', () => {
  test('P1: an entry and its attempt are there after the profile is opened again', async () => {
    const { profile, store } = await opened()
    const entry = entryWith(['accepted', 'rejected', 'deferred', 'unconfirmed', 'pending'], { id: 'e1' })
    await store.entries.put(entry, attemptOf('e1', 1))
    await store.close()
    const again = (await profile.open()).store
    expect(await again.entries.all()).toEqual({ entries: [entry], damaged: [] })
    expect(await again.attempts.forEntry('e1')).toEqual([attemptOf('e1', 1)])
  })

  test('entries come oldest first, attempts by their number', async () => {
    const { store } = await opened()
    for (const [id, createdAt] of [
      ['late', 30],
      ['early', 10],
      ['middle', 20],
    ] as const) {
      await store.entries.put(entryWith(['pending'], { id, createdAt }))
    }
    await store.entries.put(entryWith(['pending'], { id: 'early', createdAt: 10 }), attemptOf('early', 2))
    await store.entries.put(entryWith(['pending'], { id: 'early', createdAt: 10 }), attemptOf('early', 1))
    expect((await store.entries.all()).entries.map(({ id }) => id)).toEqual(['early', 'middle', 'late'])
    expect((await store.attempts.forEntry('early')).map(({ number }) => number)).toEqual([1, 2])
  })

  test('putting again replaces the entry and the attempt', async () => {
    const { store } = await opened()
    await store.entries.put(entryWith(['pending'], { id: 'e1' }), attemptOf('e1', 1))
    const later = entryWith(['accepted'], { id: 'e1' })
    await store.entries.put(later, attemptOf('e1', 1, { step: 'ended', overall: 'accepted' }))
    expect((await store.entries.all()).entries).toEqual([later])
    expect((await store.attempts.get('e1-attempt-1'))?.overall).toBe('accepted')
  })

  test('an attempt of an entry that is not there is refused, and the entry of the same call with it', async () => {
    const { store } = await opened()
    const put = store.entries.put(entryWith(['pending'], { id: 'e1' }), attemptOf('nobody', 1))
    await expect(put).rejects.toMatchObject({ failure: { code: 'storage' } })
    expect((await store.entries.all()).entries).toEqual([])
  })

  test('removing an entry removes its attempts and their lines, and no other', async () => {
    const { store } = await opened()
    for (const id of ['e1', 'e2']) {
      await store.entries.put(entryWith(['pending'], { id }), attemptOf(id, 1))
      await store.transcripts.append(`${id}-attempt-1`, linesOf(3))
    }
    await store.entries.remove('e1')
    expect((await store.entries.all()).entries.map(({ id }) => id)).toEqual(['e2'])
    expect(await store.attempts.get('e1-attempt-1')).toBeUndefined()
    expect(await store.transcripts.read('e1-attempt-1')).toEqual([])
    expect(await store.transcripts.read('e2-attempt-1')).toHaveLength(3)
  })

  test('a row that is not understood is named, left where it is, and stops no other', async () => {
    const { profile, store } = await opened()
    for (const id of ['e1', 'e2', 'e3']) await store.entries.put(entryWith(['pending'], { id }))
    await store.close()
    alter(profile, `UPDATE entries SET data = '{"id":"e1"' WHERE id = 'e1'`)
    alter(
      profile,
      `UPDATE entries SET data = json_set(data, '$.recipients[0].status.state', 'eaten') WHERE id = 'e2'`,
    )
    const again = (await profile.open()).store
    const { entries, damaged } = await again.entries.all()
    expect(entries.map(({ id }) => id)).toEqual(['e3'])
    expect(damaged.map(({ table, id }) => [table, id])).toEqual([
      ['entries', 'e1'],
      ['entries', 'e2'],
    ])
    expect(damaged[1]?.problem).toContain('recipients.0.status')
    await again.close()
    const third = (await profile.open()).store
    expect((await third.entries.all()).damaged).toHaveLength(2)
  })

  test('a damaged attempt is left out and logged', async () => {
    const { profile, store } = await opened()
    await store.entries.put(entryWith(['pending'], { id: 'e1' }), attemptOf('e1', 1))
    await store.close()
    alter(profile, `UPDATE attempts SET data = '[]'`)
    const again = (await profile.open()).store
    expect(await again.attempts.forEntry('e1')).toEqual([])
    expect(profile.warnings.join()).toContain('e1-attempt-1')
  })

  test('many puts asked for at once are all there', async () => {
    const { store } = await opened()
    const ids = Array.from({ length: 300 }, (_, at) => `e${String(at).padStart(3, '0')}`)
    await Promise.all(ids.map((id) => store.entries.put(entryWith(['pending'], { id }), attemptOf(id, 1))))
    expect((await store.entries.all()).entries.map(({ id }) => id)).toEqual(ids)
  })

  test('one refused put among many is refused alone', async () => {
    const { store } = await opened()
    const results = await Promise.allSettled([
      store.entries.put(entryWith(['pending'], { id: 'e1' })),
      store.entries.put(entryWith(['pending'], { id: 'e2' }), attemptOf('nobody', 1)),
      store.entries.put(entryWith(['pending'], { id: 'e3' })),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await store.entries.all()).entries.map(({ id }) => id)).toEqual(['e1', 'e3'])
  })
})

describe('transcripts', () => {
  test('lines come back in the order of seq, however they were appended, each once', async () => {
    const { store } = await opened()
    await store.transcripts.append('a', linesOf(3, 4))
    await store.transcripts.append('a', linesOf(3, 1))
    await store.transcripts.append('a', linesOf(2, 2))
    expect((await store.transcripts.read('a')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await store.transcripts.read('a'))[0]).toEqual(linesOf(1)[0])
    expect([...(await store.transcripts.counts(['a', 'b']))]).toEqual([
      ['a', 6],
      ['b', 0],
    ])
  })

  test('a line that is not understood is left out', async () => {
    const { profile, store } = await opened()
    await store.transcripts.append('a', linesOf(3))
    await store.close()
    alter(profile, `UPDATE lines SET phase = 'nowhere' WHERE seq = 2`)
    const again = (await profile.open()).store
    expect((await again.transcripts.read('a')).map(({ seq }) => seq)).toEqual([1, 3])
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
