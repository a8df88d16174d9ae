// Calls about mail merge.
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { MergeApi, MergeView } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { attachPaths } from '../drafts/attach.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { createId } from '../id.ts'
import { maxTableOctets, type MergeJob } from '../merge/job.ts'
import type { Merges } from '../merge/merges.ts'
import { fillCell, readTable, rereadTable, takePeople } from '../merge/read-table.ts'
import type { Runner } from '../merge/runner.ts'
import { checkJob, startJob } from '../merge/start.ts'
import { cancelMade, holdMade, releaseMade } from '../merge/steer.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Shell } from '../shell.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { peopleOf } from './merge-people.ts'
import { cells, preview, rows, saveResult, toSummary, toView } from './merge-views.ts'

export interface MergeApiDeps {
  readonly merges: Merges
  readonly runner: Runner
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly contacts: Contacts
  readonly settings: SettingsStore
  readonly store: Pick<Store, 'merge' | 'files' | 'queue'>
  readonly shell: Shell
  readonly clock: Clock
  readonly random: Random
}

type Edit = (job: MergeJob) => MergeJob | Promise<MergeJob>

/** Makes mail merge part of the Api. */
export function createMergeApi(deps: MergeApiDeps): MergeApi {
  const { merges, shell } = deps
  const view = async (job: MergeJob) => toView(deps, job)
  const edit = async (jobId: string, change: Edit) => view(await merges.edit(jobId, change))
  return {
    list: async () => Promise.all((await merges.list()).map((job) => toSummary(deps, job))),
    get: async ({ jobId }) => view(await merges.get(jobId)),
    create: async () => ({ jobId: (await merges.create()).id }),
    save: ({ jobId, settings }) => edit(jobId, (job) => withSettings(job, settings)),
    remove: async ({ jobId }) => {
      const { state } = await merges.get(jobId)
      // What is still to be made would be lost without a word.
      if (state === 'running') throw new CallError('not-possible', t('merge.started'))
      await merges.remove(jobId)
    },
    readTable: ({ jobId, name, bytes }) => edit(jobId, (job) => readTable(deps, job, { name, bytes })),
    pickTable: async ({ jobId }) => {
      const path = await shell.pickFile(t('merge.untitled'), ['csv', 'tsv', 'txt'])
      if (path === null) return view(await merges.get(jobId))
      const bytes = await readPicked(path)
      return edit(jobId, (job) => readTable(deps, job, { name: basename(path), bytes }))
    },
    takeContacts: async ({ jobId, people }) => {
      const given = await peopleOf(deps.contacts, people)
      return edit(jobId, (job) => takePeople(deps, job, given))
    },
    cells: async (input) => cells(deps, await merges.get(input.jobId), input),
    setCell: ({ jobId, ...cell }) => edit(jobId, (job) => fillCell(deps, job, cell)),
    reread: ({ jobId, ...as }) => edit(jobId, (job) => rereadTable(deps, job, as)),
    takeDraft: ({ jobId, draftId }) => edit(jobId, (job) => takeDraft(deps, job, draftId)),
    ...fileCalls(deps, edit),
    check: async ({ jobId }) => {
      const found = await checkJob(deps, await merges.get(jobId))
      const { remindName } = await deps.settings.get()
      return { ...found, lacksName: found.lacksName && remindName }
    },
    rows: (input) => rows(deps, input),
    preview: async ({ jobId, row }) => preview(deps, await merges.get(jobId), row),
    ...steering(deps),
    saveResult: async ({ jobId }) => saveResult(deps, await merges.get(jobId)),
  }
}

