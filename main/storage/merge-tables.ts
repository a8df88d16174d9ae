// Mail merge over the worker. What a job holds is parsed by the room that knows it.
import type { MergeFileRecord, MergeMark, MergeRowQuery, MergeRowRecord } from './merge-operations.ts'
import type { DataRow } from './operations.ts'
import type { WorkerClient } from './worker-client.ts'

export type { MergeFileRecord, MergeMark, MergeRowQuery, MergeRowRecord } from './merge-operations.ts'

export interface MergeTables {
  /** Newest first, as stored. */
  jobs(): Promise<readonly DataRow[]>
  /** The job and these marks on its rows, in one transaction. */
  put(job: { readonly id: string }, marks?: readonly MergeMark[]): Promise<void>
  /** With its rows; the entries that came of them stay. */
  remove(jobId: string): Promise<void>
  clearRows(jobId: string): Promise<void>
  /** @param from Number of the first of them. */
  addRows(jobId: string, from: number, rows: readonly (readonly string[])[]): Promise<void>
  /** Writes one cell; false: there is no such row. */
  setCell(jobId: string, row: number, column: number, value: string): Promise<boolean>
  rows(query: MergeRowQuery): Promise<readonly MergeRowRecord[]>
  /** Rows by the state of their entry, or their own where they have none. */
  counts(jobId: string): Promise<ReadonlyMap<string, number>>
  /** The next rows whose message is to be made. */
  waiting(jobId: string, limit: number): Promise<readonly MergeRowRecord[]>
  cancelWaiting(jobId: string): Promise<void>
  mark(jobId: string, marks: readonly MergeMark[]): Promise<void>
  /** An entry of this id comes, or came, of a row. */
  hasEntry(entryId: string): Promise<boolean>
  /** The job keeps this file of the profile, under a path of its own. */
  addFile(jobId: string, record: MergeFileRecord): Promise<void>
  removeFiles(jobId: string, prefix: string): Promise<void>
  files(jobId: string): Promise<readonly MergeFileRecord[]>
}

export function createMergeTables({ sql }: Pick<WorkerClient, 'sql'>): MergeTables {
  return {
    jobs: () => sql('merge.jobs', null),
    put: (job, marks = []) => sql('merge.put', { job, marks }),
    remove: (jobId) => sql('merge.remove', { jobId }),
    clearRows: (jobId) => sql('merge.clear', { jobId }),
    addRows: (jobId, from, rows) => sql('merge.add', { jobId, from, rows }),
    setCell: (jobId, row, column, value) => sql('merge.setCell', { jobId, row, column, value }),
    rows: (query) => sql('merge.rows', query),
    counts: async (jobId) => new Map(await sql('merge.counts', { jobId })),
    waiting: (jobId, limit) => sql('merge.waiting', { jobId, limit }),
    cancelWaiting: (jobId) => sql('merge.cancelWaiting', { jobId }),
    mark: (jobId, marks) => sql('merge.mark', { jobId, marks }),
    hasEntry: (entryId) => sql('merge.hasEntry', { entryId }),
    addFile: (jobId, record) => sql('merge.addFile', { jobId, record }),
    removeFiles: (jobId, prefix) => sql('merge.removeFiles', { jobId, prefix }),
    files: (jobId) => sql('merge.files', { jobId }),
  }
}
