import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../main/outbox/entry.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import { keptTables } from '../../../main/storage/repair.ts'
import type { Store } from '../../../main/storage/store.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'
import { attemptOf, draftOf, linesOf, serverOf } from './sample.ts'

const count = 60
const entries: readonly Entry[] = Array.from({ length: count }, (_, at) =>
  entryWith(['pending'], {
    id: `e${String(at).padStart(2, '0')}`,
    createdAt: at,
    subject: 'x'.repeat(1_500),
  }),
)
const aside = 'outbox.damaged-2026-01-05T09-00-00.db'

async function fill(store: Store): Promise<void> {
  await store.servers.put(serverOf('s1'))
  await store.settings.put({ theme: 'dark' })
  await store.drafts.put(draftOf('d1', 'A draft'), [])
  for (const entry of entries) {
    await store.queue.add(entry)
    await store.queue.record(attemptOf(entry.id, 1))
    await store.transcripts.append(`${entry.id}-attempt-1`, linesOf(2))
  }
}

/** A closed profile with records of every kind. */
async function filled(): Promise<{ profile: TempProfile; path: string; bytes: Buffer }> {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  await fill(store)
  await store.close()
  const path = join(profile.dataDir, 'outbox.db')
  return { profile, path, bytes: readFileSync(path) }
}

/** Writes over these octets of a file that is closed. */
function spoil(path: string, from: number, to: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0xff, from, to)
  writeFileSync(path, bytes)
}

const pageSize = 4096

/** Computed again from the entries, by derive.ts or by the repair. */
const computed = [
  ...['bounced', 'copies_due', 'dues', 'facts', 'lane_totals', 'listing', 'owned', 'sections', 'unlisted'],
]

test('P1: a repair copies every table that is not computed again', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all()
  expect([...keptTables, ...computed].sort()).toEqual(tables.map(({ name }) => name))
})

describe('P1: a database with damaged pages', () => {
  const pages = [3, 9, 20, 33, 47]
  test.each(pages)(
    'page %i: what can be read is copied, the damaged file is kept, and it is said',
    async (page) => {
      const { profile, path, bytes } = await filled()
      bytes.fill(0xff, page * pageSize, (page + 1) * pageSize)
      writeFileSync(path, bytes)
      const { store, notices } = await profile.open()
      const read = await allEntries(store)
      expect(read.length).toBeGreaterThanOrEqual(count - 3)
      for (const entry of read) expect(entry).toEqual(entries.find(({ id }) => id === entry.id))
      expect(notices).toMatchObject([{ id: 'database-set-aside' }])
      expect(`${notices[0]?.message} ${notices[0]?.detail}`).toMatch(
        new RegExp(`${read.length} messages could be read .*kept as .*${aside}`),
      )
      expect(readFileSync(join(profile.dataDir, aside)).equals(bytes)).toBe(true)
      expect((await store.servers.all()).length + (await store.drafts.all()).length).toBeGreaterThanOrEqual(1)
      await store.close()
      expect((await profile.open()).notices).toEqual([])
    },
  )

  test('a transcript of which not all could be read says where', async () => {
    const { profile, path } = await filled()
    const { store } = await profile.open()
    await store.transcripts.append('e00-attempt-1', linesOf(3, 3))
    await store.transcripts.append('e00-attempt-1', linesOf(2, 6))
    await store.close()
    const database = new DatabaseSync(path)
    database.exec(`DELETE FROM line_blocks WHERE attempt_id = 'e00-attempt-1' AND first = 3`)
    database.close()
    const read = await (await profile.open()).store.transcripts.read('e00-attempt-1')
    expect(read.map(({ seq, from }) => (from === 'note' ? from : seq))).toEqual([1, 2, 'note', 6, 7])
  })

  test('P1: mail merge keeps its jobs, rows and files; one that ran is paused, for some of its messages may be lost', async () => {
    const { profile, path } = await filled()
    const { store } = await profile.open()
    for (const [id, state] of Object.entries({ m1: 'running', m2: 'draft' }))
      await store.merge.put({ id, state } as { id: string })
    await store.merge.addRows('m1', 1, [['Anna'], ['Bob']])
    await store.merge.mark('m1', [{ row: 1, status: 'made', note: null, entryId: 'e00' }])
    await store.merge.addFile('m1', { path: 'all', file: 'f1', data: '{}' })
    await store.close()
    spoil(path, 3 * pageSize, 4 * pageSize)
    const opened = await profile.open()
    expect(opened.notices).toHaveLength(1)
    const { merge } = opened.store
    expect((await merge.jobs()).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { id: 'm2', state: 'draft' },
      { id: 'm1', state: 'paused' },
    ])
    const rows = await merge.rows({ jobId: 'm1', after: 0, limit: 9 })
    expect(rows.map(({ cells, status, entryId }) => [cells, status, entryId])).toEqual([
      [['Anna'], 'made', 'e00'],
      [['Bob'], 'waiting', null],
    ])
    expect(await merge.files('m1')).toEqual([{ path: 'all', file: 'f1', data: '{}' }])
  })

  test('P8: which copies are due is known of what was read', async () => {
    const { profile, path } = await filled()
    const { store } = await profile.open()
    const sentCopy = { kind: 'eml', path: '/sent', state: 'pending' } as const
    await store.queue.add(entryWith(['accepted'], { id: 'copy', createdAt: 99, sentCopy }))
    await store.close()
    spoil(path, 3 * pageSize, 4 * pageSize)
    const opened = await profile.open()
    expect(opened.notices).toHaveLength(1)
    expect(await opened.store.queue.copiesDue()).toEqual(['copy'])
  })

  test('several at once: what is left is whole, and the lanes have just that', async () => {
    const { profile, path, bytes } = await filled()
    for (const page of pages) bytes.fill(0xff, page * pageSize, (page + 1) * pageSize)
    writeFileSync(path, bytes)
    const { store } = await profile.open()
    const read = await allEntries(store)
    expect(read.length).toBeGreaterThan(count / 2)
    expect(await store.queue.lanes()).toMatchObject([{ lane: 's1', waiting: read.length }])
  })
})

test('a repair that was cut off between the two names is ended at the next start', async () => {
  const { profile, path } = await filled()
  renameSync(path, join(profile.dataDir, 'outbox.repaired.db'))
  const { store, notices } = await profile.open()
  expect(await allEntries(store)).toHaveLength(count)
  expect(notices).toEqual([])
  expect(existsSync(join(profile.dataDir, 'outbox.repaired.db'))).toBe(false)
})

test('a repair that was cut off before is begun anew', async () => {
  const { profile, path, bytes } = await filled()
  writeFileSync(join(profile.dataDir, 'outbox.repaired.db'), 'half of a database')
  bytes.fill(0xff, 9 * pageSize, 10 * pageSize)
  writeFileSync(path, bytes)
  const { store } = await profile.open()
  expect((await allEntries(store)).length).toBeGreaterThanOrEqual(count - 3)
})

test('a damaged database that another process has open is left where it is, and the error says what to do', async () => {
  const { profile, path } = await filled()
  await profile.open()
  spoil(path, 0, 100)
  await expect(profile.open()).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringMatching(/damaged\. Quit every Sendoff/) as string },
  })
  expect((await readdir(profile.dataDir)).filter((name) => name.includes('damaged'))).toEqual([])
})