function fileCalls(deps: MergeApiDeps, edit: (jobId: string, change: Edit) => Promise<MergeView>) {
  const { shell, store } = deps
  const withFiles = (job: MergeJob, attachments: readonly DraftAttachment[]): MergeJob => ({
    ...job,
    content: { ...job.content, attachments },
  })
  return {
    pickFiles: async ({ jobId }) => {
      const paths = await shell.pickFiles(jobId)
      const { added, problems } = await attachPaths({ ...deps, files: store.files }, paths)
      const job = await edit(jobId, async (draft) => {
        for (const file of added) await keep(deps, jobId, file)
        return withFiles(draft, [...draft.content.attachments, ...added])
      })
      return { job, problems }
    },
    dropFile: ({ jobId, fileId }) =>
      edit(jobId, async (job) => {
        await store.merge.removeFiles(jobId, `all:${fileId}`)
        return withFiles(
          job,
          job.content.attachments.filter(({ id }) => id !== fileId),
        )
      }),
    pickFolder: async ({ jobId }) => {
      const folder = await shell.pickFolder()
      return edit(jobId, (job) => (folder === null ? job : { ...job, folder }))
    },
  } satisfies Partial<MergeApi>
}

/** The file is the job's: it stays as long as the job does. */
async function keep({ store }: MergeApiDeps, jobId: string, file: DraftAttachment): Promise<void> {
  await store.merge.addFile(jobId, { path: `all:${file.id}`, file: file.file, data: JSON.stringify(file) })
}

async function readPicked(path: string): Promise<Uint8Array> {
  const name = basename(path)
  try {
    if ((await stat(path)).size > maxTableOctets) throw new CallError('file', t('merge.too-large'))
    return await readFile(path)
  } catch (error) {
    if (error instanceof CallError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new CallError('file', t('merge.unreadable', { name, why }), { field: name, cause: error })
  }
}

async function takeDraft(deps: MergeApiDeps, job: MergeJob, draftId: string): Promise<MergeJob> {
  const { content } = await deps.drafts.get(draftId)
  const attachments: DraftAttachment[] = []
  for (const file of content.attachments) {
    const id = createId(deps.random)
    const stored = await deps.store.files.write(id, deps.store.files.open(file.file))
    const copy = { ...file, ...stored, id, file: id }
    await keep(deps, job.id, copy)
    attachments.push(copy)
  }
  const { list } = job.content.options ?? {}
  const { added: _added, ...letter } = content
  const options = { ...content.options, ...(list === undefined ? {} : { list }) }
  return { ...job, content: { ...letter, to: [], cc: [], bcc: [], attachments, options } }
}

function withSettings(job: MergeJob, settings: Parameters<MergeApi['save']>[0]['settings']): MergeJob {
  const { identityId, subject, text, schedule, list, ...rest } = settings
  const { schedule: _before, ...content } = job.content
  return {
    ...job,
    ...rest,
    content: {
      ...content,
      identityId,
      subject,
      // The plain text of a rich letter is made of it.
      text: content.html === undefined ? text : content.text,
      options: { ...content.options, list },
      ...(schedule === null ? {} : { schedule }),
    },
  }
}

function steering(deps: MergeApiDeps) {
  const { merges, runner, outbox } = deps
  const made = {
    merges,
    hold: (entryId: string) => outbox.act(entryId, 'hold', { type: 'held', by: 'person' }),
    release: (entryId: string) => outbox.act(entryId, 'release', { type: 'released' }),
    cancel: (entryId: string) => outbox.cancel(entryId),
  }
  const become = (jobId: string, from: readonly MergeJob['state'][], state: MergeJob['state']) =>
    merges.change(jobId, ({ problem: _problem, ...job }) => {
      if (!from.includes(job.state)) throw new CallError('not-possible', t('merge.not-running'))
      return { ...job, state }
    })
  return {
    start: async ({ jobId }) => {
      const job = await merges.edit(jobId, (draft) => startJob(deps, draft))
      runner.look(jobId)
      return toView(deps, job)
    },
    pause: async ({ jobId }) => {
      const job = await become(jobId, ['running', 'done'], 'paused')
      await holdMade(made, jobId)
      return toView(deps, job)
    },
    resume: async ({ jobId }) => {
      const job = await become(jobId, ['paused'], 'running')
      await releaseMade(made, jobId)
      runner.look(jobId)
      return toView(deps, job)
    },
    cancel: async ({ jobId }) => {
      const job = await become(jobId, ['running', 'done', 'paused'], 'cancelled')
      await merges.rows.cancelWaiting(jobId)
      await cancelMade(made, jobId)
      return toView(deps, job)
    },
  } satisfies Partial<MergeApi>
}
