// Pages, counts, filters and search after whatever may happen to a store, held against all of its entries, looked at one by one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry, EntryState, LaterReport } from '../../../main/outbox/entry.ts'
import type { EntryEvent } from '../../../main/outbox/entry-event.ts'
import type { BulkEvent, PageQuery } from '../../../main/outbox/queue.ts'
import { toAttemptRow } from '../../../main/storage/attempt-row.ts'
import { inTransaction, runBatch, type SqlRequest } from '../../../main/storage/batch.ts'
import { createEntryRows, type EntryRows } from '../../../main/storage/entry-rows.ts'
import { createFaults } from '../../../main/storage/faults.ts'
import { readSearched } from '../../../main/storage/list-search.ts'
import { createListSections } from '../../../main/storage/list-sections.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import {
  createOperations,
  type OperationName,
  type OperationTable,
} from '../../../main/storage/operations.ts'
import { parseJson } from '../../../main/storage/parse-row.ts'
import { salvage } from '../../../main/storage/repair.ts'
import { entrySchema } from '../../../main/storage/schemas.ts'
import { createSql, type Sql } from '../../../main/storage/sql.ts'
import { pageOf } from '../../support/memory-queue.ts'
import { entryWith, later, recipient, reportOf, type StatusName } from '../outbox/sample.ts'
import { attemptOf } from './sample.ts'

/** Sections so small that the entries of a run fill many, and split some. */
const size = 2
const idOf = (at: number) => `e${String(at).padStart(2, '0')}`
const anyId = fc.nat(23).map(idOf)
/** Rows of one time, and rows that come into the middle. */
const anyTime = fc.nat(30)

const reports: readonly (readonly LaterReport[])[] = [
  [later('failed')],
  [later('delayed')],
  [{ ...later('failed'), settledAt: 1 }],
]
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: anyId,
    states: fc.array(fc.constantFrom<StatusName>('pending', 'accepted', 'accepted', 'rejected', 'deferred'), {
      ...{ minLength: 1, maxLength: 2 },
    }),
    at: anyTime,
    subject: fc.constantFrom('Minutes', 'RÜBE', 'Minutes of all'),
    serverId: fc.constantFrom('s1', 's2'),
    reports: fc.option(fc.constantFrom(...reports), { nil: undefined, freq: 3 }),
  })
  .map(({ id, states, at, reports: told, ...over }) =>
    entryWith([], {
      ...{ id, createdAt: at, updatedAt: at, ...over },
      ...(told === undefined ? {} : { reports: told }),
      recipients: states.map((state, index) => recipient(state, index)),
    }),
  )

const ended = (outcome: 'accepted' | 'deferred' | 'rejected'): EntryEvent => ({
  type: 'attempt-ended',
  ...{ attemptId: 'a1', host: 'mail.example.org', retryAt: 50 },
  report: reportOf({ recipients: [{ address: 'pending0@example.org', outcome }], answered: true }),
})
const anyEvent = fc.constantFrom<EntryEvent>(
  { type: 'attempt-started', attemptId: 'a1' },
  { type: 'attempt-started', attemptId: 'a1' },
  ended('accepted'),
  ended('accepted'),
  ended('deferred'),
  ended('rejected'),
  { type: 'interrupted', attemptId: 'a1', step: 'about-to-complete', refused: [] },
  { type: 'held', by: 'person' },
  { type: 'held', by: 'editing' },
  { type: 'released' },
  { type: 'cancel-requested' },
  { type: 'send-again' },
  { type: 'moved', serverId: 's2' },
  { type: 'reported', reports: [later('failed')] },
  { type: 'resolved', choice: 'bounce-settled' },
  { type: 'recipient-dropped', address: 'pending0@example.org' },
)
const anyBulk = fc.constantFrom<BulkEvent>(
  { type: 'sign-in-needed' },
  { type: 'signed-in' },
  { type: 'server-deleted' },
  { type: 'network-back' },
  { type: 'clock-set-back', byMs: 20 },
)

