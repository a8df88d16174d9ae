// Messages of running jobs are made, a batch at a time. A crash in the middle goes on at the next start: an entry has the id of
// its row, so that none is made twice.
import type { EnqueueOutcome } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Draft, DraftContent } from '../drafts/draft.ts'
import { CallError } from '../result.ts'
import type { MergeMark, MergeRowRecord } from '../storage/merge-tables.ts'
import { t } from '../text/t.ts'
import { entryIdOf, type MergeJob } from './job.ts'
import { pathsOf, toContent } from './letter.ts'
import { toRow, type Merges } from './merges.ts'

export interface RunnerDeps {
  readonly merges: Merges
  readonly clock: Clock
  readonly log: Log
  readonly enqueue: (draft: Draft, content: DraftContent) => Promise<EnqueueOutcome>
}

export interface Runner {
  /** Goes on with all jobs that run; what was missed while the program was closed waits for the person. */
  begin(): Promise<void>
  /** Looks at the job: it was started, paused, resumed. */
  look(jobId: string): void
  close(): Promise<void>
}

/** Messages that are made together: they share their syncs, and lanes and windows have their turn between two batches. */
const batchSize = 32
const minuteMs = 60_000
/** Longest timer; it is looked at again then. */
const longestMs = 3_600_000
/** A time that passed so long ago was missed. */
const missedMs = 60_000

export function createRunner(deps: RunnerDeps): Runner {
  const running = new Map<string, Promise<void>>()
  const timers = new Map<string, Timer>()
  let isEnding = false

  const look = (jobId: string): void => {
    timers.get(jobId)?.cancel()
    timers.delete(jobId)
    if (isEnding || running.has(jobId)) return
    const run = step(deps, jobId, () => isEnding)
      .catch((error: unknown) => stop(deps, jobId, error))
      .then((waitMs) => {
        running.delete(jobId)
        if (waitMs !== null && !isEnding)
          timers.set(
            jobId,
            deps.clock.after(waitMs, () => look(jobId)),
          )
      })
    running.set(jobId, run)
  }
  return {
    begin: async () => {
      for (const job of await deps.merges.list()) {
        if (job.state !== 'running') continue
        if (await isMissed(deps, job)) await pauseWith(deps, job.id, t('merge.missed'))
        else look(job.id)
      }
    },
    look,
    close: async () => {
      isEnding = true
      for (const timer of timers.values()) timer.cancel()
      await Promise.all(running.values())
    },
  }
}

async function isMissed({ merges, clock }: RunnerDeps, { id, content: { schedule } }: MergeJob) {
  if (schedule === undefined || schedule.at > clock.now() - missedMs) return false
  const counts = await merges.rows.counts(id)
  return [...counts.keys()].every((state) => state === 'waiting' || state === 'skipped')
}

/** Makes batches until it has to wait. Gives for how long, ms; null: there is nothing to wait for. */
async function step(deps: RunnerDeps, jobId: string, isEnding: () => boolean): Promise<number | null> {
  const { merges, clock } = deps
  for (;;) {
    const job = await merges.get(jobId)
    if (job.state !== 'running' || isEnding()) return null
    const early = (job.content.schedule?.at ?? 0) - clock.now()
    if (early > 0) return Math.min(early, longestMs)
    const { perMinute } = job
    const size = perMinute === null ? batchSize : Math.max(1, Math.min(batchSize, Math.floor(perMinute / 60)))
    const rows = await merges.rows.waiting(jobId, size)
    if (rows.length === 0) {
      await merges.change(jobId, (now) => (now.state === 'running' ? { ...now, state: 'done' } : now))
      return null
    }
    await makeBatch(deps, job, rows)
    if (perMinute !== null) return Math.ceil((rows.length * minuteMs) / perMinute)
  }
}

async function makeBatch(deps: RunnerDeps, job: MergeJob, rows: readonly MergeRowRecord[]): Promise<void> {
  const files = job.roles.files === null ? new Map<string, never>() : await deps.merges.files(job.id)
  const marks = await Promise.all(
    rows.map(async (record): Promise<MergeMark> => {
      const row = toRow(record)
      const own = pathsOf(job, row).flatMap((path) => files.get(path) ?? [])
      const content = toContent(job, row, own)
      const entryId = entryIdOf(job.id, row.number)
      const now = deps.clock.now()
      const outcome = await deps.enqueue(
        { id: entryId, createdAt: now, savedAt: now, version: 1, content },
        content,
      )
      if (outcome.queued) return { row: row.number, status: 'made', note: null, entryId }
      const note = outcome.problems.map(({ message }) => message).join(' ')
      return { row: row.number, status: 'refused', note }
    }),
  )
  await deps.merges.rows.mark(job.id, marks)
  deps.merges.tell(job.id)
}

/** A full disk, a profile that cannot be written: the job waits for the person, and says why. */
async function stop(deps: RunnerDeps, jobId: string, error: unknown): Promise<null> {
  if (error instanceof CallError && error.failure.code === 'not-found') return null
  deps.log.error('a mail merge was stopped', error)
  const why = error instanceof CallError ? error.failure.message : String(error)
  await pauseWith(deps, jobId, why).catch((fault: unknown) =>
    deps.log.error('a mail merge that was stopped could not be stored', fault),
  )
  return null
}

async function pauseWith({ merges }: RunnerDeps, jobId: string, problem: string): Promise<void> {
  await merges.change(jobId, (job) => ({ ...job, state: 'paused', problem }))
}
