// SQL of mail merge. Runs in the worker, inside its transaction.
import type { DataRow, OperationName } from './operations.ts'
import type { Row, Sql } from './sql.ts'

/** `waiting`: its message is to be made; `made`: it was; `skipped`: the person left it out; `refused`: it could not be made. */
export type MergeRowStatus = 'waiting' | 'made' | 'skipped' | 'refused' | 'cancelled'

export interface MergeRowRecord {
  readonly row: number
  readonly cells: readonly string[]
  readonly status: MergeRowStatus
  /** Why it was left out or refused, as a sentence. */
  readonly note: string | null
  readonly entryId: string | null
  /** State of its entry; null: none, or it is not there any more. */
  readonly entryState: string | null
}

export interface MergeRowQuery {
  readonly jobId: string
  /** Rows behind this one. */
  readonly after: number
  readonly limit: number
  /** In any cell, case aside. */
  readonly text?: string | undefined
  /** Of the entry; of the row where it has none. */
  readonly state?: string | undefined
}

export interface MergeMark {
  readonly row: number
  readonly status: MergeRowStatus
  readonly note: string | null
  readonly entryId?: string | undefined
}

export interface MergeFileRecord {
  readonly path: string
  readonly file: string
  readonly data: string
}

export interface MergeOperations {
  'merge.jobs': (input: null) => readonly DataRow[]
  'merge.put': (input: { job: { readonly id: string }; marks: readonly MergeMark[] }) => void
  'merge.remove': (input: { jobId: string }) => void
  'merge.clear': (input: { jobId: string }) => void
  'merge.add': (input: { jobId: string; from: number; rows: readonly (readonly string[])[] }) => void
  'merge.setCell': (input: { jobId: string; row: number; column: number; value: string }) => boolean
  'merge.rows': (input: MergeRowQuery) => readonly MergeRowRecord[]
  'merge.counts': (input: { jobId: string }) => readonly (readonly [string, number])[]
  'merge.waiting': (input: { jobId: string; limit: number }) => readonly MergeRowRecord[]
  'merge.cancelWaiting': (input: { jobId: string }) => void
  'merge.mark': (input: { jobId: string; marks: readonly MergeMark[] }) => void
  'merge.hasEntry': (input: { entryId: string }) => boolean
  'merge.addFile': (input: { jobId: string; record: MergeFileRecord }) => void
  'merge.removeFiles': (input: { jobId: string; prefix: string }) => void
  'merge.files': (input: { jobId: string }) => readonly MergeFileRecord[]
}

/** Change nothing. */
export const mergeReads = [
  'merge.jobs',
  'merge.rows',
  'merge.counts',
  'merge.waiting',
  'merge.hasEntry',
  'merge.files',
] as const satisfies readonly OperationName[]

/** The state that a person sees: of the entry, or of the row where it has none. */
const shown = `CASE WHEN r.status = 'made' THEN coalesce(l.state, 'gone') ELSE r.status END`
const joined = 'merge_rows AS r LEFT JOIN listing AS l ON l.entry_id = r.entry_id'
const columns = 'r.row AS row, r.cells AS cells, r.status AS status, r.note AS note, r.entry_id AS entryId'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function toRecord(row: Row): MergeRowRecord {
  return {
    row: Number(row.row),
    // Written by us, in the same table: strings alone.
    cells: JSON.parse(String(row.cells)) as readonly string[],
    status: String(row.status) as MergeRowStatus,
    note: text(row.note),
    entryId: text(row.entryId),
    entryState: text(row.entryState),
  }
}

export function mergeOperations(sql: Sql): MergeOperations {
  return { ...jobOperations(sql), ...rowOperations(sql), ...fileOperations(sql) }
}

function mark({ run }: Sql, jobId: string, marks: readonly MergeMark[]): void {
  for (const { row, status, note, entryId } of marks) {
    run(
      'UPDATE merge_rows SET status = ?, note = ?, entry_id = coalesce(?, entry_id) WHERE job_id = ? AND row = ?',
      status,
      note,
      entryId ?? null,
      jobId,
      row,
    )
  }
}

