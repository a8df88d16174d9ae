// A file or a text becomes the table of a job.
import { createId } from '../id.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import { readCsv } from './csv.ts'
import { decode, findEncoding } from './encoding.ts'
import { guessRoles } from './guess.ts'
import { contactsSource, type MergePerson } from './contacts-source.ts'
import { maxFilled, maxRows, maxTableOctets, type Encoding, type MergeJob, type MergeSource } from './job.ts'
import type { Merges, MergesDeps } from './merges.ts'

/** Null: found. */
export interface ReadAs {
  readonly encoding: Encoding | null
  readonly delimiter: string | null
}

export type ReadDeps = Pick<MergesDeps, 'store' | 'random'> & { readonly merges: Merges }

const perInsert = 500
/** Rows from which columns are guessed. */
const looked = 50

/**
 * Reads the octets into the rows of the job and keeps them, to be read again in another encoding.
 * @throws CallError `file` that says what is wrong; the job has no table then.
 */
export async function readTable(
  deps: ReadDeps,
  job: MergeJob,
  given: { readonly name: string; readonly bytes: Uint8Array },
  as: ReadAs = { encoding: null, delimiter: null },
): Promise<MergeJob> {
  const { store, random } = deps
  const { name, bytes } = given
  if (bytes.length > maxTableOctets) throw new CallError('file', t('merge.too-large'), { field: name })
  const encoding = as.encoding ?? findEncoding(bytes)
  const source = readCsv(decode(bytes, encoding), as.delimiter)
  const file = createId(random)
  await store.files.write(file, inPieces(bytes))
  await store.merge.addFile(job.id, { path: 'table', file, data: '{}' })
  const { rows, ...read } = await fill(deps, job, source)
  const table = { name, file, encoding, delimiter: source.delimiter, rows }
  const { filled: _before, ...rest } = job
  return { ...rest, ...read, table }
}

/** The people as they are now. @throws CallError `file` where there are too many. */
export async function takePeople(
  deps: ReadDeps,
  job: MergeJob,
  given: { readonly name: string; readonly people: readonly MergePerson[] },
): Promise<MergeJob> {
  if (given.people.length > maxRows) throw new CallError('file', t('merge.too-many', { n: maxRows }))
  const { rows, ...read } = await fill(deps, job, contactsSource(given.people))
  // There is no file of it that could be read again.
  await deps.store.merge.removeFiles(job.id, 'table')
  const { filled: _before, ...rest } = job
  return { ...rest, ...read, table: { name: given.name, encoding: 'utf-8', delimiter: ',', rows } }
}

/** The same table in another encoding; what was filled in by hand stays where its column is still there. */
export async function rereadTable(deps: ReadDeps, job: MergeJob, as: ReadAs): Promise<MergeJob> {
  const { table, filled = [] } = job
  if (table?.file === undefined) throw new CallError('not-possible', t('merge.no-rows'))
  const bytes = await deps.store.files.read(table.file)
  const read = await readTable(deps, job, { name: table.name, bytes }, as)
  const kept = filled.filter(
    ({ row, column }) => row <= (read.table?.rows ?? 0) && read.columns.includes(column),
  )
  for (const { row, column, value } of kept)
    await deps.store.merge.setCell(job.id, row, read.columns.indexOf(column), value)
  return kept.length === 0 ? read : { ...read, filled: kept }
}

/** Writes one cell of the job's table; the file it came from is left as it is. @throws CallError. */
export async function fillCell(
  { store }: Pick<ReadDeps, 'store'>,
  job: MergeJob,
  cell: { readonly row: number; readonly column: number; readonly value: string },
): Promise<MergeJob> {
  const column = job.columns[cell.column]
  if (column === undefined) throw new CallError('invalid-argument', t('merge.no-column'))
  const others = (job.filled ?? []).filter((each) => each.row !== cell.row || each.column !== column)
  if (others.length >= maxFilled)
    throw new CallError('not-possible', t('merge.too-many-filled', { n: maxFilled }))
  if (!(await store.merge.setCell(job.id, cell.row, cell.column, cell.value)))
    throw new CallError('not-found', t('merge.no-row', { row: cell.row }))
  return { ...job, filled: [...others, { row: cell.row, column, value: cell.value }] }
}

/** The job as it is stored has no table while its rows are written: a crash leaves no half of one. */
export async function fill({ store }: ReadDeps, job: MergeJob, source: MergeSource) {
  const { id } = job
  const bare: MergeJob = { ...job, table: null, columns: [] }
  await store.merge.put(bare)
  await store.merge.clearRows(id)
  const head: (readonly string[])[] = []
  let rows = 0
  try {
    for await (const batch of source.batches()) {
      head.push(...batch.slice(0, Math.max(0, looked - head.length)))
      for (let at = 0; at < batch.length; at += perInsert) {
        const part = batch.slice(at, at + perInsert)
        await store.merge.addRows(id, rows + 1, part)
        rows += part.length
      }
    }
  } catch (error) {
    await store.merge.clearRows(id)
    throw error
  }
  const { columns } = source
  const isSame = columns.join('\n') === job.columns.join('\n')
  return { columns, roles: source.roles ?? (isSame ? job.roles : guessRoles(columns, head)), rows }
}

const pieceSize = 1_000_000

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    yield await Promise.resolve(Buffer.from(bytes.subarray(at, at + pieceSize)))
  }
}
