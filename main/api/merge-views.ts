// What windows see of mail merges: jobs, rows, previews, the result file.
import { basename } from 'node:path'
import type { MergeApi, MergePreview, MergeRowView, MergeSummary, MergeView } from '../api.ts'
import type { MergeJob } from '../merge/job.ts'
import { columnOf, fieldsOf, lackingIn, pathsOf, recipientOf, toContent } from '../merge/letter.ts'
import { toRow, type Merges } from '../merge/merges.ts'
import { formatResult, type ResultRow } from '../merge/result-file.ts'
import { findInside } from '../merge/row-files.ts'
import { parseMailbox } from '../message/address.ts'
import type { Entry } from '../outbox/entry.ts'
import type { Shell } from '../shell.ts'
import type { MergeRowRecord } from '../storage/merge-tables.ts'
import type { Store } from '../storage/store.ts'
import { t } from '../text/t.ts'

interface ViewDeps {
  readonly merges: Merges
}

interface RowsDeps extends ViewDeps {
  readonly store: Pick<Store, 'queue'>
}

/** A job in the list. */
export async function toSummary({ merges }: ViewDeps, job: MergeJob): Promise<MergeSummary> {
  const { id, name, createdAt, startedAt, state, content, table } = job
  return {
    ...{ id, createdAt, state, rows: table?.rows ?? 0 },
    name: name.trim() === '' ? content.subject : name,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(content.schedule === undefined ? {} : { schedule: content.schedule }),
    counts: Object.fromEntries(await merges.rows.counts(id)),
  }
}

/** A job with its letter, its table and how far it is. */
export async function toView(deps: ViewDeps, job: MergeJob): Promise<MergeView> {
  const { content, table, columns, roles, missing, duplicates, folder, perMinute, problem } = job
  const { file, ...shown } = table ?? {}
  return {
    ...(await toSummary(deps, job)),
    name: job.name,
    table: table === null ? null : { name: '', encoding: 'utf-8', delimiter: '', rows: 0, ...shown },
    canReread: file !== undefined,
    ...{ columns, roles, missing, duplicates, folder, perMinute },
    ...(problem === undefined ? {} : { problem }),
    identityId: content.identityId,
    subject: content.subject,
    text: content.text,
    isRich: content.html !== undefined,
    attachments: content.attachments,
    list: content.options?.list ?? {},
  }
}

/** Rows with what became of each. */
export async function rows(
  { merges, store }: RowsDeps,
  input: Parameters<MergeApi['rows']>[0],
): Promise<readonly MergeRowView[]> {
  const job = await merges.get(input.jobId)
  const records = await merges.rows.rows(input)
  const entries = await entriesOf(store, records)
  return records.map((record) => {
    const decided = decidedBy(entries.get(record.entryId ?? ''), record)
    return {
      ...whoseOf(job, record),
      state: stateOf(record),
      entryId: entries.has(record.entryId ?? '') ? record.entryId : null,
      note: decided.reply,
      isReply: decided.isReply,
    }
  })
}

function stateOf({ status, entryState }: MergeRowRecord): string {
  return status === 'made' ? (entryState ?? 'gone') : status
}

async function entriesOf(
  store: RowsDeps['store'],
  records: readonly MergeRowRecord[],
): Promise<ReadonlyMap<string, Entry>> {
  const ids = records.flatMap(({ entryId }) => entryId ?? [])
  const entries = await store.queue.getMany(ids)
  return new Map(entries.map((entry) => [entry.id, entry] as const))
}

interface Decided {
  readonly code: string
  readonly reply: string
  readonly at: number | null
  readonly isReply: boolean
}

/** What decided on the row's own recipient. */
function decidedBy(entry: Entry | undefined, { status, note }: MergeRowRecord): Decided {
  const said = status === 'made' ? '' : (note ?? '')
  const first = entry?.recipients[0]?.status
  if (first === undefined || first.state === 'pending')
    return { code: '', reply: said, at: entry?.updatedAt ?? null, isReply: false }
  const reply = first.state === 'accepted' ? first.reply : first.failure.reply
  if (reply !== undefined)
    return { code: String(reply.code), reply: reply.lines.join(' '), at: first.at, isReply: true }
  const text = first.state === 'accepted' ? '' : first.failure.detail
  return { code: '', reply: text, at: first.at, isReply: false }
}

/** Cells of one column, with whose they are. */
export async function cells(
  { merges }: ViewDeps,
  job: MergeJob,
  { column, rows: wanted }: Parameters<MergeApi['cells']>[0],
): ReturnType<MergeApi['cells']> {
  const found = await Promise.all(
    wanted.map((row) => merges.rows.rows({ jobId: job.id, after: row - 1, limit: 1 })),
  )
  // In place of a row that is not there comes the next one.
  const there = found.flatMap((records, at) => records.filter(({ row }) => row === wanted[at]))
  return there.map((record) => ({ ...whoseOf(job, record), value: record.cells[column] ?? '' }))
}

/** Number, name and address of a row; what is no address is shown as it stands. */
function whoseOf(job: MergeJob, record: MergeRowRecord) {
  const text = recipientOf(job, toRow(record))
  const parsed = parseMailbox(text)
  return {
    row: record.row,
    name: (parsed.ok ? parsed.mailbox.name : undefined) ?? '',
    address: parsed.ok ? parsed.mailbox.address : text,
  }
}

/** A row as it would go; null: there is none. */
export async function preview(
  { merges }: ViewDeps,
  job: MergeJob,
  row: number,
): Promise<MergePreview | null> {
  const [record] = await merges.rows.rows({ jobId: job.id, after: row - 1, limit: 1 })
  if (record?.row !== row) return null
  const at = toRow(record)
  const copied = await merges.files(job.id)
  const own = pathsOf(job, at)
  const { to, cc, bcc, subject, text, html, attachments } = toContent(job, at, [])
  const fields = fieldsOf(job.content).filter((field) => columnOf(job.columns, field) >= 0)
  return {
    ...{ row, to, cc, bcc, subject, text },
    ...(html === undefined ? {} : { html }),
    files: [
      ...attachments.map(({ name, size }) => ({ name, size })),
      ...own.map((path) => ({ name: basename(path), size: copied.get(path)?.size ?? null })),
    ],
    problems: [
      ...lackingIn(job, fields, at).map((field) => t('merge.lacks', { field })),
      ...(job.state === 'draft' ? await fileFaults(job, own) : []),
    ],
  }
}

async function fileFaults({ folder }: MergeJob, paths: readonly string[]): Promise<readonly string[]> {
  if (folder === null) return []
  const found = await Promise.all(paths.map((path) => findInside(folder, path)))
  return found.flatMap((one) => (one.ok ? [] : [one.message]))
}

/** Writes the table with what became of each row where the person says. */
export async function saveResult(
  { merges, store, shell }: RowsDeps & { readonly shell: Shell },
  job: MergeJob,
) {
  const results: ResultRow[] = []
  for await (const records of merges.each({ jobId: job.id })) {
    const entries = await entriesOf(store, records)
    for (const record of records) {
      const { code, reply, at } = decidedBy(entries.get(record.entryId ?? ''), record)
      results.push({ cells: record.cells, state: stateOf(record), code, reply, at })
    }
  }
  const base = (job.table?.name ?? 'merge').replace(/\.[^.]+$/, '')
  return { path: await shell.saveFile(`${base}-result.csv`, formatResult(job.columns, results)) }
}
