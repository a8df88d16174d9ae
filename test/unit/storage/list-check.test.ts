import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../../main/outbox/entry.ts'
import type { EntryEvent } from '../../../main/outbox/entry-event.ts'
import type { PageQuery } from '../../../main/outbox/queue.ts'
import { transition } from '../../../main/outbox/transition.ts'
import { leaveCleanEnd } from '../../../main/storage/clean-end.ts'
import { createEntryRows } from '../../../main/storage/entry-rows.ts'
import { readPage } from '../../../main/storage/list-page.ts'
import { createListSections } from '../../../main/storage/list-sections.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import { createSql, type Sql } from '../../../main/storage/sql.ts'
import type { Store } from '../../../main/storage/store.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { pageOf } from '../../support/memory-queue.ts'
import { entryWith } from '../outbox/sample.ts'

const pages: readonly PageQuery[] = (['outbox', 'sent'] as const).flatMap((list) =>
  [{}, { states: ['queued'] as const }, { states: ['sent'] as const }].map((filter) => ({
    ...{ list, filter, offset: 3, limit: 4, settledSince: 0 },
  })),
)
const summaryOf = ({ entries, counts, total }: ReturnType<typeof pageOf>) => ({
  ...{ ids: entries.map(({ id }) => id), counts, total },
})

const entriesOf = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, at) =>
    entryWith([at % 3 === 0 ? 'pending' : 'accepted'], {
      ...{ id: `e${String(at).padStart(4, '0')}`, updatedAt: at, createdAt: at },
    }),
  )

function insertAll(sql: Sql, entries: readonly Entry[], size?: number) {
  const open = () =>
    createEntryRows({
      ...{ sql, report: () => undefined, readAttachments: () => [] },
      ...(size === undefined ? {} : { sections: createListSections(sql, size) }),
    })
  const rows = open()
  rows.derive()
  for (const entry of entries) rows.insert(entry)
  return open
}

describe('at the moment when the whole is read', () => {
  const entries = entriesOf(60)
  let sql: Sql
  let open: ReturnType<typeof insertAll>
  beforeEach(() => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    sql = createSql(database)
    open = insertAll(sql, entries, 4)
  })

  function expectRight(all: readonly Entry[]): void {
    const rows = open()
    for (const page of pages)
      expect(summaryOf(readPage(sql, rows, page))).toEqual(summaryOf(pageOf(all, page)))
  }

  test('sections that say what the rows say stay as they are', () => {
    const all = () => sql.all('SELECT * FROM sections ORDER BY list, upto_at, upto_id')
    const before = all()
    expect(before.length).toBeGreaterThan(8)
    expect(open().derive(false)).toBe(0)
    expect(all()).toEqual(before)
  })

  test.each<readonly [string, number, string]>([
    ['counted too many', 1, `UPDATE sections SET n = n + 7 WHERE list = 'sent' AND upto_id = 'e0011'`],
    ['stood for rows of another', 1, `DELETE FROM sections WHERE list = '1' AND upto_id = 'e0009'`],
    [
      'ended elsewhere',
      2,
      `UPDATE sections SET upto_at = upto_at + 4 WHERE list = '1' AND upto_id = 'e0009'`,
    ],
    ['was of no list', 1, `INSERT INTO sections (list, upto_at, upto_id, n) VALUES ('gone', 5, 'e0005', 9)`],
  ])('a section that %s is put right', (_, differed, change) => {
    expect(sql.run(change)).toBe(1)
    expect(open().derive(false)).toBe(differed)
    expectRight(entries)
    expect(open().derive(false)).toBe(0)
  })

  test('entries that were removed, changed or added by a program that knows no lists are listed as they are', () => {
    const moved = entryWith(['accepted'], { id: 'e0003', createdAt: 3, updatedAt: 41 })
    sql.run('PRAGMA foreign_keys = OFF')
    sql.run(`DELETE FROM entries WHERE id IN ('e0010', 'e0012')`)
    sql.run('PRAGMA foreign_keys = ON')
    sql.run(`UPDATE entries SET data = ?, updated_at = 41 WHERE id = 'e0003'`, JSON.stringify(moved))
    const added = entryWith(['pending'], { id: 'e0100', createdAt: 7, updatedAt: 7 })
    sql.run(
      `INSERT INTO entries (id, created_at, updated_at, data) VALUES ('e0100', 7, 7, ?)`,
      JSON.stringify(added),
    )
    expect(open().derive(false)).toBe(3)
    expectRight([...entries.filter(({ id }) => !['e0003', 'e0010', 'e0012'].includes(id)), ...[moved, added]])
  })

  test('whoever comes to others, or finds all as it was left, compares nothing', () => {
    sql.run(`UPDATE sections SET n = n + 7 WHERE list = 'sent' AND upto_id = 'e0011'`)
    expect(open().derive(true)).toBe(0)
    expect(sql.get(`SELECT n FROM sections WHERE list = 'sent' AND upto_id = 'e0011'`)?.n).toBe(11)
  })
})