function jobOperations(sql: Sql) {
  const { all, run } = sql
  return {
    'merge.jobs': () =>
      all('SELECT id, data FROM merge_jobs ORDER BY id DESC').map((row) => ({
        id: String(row.id),
        data: String(row.data),
      })),
    'merge.put': ({ job, marks }) => {
      run(
        'INSERT INTO merge_jobs (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data',
        job.id,
        JSON.stringify(job),
      )
      mark(sql, job.id, marks)
    },
    'merge.remove': ({ jobId }) => {
      run('DELETE FROM merge_jobs WHERE id = ?', jobId)
    },
  } satisfies Partial<MergeOperations>
}

function rowOperations(sql: Sql) {
  const { all, get, run } = sql
  return {
    'merge.clear': ({ jobId }) => {
      run('DELETE FROM merge_rows WHERE job_id = ?', jobId)
    },
    'merge.add': ({ jobId, from, rows }) => {
      rows.forEach((cells, at) =>
        run(
          `INSERT INTO merge_rows (job_id, row, cells, status) VALUES (?, ?, ?, 'waiting')`,
          jobId,
          from + at,
          JSON.stringify(cells),
        ),
      )
    },
    'merge.setCell': ({ jobId, row, column, value }) => {
      const found = get('SELECT cells FROM merge_rows WHERE job_id = ? AND row = ?', jobId, row)
      if (found === undefined) return false
      const cells = JSON.parse(String(found.cells)) as readonly string[]
      const changed = cells.map((cell, at) => (at === column ? value : cell))
      run('UPDATE merge_rows SET cells = ? WHERE job_id = ? AND row = ?', JSON.stringify(changed), jobId, row)
      return true
    },
    'merge.rows': ({ jobId, after, limit, text: wanted = '', state = '' }) =>
      all(
        `SELECT ${columns}, l.state AS entryState FROM ${joined}
         WHERE r.job_id = ? AND r.row > ? AND (? = '' OR instr(lower(r.cells), lower(?)) > 0)
           AND (? = '' OR ${shown} = ?) ORDER BY r.row LIMIT ?`,
        ...[jobId, after, wanted, wanted, state, state, limit],
      ).map(toRecord),
    'merge.counts': ({ jobId }) =>
      all(`SELECT ${shown} AS state, count(*) AS n FROM ${joined} WHERE r.job_id = ? GROUP BY 1`, jobId).map(
        (row) => [String(row.state), Number(row.n)] as const,
      ),
    'merge.waiting': ({ jobId, limit }) =>
      all(
        `SELECT ${columns} FROM merge_rows AS r WHERE r.job_id = ? AND r.status = 'waiting' ORDER BY r.row LIMIT ?`,
        jobId,
        limit,
      ).map(toRecord),
    'merge.cancelWaiting': ({ jobId }) => {
      run(`UPDATE merge_rows SET status = 'cancelled' WHERE job_id = ? AND status = 'waiting'`, jobId)
    },
    'merge.mark': ({ jobId, marks }) => mark(sql, jobId, marks),
    'merge.hasEntry': ({ entryId }) => {
      // Rows get their entry once it is stored; before that, its id alone says whose it is.
      const [, jobId, row] = /^(.+)r(\d{6})$/.exec(entryId) ?? []
      if (jobId === undefined || row === undefined) return false
      return get('SELECT 1 FROM merge_rows WHERE job_id = ? AND row = ?', jobId, Number(row)) !== undefined
    },
  } satisfies Partial<MergeOperations>
}

function fileOperations({ all, run }: Sql) {
  return {
    'merge.addFile': ({ jobId, record: { path, file, data } }) => {
      run(
        `INSERT INTO merge_files (job_id, path, file, data) VALUES (?, ?, ?, ?)
         ON CONFLICT (job_id, path) DO UPDATE SET file = excluded.file, data = excluded.data`,
        ...[jobId, path, file, data],
      )
    },
    'merge.removeFiles': ({ jobId, prefix }) => {
      run(
        'DELETE FROM merge_files WHERE job_id = ? AND substr(path, 1, length(?)) = ?',
        jobId,
        prefix,
        prefix,
      )
    },
    'merge.files': ({ jobId }) =>
      all('SELECT path, file, data FROM merge_files WHERE job_id = ? ORDER BY path', jobId).map((row) => ({
        path: String(row.path),
        file: String(row.file),
        data: String(row.data),
      })),
  } satisfies Partial<MergeOperations>
}
