// What the worker can be asked: SQL behind names. Runs in the worker, inside a transaction that the worker opened.
import type { OwnedFile } from './derive.ts'
import { draftOperations, draftReads, type DraftOperations } from './draft-operations.ts'
import type { EntryRows } from './entry-rows.ts'
import type { LineBlock } from './line-block.ts'
import type { LeftoverPart } from './leftovers.ts'
import { mergeOperations, mergeReads, type MergeOperations } from './merge-operations.ts'
import { forget } from './owned-files.ts'
import { queueChanges, type QueueChanges } from './queue-operations.ts'
import { queueReads, type QueueReads } from './queue-reads.ts'
import type { Row, Sql } from './sql.ts'

/** A row of a table that keeps its record as JSON. */
export interface DataRow {
  readonly id: string
  readonly data: string
}

interface LinesRead {
  readonly blocks: readonly LineBlock[]
  /** Not understood yet, but for their place. */
  readonly rows: readonly { readonly seq: number }[]
}

export type PeopleTable = 'contacts' | 'contact_groups' | 'earlier_recipients'
export type SmallTable = 'servers' | 'identities' | 'templates' | PeopleTable

/** Argument and answer of each operation. */
export interface Operations extends QueueChanges, QueueReads, DraftOperations, MergeOperations {
  /** Files without an owner that were there before the profile was opened, a part at a time; none where others are on it. */
  'files.leftovers': (input: null) => LeftoverPart
  /** These are not there any more. */
  'files.forget': (input: { files: readonly OwnedFile[] }) => void
  'attempts.forEntry': (input: { entryId: string }) => readonly DataRow[]
  'attempts.get': (input: { attemptId: string }) => DataRow | null
  'attempts.accepted': (input: { serverId: string; before: number; limit: number }) => readonly DataRow[]
  'attempts.since': (input: { serverId: string; since: number; limit: number }) => readonly DataRow[]
  /** In the place of a block that begins with the same line. */
  'lines.append': (input: { attemptId: string; block: LineBlock }) => void
  /** Its blocks, and what older programs wrote, a row for each line. */
  'lines.read': (input: { attemptId: string }) => LinesRead
  'small.all': (input: { table: SmallTable }) => readonly DataRow[]
  'small.put': (input: { table: SmallTable; records: readonly { readonly id: string }[] }) => void
  'small.remove': (input: { table: SmallTable; id: string }) => void
  /** Counts the changes of people; two processes may make them. */
  'people.revision': (input: null) => number
  /** Several tables in one transaction, where the revision is still this one; null: it is not. Gives the new one. */
  'people.change': (input: {
    since: number
    changes: readonly {
      table: PeopleTable
      put: readonly { readonly id: string }[]
      remove: readonly string[]
    }[]
  }) => number | null
  'settings.all': (input: null) => readonly (readonly [string, string])[]
  'settings.put': (input: { values: Readonly<Record<string, unknown>> }) => void
}

export type OperationName = keyof Operations
export type OperationTable = { readonly [N in OperationName]: Operations[N] }

/** Operations that change nothing; they need no transaction. */
export const readOnly: ReadonlySet<OperationName> = new Set<OperationName>([
  ...mergeReads,
  'files.leftovers',
  'queue.get',
  'queue.getMany',
  'queue.next',
  'queue.lanes',
  'queue.lane',
  'queue.inLane',
  'queue.page',
  'queue.missed',
  'queue.naming',
  'queue.withHold',
  'queue.toAudit',
  'queue.copiesDue',
  'queue.settledBefore',
  'attempts.forEntry',
  'attempts.get',
  'attempts.accepted',
  'attempts.since',
  'lines.read',
  ...draftReads,
  'small.all',
  'people.revision',
  'settings.all',
])

const toDataRow = (row: Row): DataRow => ({ id: String(row.id), data: String(row.data) })

