// Pause, resume and cancel reach the messages that were made already.
import type { Entry } from '../outbox/entry.ts'
import { CallError } from '../result.ts'
import type { MergeRowRecord } from '../storage/merge-tables.ts'
import type { Merges } from './merges.ts'

export interface SteerDeps {
  readonly merges: Merges
  readonly hold: (entryId: string) => Promise<Entry>
  readonly release: (entryId: string) => Promise<Entry>
  readonly cancel: (entryId: string) => Promise<Entry>
}

/** On a row whose message the job holds: what a person holds stays held. */
const heldByJob = 'held-by-job'
const open = ['queued', 'deferred', 'scheduled', 'held', 'sending']
const atOnce = 32

export async function holdMade({ merges, hold }: SteerDeps, jobId: string): Promise<void> {
  for (const state of ['queued', 'deferred', 'scheduled']) {
    await forEach(merges, jobId, state, async ({ row, entryId }) => {
      if (entryId === null || !(await attempt(() => hold(entryId)))) return
      await merges.rows.mark(jobId, [{ row, status: 'made', note: heldByJob }])
    })
  }
}

export async function releaseMade({ merges, release }: SteerDeps, jobId: string): Promise<void> {
  await forEach(merges, jobId, 'held', async ({ row, entryId, note }) => {
    if (entryId === null || note !== heldByJob) return
    await attempt(() => release(entryId))
    await merges.rows.mark(jobId, [{ row, status: 'made', note: null }])
  })
}

export async function cancelMade({ merges, cancel }: SteerDeps, jobId: string): Promise<void> {
  for (const state of open) {
    await forEach(merges, jobId, state, async ({ entryId }) => {
      if (entryId !== null) await attempt(() => cancel(entryId))
    })
  }
}

async function forEach(
  merges: Merges,
  jobId: string,
  state: string,
  work: (row: MergeRowRecord) => Promise<void>,
): Promise<void> {
  for await (const rows of merges.each({ jobId, state })) {
    for (let at = 0; at < rows.length; at += atOnce) await Promise.all(rows.slice(at, at + atOnce).map(work))
  }
  merges.tell(jobId)
}

/** It may have gone, or have been deleted, in between: that is no fault. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof CallError && ['not-possible', 'not-found'].includes(error.failure.code)) return false
    throw error
  }
}
