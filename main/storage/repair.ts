// Copies what can still be read of a damaged database into a new one.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

/** Tables with what cannot be computed again, those that others refer to first. */
export const keptTables = [
  'servers',
  'identities',
  'contacts',
  'contact_groups',
  'earlier_recipients',
  'templates',
  'settings',
  'entries',
  'attempts',
  'lines',
  'line_blocks',
  'drafts',
  'draft_versions',
  'merge_jobs',
  'merge_rows',
  'merge_files',
  'doomed',
] as const

/** From the other end, for tables without a rowid. */
const backwards: Readonly<Partial<Record<(typeof keptTables)[number], string>>> = {
  lines: 'attempt_id DESC, seq DESC',
  line_blocks: 'attempt_id DESC, first DESC',
  draft_versions: 'draft_id DESC, version DESC',
  merge_rows: 'job_id DESC, row DESC',
  merge_files: 'job_id DESC, path DESC',
  doomed: 'folder DESC, name DESC',
}

/** Those whose ids are worth a walk of their own: others refer to them. */
const byId: ReadonlySet<string> = new Set(['entries', 'attempts', 'drafts', 'merge_jobs'])

type Row = Readonly<Record<string, unknown>>

/**
 * Copies rows of the damaged file at `path`, which is only read. A row that cannot be read, or that refers to one that
 * could not, is left out; it stays in the old file.
 * @returns how many entries were copied.
 */
export function salvage(path: string, into: DatabaseSync): number {
  const damaged = openDamaged(path)
  if (damaged === undefined) return 0
  try {
    into.exec('BEGIN IMMEDIATE')
    for (const table of keptTables) copyTable(damaged, into, table)
    // Which copies are due stands in the entries, and in a table beside them that is not read.
    into.exec(`INSERT OR IGNORE INTO copies_due (entry_id) SELECT id FROM entries
      WHERE CASE WHEN json_valid(data) THEN data ->> '$.sentCopy.state' = 'pending' END`)
    // Which of its messages were lost is not known: a person looks before further ones are made.
    into.exec(`UPDATE merge_jobs SET data = json_set(data, '$.state', 'paused')
      WHERE CASE WHEN json_valid(data) THEN data ->> '$.state' = 'running' END`)
    into.exec('COMMIT')
  } finally {
    damaged.close()
  }
  return Number(into.prepare('SELECT count(*) AS n FROM entries').get()?.n ?? 0)
}

function openDamaged(path: string): DatabaseSync | undefined {
  try {
    return new DatabaseSync(path, { readOnly: true, enableForeignKeyConstraints: false })
  } catch {
    return undefined
  }
}

function copyTable(damaged: DatabaseSync, into: DatabaseSync, table: (typeof keptTables)[number]): void {
  const columns = columnsOf(damaged, table).filter((name) => columnsOf(into, table).includes(name))
  if (columns.length === 0) return
  const names = columns.join(', ')
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const take = (row: Row): void => {
    try {
      insert.run(...columns.map((column) => row[column] as SQLInputValue))
    } catch {
      // Of another type than its column, or of an owner that could not be read.
    }
  }
  // A damaged page ends a walk: what lies behind it is reached from the other end, or one by one.
  walk(damaged, `SELECT ${names} FROM ${table}`, take)
  walk(damaged, `SELECT ${names} FROM ${table} ORDER BY ${backwards[table] ?? 'rowid DESC'}`, take)
  if (byId.has(table)) copyById(damaged, table, names, take)
}

/** By the index of ids, which lies on other pages. */
function copyById(damaged: DatabaseSync, table: string, names: string, take: (row: Row) => void): void {
  const ids: string[] = []
  const note = (row: Row): void => void ids.push(String(row.id))
  walk(damaged, `SELECT id FROM ${table} ORDER BY id`, note)
  walk(damaged, `SELECT id FROM ${table} ORDER BY id DESC`, note)
  for (const id of new Set(ids)) walk(damaged, `SELECT ${names} FROM ${table} WHERE id = ?`, take, id)
}

function walk(database: DatabaseSync, sql: string, take: (row: Row) => void, ...values: string[]): void {
  try {
    for (const row of database.prepare(sql).iterate(...values)) take(row)
  } catch {
    // The rest of this walk cannot be read.
  }
}

function columnsOf(database: DatabaseSync, table: string): readonly string[] {
  const names: string[] = []
  walk(database, `SELECT name FROM pragma_table_info('${table}')`, (row) => void names.push(String(row.name)))
  return names
}