describe('a store', () => {
  const count = 2_500
  const sent: PageQuery = { list: 'sent', filter: {}, offset: 0, limit: 1, settledSince: 0 }

  /** A closed profile whose lists have sections, of which some are wrong. */
  async function damaged(): Promise<{ profile: TempProfile; path: string; right: number; wrong: number }> {
    const profile = await createTempProfile()
    await (await profile.open()).store.close()
    const path = join(profile.dataDir, 'outbox.db')
    const database = new DatabaseSync(path)
    database.exec('BEGIN')
    const all = Array.from({ length: count }, (_, at) =>
      entryWith(['accepted'], { id: `e${at}`, updatedAt: at, createdAt: at }),
    )
    const sql = createSql(database)
    insertAll(sql, all)
    const wrong = sql.run(`UPDATE sections SET n = n - 100`)
    database.exec('COMMIT')
    database.close()
    return { profile, path, right: count, wrong }
  }

  const totalOf = async (store: Store) => (await store.queue.page(sent)).total

  test('that is read in whole has its counts put right, and the log says how many rows differed', async () => {
    const { profile, right, wrong } = await damaged()
    expect(wrong).toBeGreaterThan(0)
    const { store } = await profile.open()
    expect(await totalOf(store)).toBe(right)
    expect(profile.warnings).toEqual([
      `${join(profile.dataDir, 'outbox.db')}: rows of the lists and of their counts that did not go with the entries: ${wrong}; they were made anew.`,
    ])
    await store.close()
    expect(await totalOf((await profile.open()).store)).toBe(right)
    expect(profile.warnings).toHaveLength(1)
  })

  test('that is as it was left is not compared: a clean start reads no list', async () => {
    const { profile, path, right } = await damaged()
    leaveCleanEnd(path, profile.clock.now())
    const { store } = await profile.open()
    expect(await totalOf(store)).not.toBe(right)
    expect(profile.warnings).toEqual([])
    await store.close()
    await profile.clock.advance(7 * 24 * 3_600_000)
    expect(await totalOf((await profile.open()).store)).toBe(right)
  })
})

describe('an entry that another process could not understand, and took out of the lists', () => {
  test.each<readonly [string, EntryEvent]>([
    ['state', { type: 'attempt-started', attemptId: 'a1' }],
    ['hold', { type: 'held', by: 'person' }],
  ])('P1: is in them again, once, when its %s changes', (_, event) => {
    const database = new DatabaseSync(':memory:')
    migrate(database)
    const sql = createSql(database)
    const entry = entryWith(['pending'], { id: 'e0' })
    const open = insertAll(sql, [entry, ...entriesOf(12).slice(1)], 2)
    const other = createEntryRows({ sql, report: () => undefined, readAttachments: () => [] })
    const data = String(sql.get(`SELECT data FROM entries WHERE id = 'e0'`)?.data)
    sql.run(`UPDATE entries SET data = '{' WHERE id = 'e0'`)
    expect(other.read('e0')).toBeUndefined()
    sql.run(`UPDATE entries SET data = ? WHERE id = 'e0'`, data)

    const rows = open()
    const changed = transition(entry, event, 99)
    rows.update(changed, entry)
    const all = [changed, ...entriesOf(12).slice(1)]
    for (const isAsLeft of [true, false]) {
      for (const page of pages)
        expect(summaryOf(readPage(sql, rows, page))).toEqual(summaryOf(pageOf(all, page)))
      expect(sql.get(`SELECT waiting FROM lane_totals WHERE lane = 's1'`)?.waiting).toBe(4)
      expect(sql.all(`SELECT * FROM owned WHERE name = '*'`)).toEqual([])
      expect(rows.derive(isAsLeft)).toBe(0)
    }
  })
})
