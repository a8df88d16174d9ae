import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntryState } from '../../../main/outbox/entry.ts'
import {
  countList,
  createListSections,
  groupList,
  sentList,
  stateList,
  type ListKey,
  type ListSections,
  type Place,
} from '../../../main/storage/list-sections.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import { createSql, type Sql } from '../../../main/storage/sql.ts'

const size = 3
const lists: readonly ListKey[] = [
  ...[0, 1, 2].map(groupList),
  stateList('queued', 1),
  stateList('failed', 0),
  sentList,
  stateList('sent', 0),
  stateList('sent', 2),
]

/** Some of what was sent came back. */
function groupAt(state: EntryState, at: number): number {
  if (state === 'sent') return at % 5 === 0 ? 0 : 2
  return state === 'queued' ? 1 : 0
}

interface Side {
  readonly database: DatabaseSync
  readonly sql: Sql
  readonly sections: ListSections
}

/** A process on the store, as far as its lists go. */
function openSide(path: string): Side {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  migrate(database)
  const sql = createSql(database)
  return { database, sql, sections: createListSections(sql, size) }
}

function put({ sql, sections }: Side, before: Place | null, after: Place | null): void {
  if (before !== null) sql.run('DELETE FROM listing WHERE entry_id = ?', before.id)
  if (after !== null)
    sql.run(
      `INSERT INTO listing (entry_id, state, grp, updated_at, server_id, identity_id, lanes, sending, search)
       VALUES (?, ?, ?, ?, '', '', '', 0, '')`,
      ...[after.id, after.state, after.group, after.at],
    )
  sections.moved(before, after)
}

interface Change {
  readonly id: string
  readonly state: EntryState | null
  readonly at: number
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  id: fc.nat(30).map((n) => `e${String(n).padStart(2, '0')}`),
  state: fc.constantFrom<EntryState | null>('queued', 'sent', 'sent', 'sent', 'failed', null),
  at: fc.nat(40),
})
/** What one process stores together; some of it is taken back. */
const anyBatch = fc.record({
  side: fc.nat(1),
  changes: fc.array(anyChange, { minLength: 1, maxLength: 12 }),
  isTakenBack: fc.option(fc.constant(true), { nil: false, freq: 5 }),
})

function runBatch(side: Side, changes: readonly Change[], places: ReadonlyMap<string, Place>) {
  const now = new Map(places)
  for (const { id, state, at } of changes) {
    const before = now.get(id) ?? null
    const after = state === null ? null : { id, state, group: groupAt(state, at), at }
    put(side, before, after)
    if (after === null) now.delete(id)
    else now.set(id, after)
  }
  return now
}

const numberOf = (sql: Sql, query: string, ...values: readonly (string | number)[]) =>
  Number(sql.get(query, ...values)?.n)

function expectCounted({ sql }: Side): void {
  for (const list of lists) {
    const { name, where, values } = list
    const of = `SELECT count(*) AS n FROM listing WHERE ${where}`
    expect(countList(sql, list), name).toBe(numberOf(sql, of, ...values))
    for (const since of [0, 7, 20, 39])
      expect(countList(sql, list, since), `${name} since ${since}`).toBe(
        numberOf(sql, `${of} AND updated_at >= ?`, ...values, since),
      )
    expect(numberOf(sql, 'SELECT max(n) AS n FROM sections WHERE list = ?', name)).toBeLessThanOrEqual(
      4 * size,
    )
    expect(numberOf(sql, 'SELECT count(*) AS n FROM sections WHERE n < 1')).toBe(0)
  }
}

test('counts that are kept are the counts that are counted, whatever two processes change or take back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-sections-'))
  let run = 0
  try {
    fc.assert(
      fc.property(fc.array(anyBatch, { minLength: 1, maxLength: 12 }), (batches) => {
        const path = join(folder, `${(run += 1)}.db`)
        const sides = [openSide(path), openSide(path)]
        let places: ReadonlyMap<string, Place> = new Map()
        for (const { side: which, changes, isTakenBack } of batches) {
          const side = sides[which] ?? openSide(path)
          side.database.exec('BEGIN IMMEDIATE')
          const after = runBatch(side, changes, places)
          expectCounted(side)
          side.database.exec(isTakenBack ? 'ROLLBACK' : 'COMMIT')
          if (!isTakenBack) places = after
          for (const each of sides) expectCounted(each)
        }
        for (const { database } of sides) database.close()
      }),
      { numRuns: 60 },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('rows of one time, and rows that come into the middle, are cut into sections too', () => {
  const side = openSide(':memory:')
  const sent = (at: number, name: string): Place => ({ id: name, state: 'sent', group: 2, at })
  for (let n = 0; n < 40; n += 1) put(side, null, sent(50, `a${String(n).padStart(3, '0')}`))
  for (let n = 0; n < 40; n += 1) put(side, null, sent(10, `b${String(n).padStart(3, '0')}`))
  expectCounted(side)
  const open = numberOf(side.sql, `SELECT 80 - sum(n) AS n FROM sections WHERE list = ?`, sentList.name)
  expect(open).toBeLessThan(2 * size)
})

test('what was there without sections is counted when the store is opened', () => {
  const side = openSide(':memory:')
  for (let n = 0; n < 50; n += 1)
    put({ ...side, sections: { moved: () => undefined, complete: () => undefined } }, null, {
      ...{ id: `e${n}`, state: 'sent', group: 2, at: n },
    })
  expect(numberOf(side.sql, 'SELECT count(*) AS n FROM sections')).toBe(0)
  side.sections.complete()
  expectCounted(side)
  expect(
    numberOf(side.sql, 'SELECT sum(n) AS n FROM sections WHERE list = ?', sentList.name),
  ).toBeGreaterThan(40)
})