type Asked = Pick<SqlRequest, 'name' | 'input'>
const asked = <N extends OperationName>(name: N, input: Parameters<OperationTable[N]>[0]): Asked => ({
  ...{ name, input },
})
const anyChange: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 4, arbitrary: anyEntry.map((entry) => asked('queue.add', { entry })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(anyId, anyEvent, anyTime)
      .map(([entryId, event, now]) => asked('queue.apply', { entryId, event: JSON.stringify(event), now })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyBulk, anyTime)
      .map(([event, now]) => asked('queue.applyToMany', { lane: 's1', event, now, told: 9 })),
  },
  { weight: 2, arbitrary: anyId.map((entryId) => asked('queue.remove', { entryId })) },
)
/** Refused: its entry is not there. */
const refused = asked('queue.record', { attempt: toAttemptRow(attemptOf('nobody', 1)) })

type Step =
  /** What arrived together. `fails`: one of it, which is taken back alone, or its commit. */
  | { readonly kind: 'batch'; readonly changes: readonly Asked[]; readonly fails: 'one' | 'commit' | null }
  /** Settled before this. */
  | { readonly kind: 'prune'; readonly before: number }
  /** The process ends before it commits. */
  | { readonly kind: 'crash'; readonly changes: readonly Asked[] }
  | { readonly kind: 'restart'; readonly isAsLeft: boolean }
  /** A row cannot be understood any more; `heals`: at the next start it can be again. */
  | { readonly kind: 'eaten'; readonly entryId: string; readonly heals: boolean }
  /** An older program computed what stands beside the entries. */
  | { readonly kind: 'older' }
  /** Another program counted wrong, and took an entry away. */
  | { readonly kind: 'foreign'; readonly entryId: string; readonly by: number }
  /** The file was damaged: what can be read of it is copied. */
  | { readonly kind: 'salvage' }

const anyChanges = fc.array(anyChange, { minLength: 1, maxLength: 12 })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('batch' as const),
      changes: anyChanges,
      fails: fc.constantFrom(null, null, null, 'one' as const, 'commit' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('prune' as const), before: anyTime }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), changes: anyChanges }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), isAsLeft: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('eaten' as const), entryId: anyId, heals: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'older' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: fc.constant('foreign' as const), entryId: anyId, by: fc.constantFrom(-1, 1, 5) },
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'salvage' as const }) },
)

const anyQuery: fc.Arbitrary<PageQuery> = fc.record({
  list: fc.constantFrom('outbox', 'sent'),
  offset: fc.nat(20),
  limit: fc.nat(8),
  settledSince: anyTime,
  filter: fc.oneof(
    fc.constant({}),
    fc
      .constantFrom<EntryState>('sent', 'queued', 'failed', 'held', 'unconfirmed', 'cancelled')
      .map((state) => ({ states: [state] })),
    fc.record(
      {
        text: fc.constantFrom('minutes', 'rübe', 'accepted1', 'nothing'),
        states: fc.subarray<EntryState>(['sent', 'queued', 'held', 'failed']),
        lane: fc.constantFrom('s1', 's2'),
        addresses: fc.constant(['pending0@example.org']),
        bounced: fc.constant(true),
      },
      { requiredKeys: [] },
    ),
  ),
})

/** A process on the store. */
interface Side {
  readonly database: DatabaseSync
  readonly sql: Sql
  readonly rows: EntryRows
  readonly operations: OperationTable
}

function openSide(path: string, isAsLeft: boolean): Side {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true })
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  migrate(database)
  const sql = createSql(database)
  const sections = createListSections(sql, size)
  const rows = createEntryRows({ sql, report: () => undefined, readAttachments: () => [], sections })
  inTransaction(database, () => rows.derive(isAsLeft))
  return { database, sql, rows, operations: createOperations(sql, rows, () => ({ files: [], isDone: true })) }
}

/** Two processes on one file. */
class Store {
  readonly #folder: string
  #path: string
  #files = 0
  sides: readonly [Side, Side]

  constructor(folder: string) {
    this.#folder = folder
    this.#path = this.#nextPath()
    this.sides = this.#open(false)
  }

