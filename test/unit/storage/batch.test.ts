import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { runBatch } from '../../../main/storage/batch.ts'
import { createFaults } from '../../../main/storage/faults.ts'
import type { OperationTable } from '../../../main/storage/operations.ts'

/** Two changes and a read; the second change does what it is told. */
function setUp(second: (database: DatabaseSync) => void) {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE kept (name TEXT)')
  const put = (name: string) => database.prepare('INSERT INTO kept VALUES (?)').run(name)
  const count = () => database.prepare('SELECT count(*) AS n FROM kept').get()?.n
  const operations = {
    'drafts.put': () => void put('one'),
    'queue.record': () => {
      put('two')
      second(database)
    },
    'queue.lanes': count,
  } as unknown as OperationTable
  const names = ['drafts.put', 'queue.record', 'queue.lanes'] as const
  const batch = names.map((name, at) => ({ id: at + 1, kind: 'sql' as const, name, input: null }))
  const run = () => runBatch({ database, operations, faults: createFaults([]) }, batch)
  return { run, count }
}

it('an operation that fails takes no other with it', () => {
  const { run, count } = setUp(() => {
    throw new Error('no such attempt')
  })
  const responses = run()
  expect(responses.map(({ ok }) => ok)).toEqual([true, false, true])
  expect(responses[1]).toMatchObject({ error: { message: 'no such attempt' } })
  expect(responses[2]).toMatchObject({ value: 1 })
  expect(count()).toBe(1)
})

it('P1: a transaction that SQLite gave up is told by its cause to each change, and nothing of it is there', () => {
  let isFull = true
  const { run, count } = setUp((database) => {
    if (!isFull) return
    database.exec('ROLLBACK')
    throw new Error('database or disk is full')
  })
  const full = { ok: false, error: { message: 'database or disk is full' } }
  expect(run()).toMatchObject([full, full, { ok: true, value: 0 }])
  isFull = false
  expect(run().map(({ ok }) => ok)).toEqual([true, true, true])
  expect(count()).toBe(2)
})
