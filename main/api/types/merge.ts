// Mail merge: one letter to the people of a table.
import type { DraftAttachment } from '../../drafts/draft.ts'
import type { ListFields } from '../../drafts/message-options.ts'
import type { MergeCheck } from '../../merge/check.ts'
import type { Encoding, MergeJob, MergeRoles, MergeTable, MissingChoice } from '../../merge/job.ts'
import type { Schedule } from '../../outbox/entry.ts'

export type { MergeCheck, RowList } from '../../merge/check.ts'
export type { Encoding, MergeRoles, MissingChoice } from '../../merge/job.ts'

/** Rows by the state of their message; what has none yet is `waiting`, `skipped`, `refused`, `cancelled`; `gone`: it was deleted. */
export type MergeCounts = Readonly<Record<string, number>>

export interface MergeSummary extends Pick<MergeJob, 'id' | 'name' | 'createdAt' | 'startedAt' | 'state'> {
  readonly rows: number
  readonly counts: MergeCounts
  readonly schedule?: Schedule
}

export interface MergeView extends MergeSummary {
  readonly table: Omit<MergeTable, 'file'> | null
  /** It can be read again in another encoding. */
  readonly canReread: boolean
  readonly columns: readonly string[]
  readonly roles: MergeRoles
  readonly missing: Readonly<Record<string, MissingChoice>>
  readonly duplicates: 'skip' | 'send'
  readonly folder: string | null
  readonly perMinute: number | null
  readonly problem?: string
  readonly identityId: string | null
  readonly subject: string
  readonly text: string
  /** The letter is rich text: it is written in a compose window. */
  readonly isRich: boolean
  readonly attachments: readonly DraftAttachment[]
  readonly list: ListFields
}

/** What a person sets of a job that was not started. */
export interface MergeSettings {
  readonly name: string
  readonly identityId: string | null
  readonly subject: string
  readonly text: string
  readonly roles: MergeRoles
  readonly missing: Readonly<Record<string, MissingChoice>>
  readonly duplicates: 'skip' | 'send'
  readonly perMinute: number | null
  readonly schedule: Schedule | null
  readonly list: ListFields
}

export interface MergeRowView {
  readonly row: number
  readonly name: string
  readonly address: string
  /** As in `MergeCounts`. */
  readonly state: string
  readonly entryId: string | null
  /** The reply that decided, or why it was left out. */
  readonly note: string
  /** What it says is the server's. */
  readonly isReply: boolean
}

export interface MergePreview {
  readonly row: number
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly files: readonly { readonly name: string; readonly size: number | null }[]
  /** Fields that this row lacks, and files that are not there. */
  readonly problems: readonly string[]
}

/** A cell that lacks something, to be filled in. */
export interface MergeCell {
  readonly row: number
  readonly name: string
  readonly address: string
  readonly value: string
}

/** Whom the rows are made of: these groups and contacts, each person once. */
export interface MergePeople {
  /** All contacts, by name. */
  readonly all: boolean
  readonly groupIds: readonly string[]
  readonly contactIds: readonly string[]
}

/** Files that were attached, and those that could not be. */
export interface MergeFilesOutcome {
  readonly job: MergeView
  readonly problems: readonly { readonly name: string; readonly message: string }[]
}

export interface MergeApi {
  /** Newest first. */
  list(): Promise<readonly MergeSummary[]>
  get(input: { readonly jobId: string }): Promise<MergeView>
  create(): Promise<{ readonly jobId: string }>
  /** Durable when it resolves. @throws `not-possible` once it was started. */
  save(input: { readonly jobId: string; readonly settings: MergeSettings }): Promise<MergeView>
  /** The job and its table; messages that came of it stay in the outbox. */
  remove(input: { readonly jobId: string }): Promise<void>
  /** Reads the table from a file that was dropped or a text that was pasted. */
  readTable(input: {
    readonly jobId: string
    readonly name: string
    readonly bytes: Uint8Array
  }): Promise<MergeView>
  /** Opens the file picker and reads the table; unchanged where it was left. */
  pickTable(input: { readonly jobId: string }): Promise<MergeView>
  /** Contacts become the table, as they are now. @throws `not-found` for a group that is gone; `not-possible` for nobody. */
  takeContacts(input: { readonly jobId: string; readonly people: MergePeople }): Promise<MergeView>
  /** The cells of one column in these rows; rows that are not there are left out. */
  cells(input: {
    readonly jobId: string
    readonly column: number
    readonly rows: readonly number[]
  }): Promise<readonly MergeCell[]>
  /** Writes one cell of the job's table, not of the file. @throws `not-possible` once it was started. */
  setCell(input: {
    readonly jobId: string
    readonly row: number
    readonly column: number
    readonly value: string
  }): Promise<MergeView>
  /** Reads the same table again; null: the encoding or delimiter is found. */
  reread(input: {
    readonly jobId: string
    readonly encoding: Encoding | null
    readonly delimiter: string | null
  }): Promise<MergeView>
  /** Takes subject, text, rich text, files and options of a draft; its files are copied. */
  takeDraft(input: { readonly jobId: string; readonly draftId: string }): Promise<MergeView>
  /** Opens the file picker: files that go with every message. What cannot be taken is named, the others are attached. */
  pickFiles(input: { readonly jobId: string }): Promise<MergeFilesOutcome>
  dropFile(input: { readonly jobId: string; readonly fileId: string }): Promise<MergeView>
  /** Opens the folder picker: the folder of the files of rows. */
  pickFolder(input: { readonly jobId: string }): Promise<MergeView>
  check(input: { readonly jobId: string }): Promise<MergeCheck>
  /** Rows behind `after`. */
  rows(input: {
    readonly jobId: string
    readonly after: number
    readonly limit: number
    readonly text?: string
    readonly state?: string
  }): Promise<readonly MergeRowView[]>
  preview(input: { readonly jobId: string; readonly row: number }): Promise<MergePreview | null>
  /** Resolves when all is stored that the messages are made of; they are made after it. @throws `invalid-argument` with why not. */
  start(input: { readonly jobId: string }): Promise<MergeView>
  pause(input: { readonly jobId: string }): Promise<MergeView>
  resume(input: { readonly jobId: string }): Promise<MergeView>
  /** What was not handed over does not go any more. */
  cancel(input: { readonly jobId: string }): Promise<MergeView>
  /** Asks where, and writes the table with what became of each row; gives the path, null where it was left. */
  saveResult(input: { readonly jobId: string }): Promise<{ readonly path: string | null }>
}