  run(step: Step, which: 0 | 1): void {
    const { database, sql, rows, operations } = this.sides[which]
    switch (step.kind) {
      case 'batch':
        this.#runBatch(this.sides[which], step)
        return
      case 'prune': {
        const ids = operations['queue.settledBefore']({ at: step.before, limit: 5 })
        const changes = ids.map((entryId) => asked('queue.remove', { entryId }))
        this.#runBatch(this.sides[which], { changes, fails: null })
        return
      }
      case 'crash':
        database.exec('BEGIN IMMEDIATE')
        for (const { name, input } of step.changes) (operations[name] as (input: unknown) => unknown)(input)
        this.#restart(false)
        return
      case 'restart':
        this.#restart(step.isAsLeft)
        return
      case 'eaten': {
        const { entryId, heals } = step
        const data = sql.get('SELECT data FROM entries WHERE id = ?', entryId)?.data
        sql.run(`UPDATE entries SET data = '{' WHERE id = ?`, entryId)
        // It is met where it is read.
        expect(rows.read(entryId)).toBeUndefined()
        if (!heals || typeof data !== 'string') return
        sql.run('UPDATE entries SET data = ? WHERE id = ?', data, entryId)
        this.#restart(true)
        return
      }
      case 'older':
        sql.run(`UPDATE facts SET value = '0' WHERE key = 'derivation'`)
        this.#restart(true)
        return
      case 'foreign':
        sql.run('UPDATE sections SET n = n + ?', step.by)
        sql.run('DELETE FROM entries WHERE id = ?', step.entryId)
        this.#restart(false)
        return
      case 'salvage':
        this.#salvage()
    }
  }

  close(): void {
    for (const { database } of this.sides) database.close()
  }

  #runBatch(
    { database, operations }: Side,
    { changes, fails }: Omit<Extract<Step, { kind: 'batch' }>, 'kind'>,
  ) {
    const half = Math.ceil(changes.length / 2)
    const all = fails === 'one' ? [...changes.slice(0, half), refused, ...changes.slice(half)] : changes
    const faults = createFaults(fails === 'commit' ? [{ at: 'commit', nth: 1, code: 'EIO' }] : [])
    const responses = runBatch(
      { database, operations, faults },
      all.map((one, id) => ({ ...one, id, kind: 'sql' as const })),
    )
    expect(responses.filter(({ ok }) => !ok)).toHaveLength(
      fails === 'commit' ? all.length : fails === 'one' ? 1 : 0,
    )
  }

  #open(isAsLeft: boolean): readonly [Side, Side] {
    return [openSide(this.#path, isAsLeft), openSide(this.#path, true)]
  }

  #restart(isAsLeft: boolean): void {
    this.close()
    this.sides = this.#open(isAsLeft)
  }

  #salvage(): void {
    this.close()
    const from = this.#path
    this.#path = this.#nextPath()
    const into = new DatabaseSync(this.#path, { enableForeignKeyConstraints: true })
    into.exec('PRAGMA synchronous = OFF')
    migrate(into)
    salvage(from, into)
    into.close()
    this.sides = this.#open(false)
  }

  #nextPath(): string {
    this.#files += 1
    return join(this.#folder, `${this.#files}.db`)
  }
}

/** All that the table of entries has, without anything that stands beside it. */
function readAll({ sql }: Side): readonly Entry[] {
  return sql.all('SELECT data FROM entries').flatMap(({ data }) => {
    const parsed = parseJson(String(data), entrySchema)
    return parsed.ok ? [parsed.value] : []
  })
}

const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)

function expectNaive(side: Side, queries: readonly PageQuery[]): void {
  const all = readAll(side)
  for (const query of queries) {
    const [found, wanted] = [side.operations['queue.page']({ query }), pageOf(all, query)]
    expect({ ...found, entries: ids(found.entries) }).toEqual({ ...wanted, entries: ids(wanted.entries) })
    // As where much is found.
    const searched = readSearched(side.sql, query, 1)
    expect([searched.rows.map(({ id }) => id), searched.counts]).toEqual([ids(wanted.entries), wanted.counts])
  }
}

test('P1: after changes, deletions, pruning, crashes, restarts and repairs, every list is what its entries say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sendoff-lists-'))
  const anySteps = fc.array(fc.tuple(anyStep, fc.constantFrom(0 as const, 1 as const)), {
    ...{ minLength: 4, maxLength: 14 },
  })
  const anyQueries = fc.array(anyQuery, { minLength: 6, maxLength: 6 })
  let run = 0
  try {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 24 }), anySteps, anyQueries, (first, steps, queries) => {
        const store = new Store(mkdtempSync(join(folder, `${(run += 1)}-`)))
        const adds = first.map((entry) => asked('queue.add', { entry }))
        for (const [step, which] of [[{ kind: 'batch', changes: adds, fails: null }, 0] as const, ...steps]) {
          store.run(step, which)
          for (const side of store.sides) expectNaive(side, queries)
        }
        store.close()
      }),
      { numRuns: 40 },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
