// One row's letter: pure.
import type { DraftAttachment, DraftContent } from '../drafts/draft.ts'
import type { MessageOptions } from '../drafts/message-options.ts'
import { formatMailbox, parseMailbox, splitMailboxes } from '../message/address.ts'
import { toFileName } from '../drafts/file-name.ts'
import type { MergeJob, MergeRow } from './job.ts'
import { fillIn, findFields, toHtml, toLine } from './template.ts'
import { ownValue } from '../own-value.ts'

type Letter = Pick<MergeJob, 'content' | 'columns' | 'roles' | 'missing'>

/** Names of all fields of the letter, as first written. */
export function fieldsOf({ subject, text, html, attachments, options }: DraftContent): readonly string[] {
  const found = [
    ...findFields(subject).places,
    ...findFields(text).places,
    ...(html === undefined ? [] : findFields(html, true).places),
    ...attachments.flatMap(({ name }) => findFields(name).places),
    ...(options?.list?.unsubscribe ?? []).flatMap((address) => findFields(address).places),
  ]
  const byKey = new Map<string, string>()
  for (const { name } of found) if (!byKey.has(keyOf(name))) byKey.set(keyOf(name), name)
  return [...byKey.values()]
}

export function keyOf(field: string): string {
  return field.trim().toLowerCase()
}

export function columnOf(columns: readonly string[], field: string): number {
  return columns.findIndex((column) => keyOf(column) === keyOf(field))
}

/** What the row has for the field, or what was chosen where it has nothing. */
export function valueOf({ columns, missing }: Letter, { cells }: MergeRow, field: string): string {
  const value = (cells[columnOf(columns, field)] ?? '').trim()
  const choice = ownValue(missing, keyOf(field))
  return value === '' && choice?.do === 'text' ? choice.text : value
}

/** Fields of which the row has nothing, whatever is chosen for them. */
export function lackingIn(job: Letter, fields: readonly string[], { cells }: MergeRow): readonly string[] {
  return fields.filter((field) => (cells[columnOf(job.columns, field)] ?? '').trim() === '')
}

/** Paths of the row's own files, as the table has them. */
export function pathsOf({ roles }: Pick<MergeJob, 'roles'>, { cells }: MergeRow): readonly string[] {
  if (roles.files === null) return []
  return (cells[roles.files] ?? '')
    .split(/[;\n]/)
    .map((path) => path.trim())
    .filter((path) => path !== '')
}

/** The recipient as it is written in the To field; the cell alone where it is no address. */
export function recipientOf({ roles }: Pick<MergeJob, 'roles'>, { cells }: MergeRow): string {
  const text = toLine(roles.address === null ? '' : (cells[roles.address] ?? ''))
  const parsed = parseMailbox(text)
  if (!parsed.ok) return text
  const name = toLine(roles.name === null ? '' : (cells[roles.name] ?? ''))
  return formatMailbox(name === '' ? parsed.mailbox : { ...parsed.mailbox, name })
}

/** A line each, or parted by commas; the split takes line ends away, so that each is in one line (P28). */
const mailboxesIn = (cells: readonly string[], column: number | null) =>
  column === null ? [] : splitMailboxes(cells[column] ?? '').map(toLine)

/** @param files The row's own files, copied in. */
export function toContent(job: Letter, row: MergeRow, files: readonly DraftAttachment[]): DraftContent {
  const { content, roles } = job
  const value = (field: string) => valueOf(job, row, field)
  const line = (field: string) => toLine(value(field))
  const { schedule: _schedule, html, options, ...rest } = content
  return {
    ...rest,
    to: [recipientOf(job, row)],
    cc: mailboxesIn(row.cells, roles.cc),
    bcc: mailboxesIn(row.cells, roles.bcc),
    subject: fillIn(content.subject, line),
    text: fillIn(content.text, value),
    ...(html === undefined ? {} : { html: fillIn(html, (field) => toHtml(value(field)), true) }),
    ...(options === undefined ? {} : { options: withOwnAddresses(options, line) }),
    attachments: [
      ...content.attachments.map((file) => ({ ...file, name: toFileName(fillIn(file.name, line)) })),
      ...files,
    ],
  }
}

/** RFC 8058 3.1: the address itself tells who wants no more. A cell is a piece of it, and cannot make it another. */
function withOwnAddresses(options: MessageOptions, line: (field: string) => string): MessageOptions {
  const { list } = options
  if (list?.unsubscribe === undefined) return options
  const piece = (field: string) => encodeURIComponent(line(field).toWellFormed())
  return { ...options, list: { ...list, unsubscribe: list.unsubscribe.map((one) => fillIn(one, piece)) } }
}
