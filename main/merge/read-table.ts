// A file or a text becomes the table of a job.
import { createId } from '../id.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import { readCsv } from './csv.ts'
import { decode, findEncoding } from './encoding.ts'
import { guessRoles } from './guess.ts'
import { maxTableOctets, type Encoding, type MergeJob, type MergeSource } from './job.ts'
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
  return { ...job, ...read, table: { name, file, encoding, delimiter: source.delimiter, rows } }
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
  return { columns, roles: isSame ? job.roles : guessRoles(columns, head), rows }
}

const pieceSize = 1_000_000

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    yield await Promise.resolve(Buffer.from(bytes.subarray(at, at + pieceSize)))
  }
}
