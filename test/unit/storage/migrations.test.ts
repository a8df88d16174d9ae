import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { currentVersion, migrate, migrations, readVersion } from '../../../main/storage/migrations.ts'

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
    ['attempts', 'draft_versions', 'drafts', 'entries', 'identities', 'lines', 'servers', 'settings'].map(
      (name) => ({
        name,
        strict: 1,
      }),
    ),
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
