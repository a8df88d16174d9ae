// A mail merge: one letter, a table of people, and what is known of how it goes. Plain data.
import type { DraftContent } from '../drafts/draft.ts'

/** `draft`: not started. What is to go at a time is `running` too, with `content.schedule`. */
export type MergeState = 'draft' | 'running' | 'paused' | 'done' | 'cancelled'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Where the table came from. */
export interface MergeTable {
  readonly name: string
  /** Name inside the profile's files folder: it is read again in another encoding. Absent: contacts. */
  readonly file?: string
  readonly encoding: Encoding
  readonly delimiter: string
  readonly rows: number
}

/** Index of the column of each kind; null: none. */
export interface MergeRoles {
  readonly address: number | null
  readonly name: number | null
  readonly cc: number | null
  readonly bcc: number | null
  /** Paths of files, relative to the folder; several parted by `;`. */
  readonly files: number | null
}

/** What is done where a row has nothing for a field. */
export type MissingChoice =
  { readonly do: 'stop' } | { readonly do: 'empty' } | { readonly do: 'text'; readonly text: string }

export interface MergeJob {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly startedAt?: number
  readonly state: MergeState
  /** The letter with its fields; `to`, `cc` and `bcc` come from the rows. Its files are copies of the job's own (P23). */
  readonly content: DraftContent
  readonly table: MergeTable | null
  readonly columns: readonly string[]
  readonly roles: MergeRoles
  /** By name of the field, in lower case; absent: stop. */
  readonly missing: Readonly<Record<string, MissingChoice>>
  readonly duplicates: 'skip' | 'send'
  /** Folder of the files of rows. */
  readonly folder: string | null
  /** Messages a minute; null: as fast as the server's limits let them. */
  readonly perMinute: number | null
  /** Cells that were filled in by hand: they are put in again where the table is read again. */
  readonly filled?: readonly FilledCell[]
  /** What stopped it, as a sentence. */
  readonly problem?: string
}

/** A cell that the person wrote, by the name of its column. */
export interface FilledCell {
  readonly row: number
  readonly column: string
  readonly value: string
}

/** Cells that are filled in by hand, of one job. */
export const maxFilled = 5_000

/** A row of the table. `number` is the row among the people: 1 is the first below the names of the columns. */
export interface MergeRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** Where rows come from: a file, or contacts. */
export interface MergeSource {
  readonly columns: readonly string[]
  /** What the columns are for, where it is known; else it is guessed. */
  readonly roles?: MergeRoles
  /** Rows in batches. @throws CallError `file` where there are too many. */
  batches(): AsyncIterable<readonly (readonly string[])[]>
}

export const maxRows = 200_000
/** Octets of a file. */
export const maxTableOctets = 200_000_000

export const noRoles: MergeRoles = { address: null, name: null, cc: null, bcc: null, files: null }

/** The entry of a row: always the same id, so that no crash makes a second one (P2). */
export function entryIdOf(jobId: string, row: number): string {
  return `${jobId}r${String(row).padStart(6, '0')}`
}
