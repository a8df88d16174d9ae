// Jobs of mail merge: kept, changed until they start, and read.
import type { Clock } from '../clock.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import { emptyContent } from '../drafts/drafts.ts'
import { createTimedId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { MergeRowQuery, MergeRowRecord, MergeTables } from '../storage/merge-tables.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { createTurns } from '../turns.ts'
import { noRoles, type MergeJob, type MergeRow } from './job.ts'
import { jobSchema } from './job-schema.ts'

export interface MergesDeps {
  readonly store: Pick<Store, 'merge' | 'files' | 'queue'>
  readonly clock: Clock
  readonly random: Random
  /** Told after a change is stored. */
  readonly changed: (jobId: string, gone: boolean) => void
}

export interface Merges {
  readonly rows: MergeTables
  list(): Promise<readonly MergeJob[]>
  /** @throws CallError `not-found`. */
  get(jobId: string): Promise<MergeJob>
  create(): Promise<MergeJob>
  /** One change after the other. @throws CallError `not-found`. */
  change(jobId: string, change: (job: MergeJob) => MergeJob | Promise<MergeJob>): Promise<MergeJob>
  /** As `change`. @throws CallError `not-possible` once it was started. */
  edit(jobId: string, change: (job: MergeJob) => MergeJob | Promise<MergeJob>): Promise<MergeJob>
  remove(jobId: string): Promise<void>
  /** Progress is told without a change of the job. */
  tell(jobId: string): void
  /** All rows, in batches. */
  each(query: Omit<MergeRowQuery, 'after' | 'limit'>): AsyncIterable<readonly MergeRowRecord[]>
  /** Files of rows that were copied in, by the path that the table has. */
  files(jobId: string): Promise<ReadonlyMap<string, DraftAttachment>>
}

/** To judge more of them in one go would keep the main process for longer than a frame or two. */
const batchSize = 200
/** Before the path of a file of rows, among the files of a job. */
export const rowFilePrefix = 'row:'

export function createMerges({ store, clock, random, changed }: MergesDeps): Merges {
  const { merge } = store
  const turn = createTurns()
  const get = async (jobId: string): Promise<MergeJob> => {
    const found = (await all(merge)).find(({ id }) => id === jobId)
    if (found === undefined) throw new CallError('not-found', t('merge.gone'))
    return found
  }
  const change: Merges['change'] = (jobId, make) =>
    turn(jobId, async () => {
      const job = await make(await get(jobId))
      await merge.put(job)
      changed(jobId, false)
      return job
    })
  return {
    rows: merge,
    list: () => all(merge),
    get,
    create: async () => {
      const job = newJob(createTimedId(random, clock), clock.now())
      await merge.put(job)
      changed(job.id, false)
      return job
    },
    change,
    edit: (jobId, make) =>
      change(jobId, (job) => {
        if (job.state !== 'draft') throw new CallError('not-possible', t('merge.started'))
        return make(job)
      }),
    remove: (jobId) =>
      turn(jobId, async () => {
        await merge.remove(jobId)
        changed(jobId, true)
      }),
    tell: (jobId) => changed(jobId, false),
    each: (query) => each(merge, query),
    files: async (jobId) => {
      const records = await merge.files(jobId)
      return new Map(
        records.flatMap(({ path, data }) =>
          path.startsWith(rowFilePrefix)
            ? // Written by us, as an attachment.
              [[path.slice(rowFilePrefix.length), JSON.parse(data) as DraftAttachment] as const]
            : [],
        ),
      )
    },
  }
}

/** What cannot be understood is left where it is. */
async function all(merge: MergeTables): Promise<readonly MergeJob[]> {
  return (await merge.jobs()).flatMap(({ data }) => {
    try {
      const parsed = jobSchema.safeParse(JSON.parse(data))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

function newJob(id: string, now: number): MergeJob {
  return {
    id,
    name: '',
    createdAt: now,
    state: 'draft',
    content: emptyContent,
    table: null,
    columns: [],
    roles: noRoles,
    missing: {},
    duplicates: 'skip',
    folder: null,
    perMinute: null,
  }
}

async function* each(merge: MergeTables, query: Omit<MergeRowQuery, 'after' | 'limit'>) {
  for (let after = 0; ;) {
    const rows = await merge.rows({ ...query, after, limit: batchSize })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last.row
  }
}

export function toRow({ row, cells }: MergeRowRecord): MergeRow {
  return { number: row, cells }
}
