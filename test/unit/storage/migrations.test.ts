import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { currentVersion, migrate, migrations, readVersion } from '../../../main/storage/migrations.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { linesOf } from './sample.ts'

function tablesOf(database: DatabaseSync): readonly unknown[] {
  return database
    .prepare(
      `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all()
    .map((row) => ({ ...row }))
}

test('an empty database is brought to the version of this program, all tables STRICT', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  expect(readVersion(database)).toBe(currentVersion)
  expect(tablesOf(database)).toEqual(
    [
      ...[
        'attempts',
        'bounced',
        'contact_groups',
        'contacts',
        'copies_due',
        'doomed',
        'draft_versions',
        'drafts',
        'dues',
        'earlier_recipients',
        'entries',
        'facts',
      ],
      'identities',
      ...['lane_totals', 'line_blocks', 'lines', 'listing', 'merge_files', 'merge_jobs', 'merge_rows'],
      ...['owned', 'sections', 'servers', 'settings', 'templates', 'unlisted'],
    ].map((name) => ({ name, strict: 1 })),
  )
})

test('a database at any earlier version is brought up from there', () => {
  for (let from = 0; from < currentVersion; from++) {
    const database = new DatabaseSync(':memory:')
    for (const step of migrations.slice(0, from)) database.exec(step)
    database.exec(`PRAGMA user_version = ${from}`)
    migrate(database)
    expect(readVersion(database)).toBe(currentVersion)
  }
})

test('migrating what is current changes nothing', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  database.exec(`INSERT INTO servers VALUES ('s', '{}')`)
  migrate(database)
  expect(database.prepare('SELECT count(*) AS n FROM servers').get()?.n).toBe(1)
})

test('a step that fails leaves the version and the tables as they were', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE settings (key TEXT) STRICT')
  expect(() => migrate(database)).toThrow(/settings/)
  expect(readVersion(database)).toBe(0)
  expect(tablesOf(database)).toEqual([{ name: 'settings', strict: 1 }])
})

test('a profile of version 1 keeps every record; its entries are listed and wait in their lanes', async () => {
  const profile = await createTempProfile()
  const database = new DatabaseSync(join(profile.dataDir, 'outbox.db'))
  database.exec(readFileSync(new URL('./version-1.sql', import.meta.url), 'utf8'))
  const before = database.prepare('SELECT id, data FROM entries ORDER BY created_at').all()
  database.close()

  const { store, notices } = await profile.open()
  const understood = before
    .filter(({ id }) => id !== 'eaten')
    .map(({ data }): unknown => JSON.parse(String(data)))
  expect(await allEntries(store)).toEqual(understood)
  expect(notices).toEqual([])
  expect(profile.warnings.join()).toContain('Row eaten of entries is damaged')
  expect(await store.queue.lanes()).toEqual([
    { lane: 'mx:example.org', waiting: 1, needsSignIn: false, nextDueAt: 0 },
    { lane: 's1', waiting: 6, needsSignIn: true, nextDueAt: 0 },
  ])
  const good = await store.attempts.accepted('server-1', 2_000, 9)
  expect(good.map(({ id }) => id)).toEqual(['sent-attempt-1'])
  expect(await store.transcripts.read('sent-attempt-1')).toEqual(linesOf(3))
  // What is recorded later goes behind what an older program wrote.
  await store.transcripts.append('sent-attempt-1', linesOf(2, 4))
  expect((await store.transcripts.read('sent-attempt-1')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  await store.queue.remove('sent')
  expect(await store.transcripts.read('sent-attempt-1')).toEqual([])
  expect((await store.drafts.all()).map(({ id }) => id)).toEqual(['d1'])
  expect(await store.drafts.versions('d1')).toHaveLength(1)
  expect((await store.servers.all()).map(({ id }) => id)).toEqual(['s1'])
  expect((await store.identities.all()).map(({ id }) => id)).toEqual(['i1'])
  expect(await store.settings.all()).toEqual({ theme: 'dark' })
})
