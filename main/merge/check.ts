// What is wrong before a mail merge starts: the letter, the fields, the rows. Pure; rows come one after the other.
import { addressKey, parseMailbox } from '../message/address.ts'
import { t } from '../text/t.ts'
import { greetsNobody } from './greeting-words.ts'
import type { MergeJob, MergeRow } from './job.ts'
import { columnOf, fieldsOf, keyOf, lackingIn, recipientOf } from './letter.ts'
import { fillIn, findFields } from './template.ts'
import { ownValue } from '../own-value.ts'

/** Row numbers that are named at most; the count tells of all. */
const named = 50

/** Rows of one kind. */
export interface RowList {
  readonly count: number
  readonly first: readonly number[]
}

export interface MergeCheck {
  readonly rows: number
  /** Messages that start would make. */
  readonly messages: number
  /** Faults of the letter and the settings: it cannot start with any. */
  readonly problems: readonly string[]
  /** Fields of the letter that some rows lack, with what is chosen for them. */
  readonly missing: readonly { readonly field: string; readonly rows: RowList; readonly isSettled: boolean }[]
  readonly badAddresses: RowList
  readonly duplicates: RowList
  readonly missingFiles: RowList & { readonly sentences: readonly string[] }
  /** The letter greets nobody by name. */
  readonly lacksName: boolean
}

/** What becomes of a row at start. */
export type RowFate =
  { readonly go: true } | { readonly go: false; readonly why: string; readonly kind: 'address' | 'duplicate' }

export interface Checker {
  add(row: MergeRow, fileFaults: readonly string[]): RowFate
  result(): MergeCheck
}

export function createChecker(job: MergeJob): Checker {
  const fields = fieldsOf(job.content).filter((field) => columnOf(job.columns, field) >= 0)
  const seen = new Map<string, number>()
  const lists = { bad: createList(), twice: createList(), files: createList() }
  const lacking = new Map(fields.map((field) => [field, createList()] as const))
  const sentences: string[] = []
  const count = { rows: 0, messages: 0 }
  return {
    add: (row, fileFaults) => {
      count.rows += 1
      const fate = fateOf(job, row, seen)
      if (!fate.go) {
        lists[fate.kind === 'address' ? 'bad' : 'twice'].add(row.number)
        if (fate.kind === 'address' || job.duplicates === 'skip') return fate
      }
      count.messages += 1
      for (const field of lackingIn(job, fields, row)) lacking.get(field)?.add(row.number)
      if (fileFaults.length > 0) lists.files.add(row.number)
      sentences.push(...fileFaults.slice(0, named - sentences.length))
      return { go: true }
    },
    result: () => ({
      ...count,
      problems: problemsOf(job, count),
      missing: [...lacking].flatMap(([field, list]) =>
        list.count === 0
          ? []
          : [
              {
                field,
                rows: list.value(),
                isSettled: (ownValue(job.missing, keyOf(field))?.do ?? 'stop') !== 'stop',
              },
            ],
      ),
      badAddresses: lists.bad.value(),
      duplicates: lists.twice.value(),
      missingFiles: { ...lists.files.value(), sentences },
      lacksName: greetsNobody(job.content.text),
    }),
  }
}

function createList() {
  const first: number[] = []
  const list = {
    count: 0,
    add: (row: number) => {
      list.count += 1
      if (first.length < named) first.push(row)
    },
    value: (): RowList => ({ count: list.count, first }),
  }
  return list
}

function fateOf(job: MergeJob, row: MergeRow, seen: Map<string, number>): RowFate {
  const parsed = parseMailbox(recipientOf(job, row))
  if (!parsed.ok) return { go: false, kind: 'address', why: parsed.message }
  const key = addressKey(parsed.mailbox)
  const before = seen.get(key)
  if (before !== undefined)
    return { go: false, kind: 'duplicate', why: t('merge.duplicate', { row: before }) }
  seen.set(key, row.number)
  return { go: true }
}

function problemsOf(job: MergeJob, count: { readonly rows: number; readonly messages: number }): string[] {
  const { content, roles, columns } = job
  const unknown = fieldsOf(content).filter((field) => columnOf(columns, field) < 0)
  return [
    ...(content.identityId === null ? [t('merge.no-identity')] : []),
    ...faultsOf(job).map((fault) => t('merge.bad-field', { ...fault, example: '{{field}}' })),
    ...(count.rows === 0
      ? [t('merge.no-rows')]
      : unknown.map((field) => t('merge.unknown-field', { field }))),
    ...(count.rows > 0 && roles.address === null ? [t('merge.no-address')] : []),
    ...(count.rows > 0 && roles.address !== null && count.messages === 0 ? [t('merge.nobody')] : []),
    ...(roles.files !== null && job.folder === null ? [t('merge.no-folder')] : []),
    ...listProblems(job),
  ]
}

function faultsOf({ content }: MergeJob) {
  const { subject, text, html, attachments, options } = content
  // Where there is rich text, its plain text is made of it: a fault is told once.
  const body = html === undefined ? findFields(text) : findFields(html, true)
  return [subject, ...attachments.map(({ name }) => name), ...(options?.list?.unsubscribe ?? [])]
    .flatMap((one) => findFields(one).faults)
    .concat(body.faults)
}

/** RFC 2919, RFC 2369, RFC 8058. */
function listProblems({ content }: MergeJob): readonly string[] {
  const { id, unsubscribe = [], oneClick } = content.options?.list ?? {}
  const isAddress = (text: string) => /^(mailto:[^\s<>@,]+@[^\s<>@,]+|https:\/\/[^\s<>,]+)$/i.test(text)
  const isId = (text: string) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)
  return [
    ...(id === undefined || isId(id) ? [] : [t('merge.list-id')]),
    // A field is a piece of the address, whatever its name is.
    ...unsubscribe
      .filter((text) => !isAddress(fillIn(text, () => 'x')))
      .map((text) => t('merge.list-address', { text })),
    ...(oneClick === true && !unsubscribe.some((text) => /^https:/i.test(text))
      ? [t('merge.one-click')]
      : []),
  ]
}
