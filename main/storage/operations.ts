// What the worker can be asked: SQL behind names. Runs in the worker, inside a transaction that the worker opened.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Draft } from '../drafts/draft.ts'
import type { Attempt, Entry } from '../outbox/entry.ts'
import type { TranscriptLine } from '../smtp/types.ts'
import type { DraftVersion } from './store.ts'

/** A row of a table that keeps its record as JSON. */
export interface DataRow {
  readonly id: string
  readonly data: string
}

export type SmallTable = 'servers' | 'identities'

/** Argument and answer of each operation. */
export interface Operations {
  'entries.all': (input: null) => readonly DataRow[]
  'entries.put': (input: { entry: Entry; attempt?: Attempt | undefined }) => void
  'entries.remove': (input: { entryId: string }) => void
  'attempts.forEntry': (input: { entryId: string }) => readonly DataRow[]
  'attempts.get': (input: { attemptId: string }) => DataRow | null
  'attempts.accepted': (input: { serverId: string; before: number; limit: number }) => readonly DataRow[]
  'lines.append': (input: { attemptId: string; lines: readonly TranscriptLine[] }) => void
  'lines.read': (input: { attemptId: string }) => readonly unknown[]
  'lines.counts': (input: { attemptIds: readonly string[] }) => readonly (readonly [string, number])[]
  'drafts.all': (input: null) => readonly DraftRow[]
  'drafts.get': (input: { draftId: string }) => DraftRow | null
  'drafts.put': (input: { draft: Draft; versions: readonly DraftVersion[] }) => void
  'drafts.versions': (input: { draftId: string }) => readonly VersionRow[]
  'drafts.remove': (input: { draftId: string }) => void
  'small.all': (input: { table: SmallTable }) => readonly DataRow[]
  'small.put': (input: { table: SmallTable; records: readonly { readonly id: string }[] }) => void
  'small.remove': (input: { table: SmallTable; id: string }) => void
  'settings.all': (input: null) => readonly (readonly [string, string])[]
  'settings.put': (input: { values: Readonly<Record<string, unknown>> }) => void
}

export interface DraftRow extends DataRow {
  readonly entryId: string | null
  readonly createdAt: number
  readonly savedAt: number
  readonly version: number
}

export interface VersionRow {
  readonly version: number
  readonly startedAt: number
  readonly savedAt: number
  readonly data: string
}

export type OperationName = keyof Operations
export type OperationTable = { readonly [N in OperationName]: Operations[N] }

/** Operations that change nothing; they need no transaction. */
export const readOnly: ReadonlySet<OperationName> = new Set([
  'entries.all',
  'attempts.forEntry',
  'attempts.get',
  'attempts.accepted',
  'lines.read',
  'lines.counts',
  'drafts.all',
  'drafts.get',
  'drafts.versions',
  'small.all',
  'settings.all',
])

type Row = Readonly<Record<string, unknown>>

const toDataRow = (row: Row): DataRow => ({ id: String(row.id), data: String(row.data) })
const toDraftRow = (row: Row): DraftRow => ({
  ...toDataRow(row),
  entryId: typeof row.entry_id === 'string' ? row.entry_id : null,
  createdAt: Number(row.created_at),
  savedAt: Number(row.saved_at),
  version: Number(row.version),
})

/** Binds the operations to an open database. */
export function createOperations(database: DatabaseSync): OperationTable {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const all = (sql: string, ...values: readonly SQLInputValue[]): readonly Row[] =>
    prepare(sql).all(...values)
  const get = (sql: string, ...values: readonly SQLInputValue[]): Row | undefined =>
    prepare(sql).get(...values)
  const run = (sql: string, ...values: readonly SQLInputValue[]): void => void prepare(sql).run(...values)
  const tables = { all, get, run }
  return {
    ...entryOperations(tables),
    ...lineOperations(tables),
    ...draftOperations(tables),
    ...smallOperations(tables),
  }
}

interface Sql {
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined
  run(sql: string, ...values: readonly SQLInputValue[]): void
}