/** Binds the operations to an open database. */
export function createOperations(sql: Sql, rows: EntryRows, leftovers: () => LeftoverPart): OperationTable {
  return {
    'files.leftovers': leftovers,
    'files.forget': ({ files }) => {
      for (const file of files) forget(sql, file)
    },
    ...queueChanges(sql, rows),
    ...queueReads(sql, rows),
    ...attemptOperations(sql),
    ...lineOperations(sql),
    ...draftOperations(sql),
    ...smallOperations(sql),
    ...mergeOperations(sql),
  }
}

/** Attempts over one server that are looked through at most for those in which all was accepted. */
const maxLookedThrough = 2_000

function attemptOperations({ all, get }: Sql) {
  return {
    'attempts.forEntry': ({ entryId }) =>
      all('SELECT id, data FROM attempts WHERE entry_id = ? ORDER BY number', entryId).map(toDataRow),
    'attempts.get': ({ attemptId }) => {
      const row = get('SELECT id, data FROM attempts WHERE id = ?', attemptId)
      return row === undefined ? null : toDataRow(row)
    },
    'attempts.accepted': ({ serverId, before, limit }) =>
      all(
        `SELECT id, data FROM
           (SELECT id, data FROM attempts WHERE server_id = ? AND started_at < ? ORDER BY started_at DESC LIMIT ?)
         WHERE CASE WHEN json_valid(data) THEN data ->> 'overall' = 'accepted' END LIMIT ?`,
        serverId,
        before,
        maxLookedThrough,
        limit,
      ).map(toDataRow),
    'attempts.since': ({ serverId, since, limit }) =>
      all(
        `SELECT id, data FROM attempts WHERE server_id = ? AND started_at >= ? ORDER BY started_at DESC LIMIT ?`,
        serverId,
        since,
        limit,
      ).map(toDataRow),
  } satisfies Partial<OperationTable>
}

function lineOperations({ all, run }: Sql) {
  return {
    'lines.append': ({ attemptId, block: { first, lines } }) =>
      void run(
        'INSERT OR REPLACE INTO line_blocks (attempt_id, first, lines) VALUES (?, ?, ?)',
        attemptId,
        first,
        lines,
      ),
    'lines.read': ({ attemptId }) => ({
      blocks: all('SELECT first, lines FROM line_blocks WHERE attempt_id = ? ORDER BY first', attemptId).map(
        (row) => ({ first: Number(row.first), lines: String(row.lines) }),
      ),
      rows: all(
        'SELECT seq, at_ms AS atMs, sender AS "from", phase, text FROM lines WHERE attempt_id = ? ORDER BY seq',
        attemptId,
      ).map((row) => ({ ...row, seq: Number(row.seq) })),
    }),
  } satisfies Partial<OperationTable>
}

function putRecords({ run }: Sql, table: SmallTable, records: readonly { readonly id: string }[]): void {
  for (const record of records) {
    run(
      `INSERT INTO ${table} (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
      record.id,
      JSON.stringify(record),
    )
  }
}

const revisionKey = 'peopleRevision'

function peopleRevision({ get }: Sql): number {
  return Number(get('SELECT value FROM settings WHERE key = ?', revisionKey)?.value ?? 0)
}

function smallOperations(sql: Sql) {
  const { all, run } = sql
  return {
    'small.all': ({ table }) => all(`SELECT id, data FROM ${table} ORDER BY rowid`).map(toDataRow),
    'small.put': ({ table, records }) => putRecords(sql, table, records),
    'people.revision': () => peopleRevision(sql),
    'people.change': ({ changes, since }) => {
      if (peopleRevision(sql) !== since) return null
      for (const { table, put, remove } of changes) {
        for (const id of remove) run(`DELETE FROM ${table} WHERE id = ?`, id)
        putRecords(sql, table, put)
      }
      const next = since + 1
      run(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        revisionKey,
        String(next),
      )
      return next
    },
    'small.remove': ({ table, id }) => run(`DELETE FROM ${table} WHERE id = ?`, id),
    'settings.all': () =>
      all('SELECT key, value FROM settings').map((row) => [String(row.key), String(row.value)] as const),
    'settings.put': ({ values }) => {
      for (const [key, value] of Object.entries(values)) {
        run(
          'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          key,
          JSON.stringify(value),
        )
      }
    },
  } satisfies Partial<OperationTable>
}
