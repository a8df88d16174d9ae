// A job is judged, its files are frozen (P23), and only then it runs.
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { MergeMark } from '../storage/merge-tables.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { createChecker, type MergeCheck } from './check.ts'
import type { MergeJob } from './job.ts'
import { pathsOf } from './letter.ts'
import { rowFilePrefix, toRow, type Merges } from './merges.ts'
import { copyRowFile, findInside, type Found } from './row-files.ts'

export interface StartDeps {
  readonly merges: Merges
  readonly store: Pick<Store, 'merge' | 'files'>
  readonly clock: Clock
  readonly random: Random
}

interface Judged {
  readonly check: MergeCheck
  readonly skipped: readonly MergeMark[]
  /** Where each path of the table leads. */
  readonly found: ReadonlyMap<string, Found>
}

async function judge({ merges }: StartDeps, job: MergeJob): Promise<Judged> {
  const checker = createChecker(job)
  const found = new Map<string, Found>()
  const skipped: MergeMark[] = []
  const faultsOf = async (paths: readonly string[]): Promise<readonly string[]> => {
    const { folder } = job
    if (folder === null) return []
    for (const path of paths) if (!found.has(path)) found.set(path, await findInside(folder, path))
    return paths.flatMap((path) => {
      const one = found.get(path)
      return one?.ok === false ? [one.message] : []
    })
  }
  for await (const rows of merges.each({ jobId: job.id })) {
    for (const record of rows) {
      const row = toRow(record)
      const fate = checker.add(row, await faultsOf(pathsOf(job, row)))
      if (!fate.go) skipped.push({ row: row.number, status: 'skipped', note: fate.why })
    }
  }
  return { check: checker.result(), skipped, found }
}

export async function checkJob(deps: StartDeps, job: MergeJob): Promise<MergeCheck> {
  return (await judge(deps, job)).check
}

/** @throws CallError `invalid-argument` with the first thing that is in the way. */
export async function startJob(deps: StartDeps, job: MergeJob): Promise<MergeJob> {
  const { check, skipped, found } = await judge(deps, job)
  const lacking = check.missing.find(({ isSettled }) => !isSettled)
  const why =
    check.problems[0] ??
    (lacking === undefined ? undefined : t('merge.lacks', { field: lacking.field })) ??
    check.missingFiles.sentences[0]
  if (why !== undefined) throw new CallError('invalid-argument', t('merge.not-ready', { why }))
  const { store, clock } = deps
  await store.merge.removeFiles(job.id, rowFilePrefix)
  for (const [path, one] of found) {
    if (!one.ok) continue
    const file = await copyRowFile({ ...deps, files: store.files }, one.path)
    await store.merge.addFile(job.id, {
      path: `${rowFilePrefix}${path}`,
      file: file.file,
      data: JSON.stringify(file),
    })
  }
  await store.merge.mark(job.id, skipped)
  return { ...job, state: 'running', startedAt: clock.now() }
}