function entryOperations({ all, get, run }: Sql) {
  const putAttempt = (attempt: Attempt): void =>
    run(
      `INSERT INTO attempts (id, entry_id, number, data) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
      attempt.id,
      attempt.entryId,
      attempt.number,
      JSON.stringify(attempt),
    )
  return {
    'entries.all': () => all('SELECT id, data FROM entries ORDER BY created_at, id').map(toDataRow),
    'entries.put': ({ entry, attempt }) => {
      run(
        `INSERT INTO entries (id, created_at, updated_at, data) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, data = excluded.data`,
        entry.id,
        entry.createdAt,
        entry.updatedAt,
        JSON.stringify(entry),
      )
      if (attempt !== undefined) putAttempt(attempt)
    },
    'entries.remove': ({ entryId }) => {
      run('DELETE FROM lines WHERE attempt_id IN (SELECT id FROM attempts WHERE entry_id = ?)', entryId)
      run('DELETE FROM entries WHERE id = ?', entryId)
    },
    'attempts.forEntry': ({ entryId }) =>
      all('SELECT id, data FROM attempts WHERE entry_id = ? ORDER BY number', entryId).map(toDataRow),
    'attempts.get': ({ attemptId }) => {
      const row = get('SELECT id, data FROM attempts WHERE id = ?', attemptId)
      return row === undefined ? null : toDataRow(row)
    },
    'attempts.accepted': ({ serverId, before, limit }) =>
      all(
        `SELECT id, data FROM attempts
         WHERE json_valid(data) AND data ->> 'serverId' = ? AND data ->> 'overall' = 'accepted' AND data ->> 'startedAt' < ?
         ORDER BY data ->> 'startedAt' DESC LIMIT ?`,
        serverId,
        before,
        limit,
      ).map(toDataRow),
  } satisfies Partial<OperationTable>
}

function lineOperations({ all, run }: Sql) {
  return {
    'lines.append': ({ attemptId, lines }) => {
      for (const line of lines) {
        run(
          'INSERT OR REPLACE INTO lines (attempt_id, seq, at_ms, sender, phase, text) VALUES (?, ?, ?, ?, ?, ?)',
          attemptId,
          line.seq,
          line.atMs,
          line.from,
          line.phase,
          line.text,
        )
      }
    },
    'lines.read': ({ attemptId }) =>
      all(
        'SELECT seq, at_ms AS atMs, sender AS "from", phase, text FROM lines WHERE attempt_id = ? ORDER BY seq',
        attemptId,
      ).map((row) => ({ ...row })),
    'lines.counts': ({ attemptIds }) =>
      attemptIds.map((id) => {
        const [row] = all('SELECT count(*) AS n FROM lines WHERE attempt_id = ?', id)
        return [id, Number(row?.n ?? 0)] as const
      }),
  } satisfies Partial<OperationTable>
}

function draftOperations({ all, get, run }: Sql) {
  const columns = 'id, entry_id, created_at, saved_at, version, data'
  return {
    'drafts.all': () => all(`SELECT ${columns} FROM drafts ORDER BY saved_at DESC, id`).map(toDraftRow),
    'drafts.get': ({ draftId }) => {
      const row = get(`SELECT ${columns} FROM drafts WHERE id = ?`, draftId)
      return row === undefined ? null : toDraftRow(row)
    },
    'drafts.put': ({ draft, versions }) => {
      run(
        `INSERT INTO drafts (${columns}) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, version = excluded.version, data = excluded.data`,
        draft.id,
        draft.entryId ?? null,
        draft.createdAt,
        draft.savedAt,
        draft.version,
        JSON.stringify(draft.content),
      )
      run('DELETE FROM draft_versions WHERE draft_id = ?', draft.id)
      for (const { version, startedAt, savedAt, content } of versions) {
        run(
          'INSERT INTO draft_versions (draft_id, version, started_at, saved_at, data) VALUES (?, ?, ?, ?, ?)',
          draft.id,
          version,
          startedAt,
          savedAt,
          JSON.stringify(content),
        )
      }
    },
    'drafts.versions': ({ draftId }) =>
      all(
        'SELECT version, started_at, saved_at, data FROM draft_versions WHERE draft_id = ? ORDER BY version',
        draftId,
      ).map((row) => ({
        version: Number(row.version),
        startedAt: Number(row.started_at),
        savedAt: Number(row.saved_at),
        data: String(row.data),
      })),
    'drafts.remove': ({ draftId }) => run('DELETE FROM drafts WHERE id = ?', draftId),
  } satisfies Partial<OperationTable>
}

function smallOperations({ all, run }: Sql) {
  return {
    'small.all': ({ table }) => all(`SELECT id, data FROM ${table} ORDER BY rowid`).map(toDataRow),
    'small.put': ({ table, records }) => {
      for (const record of records) {
        run(
          `INSERT INTO ${table} (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
          record.id,
          JSON.stringify(record),
        )
      }
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
