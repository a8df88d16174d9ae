// What a file says of one person, before it is judged.
export interface RawContact {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly name: string
  /** First and last name, where the file tells them apart. */
  readonly given?: string
  readonly family?: string
  readonly organisation: string
  readonly addresses: readonly { readonly address: string; readonly label: string }[]
  readonly note: string
  readonly details: readonly { readonly label: string; readonly value: string }[]
  /** Names of groups. */
  readonly groups: readonly string[]
  /** By which a group of the file names it. */
  readonly uid?: string
  /** A group and no person: what names its members (`mailto:`, `urn:uuid:`), and what they are called; '' where nothing says so. */
  readonly members?: readonly { readonly uri: string; readonly name: string }[]
  /** Where the addresses of the group go. */
  readonly field?: 'cc' | 'bcc'
}

/** Something about a line of the file that a person should know. */
export interface ImportNote {
  readonly line: number
  readonly what:
    | 'no-address'
    | 'bad-address'
    | 'near-domain'
    | 'same-address'
    | 'not-understood'
    | 'cut-off'
    | 'too-long'
    | 'too-many'
  /** The piece of the file, shortened. */
  readonly text: string
  readonly done: 'left-out' | 'merged' | 'taken' | 'part-left-out'
  /** The contact that the line went into; absent where there is none. */
  readonly contactId?: string
  /** More words: why an address is none, the domain that may be meant. */
  readonly detail?: string
}

export interface RawFile {
  readonly contacts: readonly RawContact[]
  readonly notes: readonly ImportNote[]
  /** Cards or rows that the file has, the ones that were not understood too. */
  readonly total: number
}

/** Largest file, octets, and most people in it. */
export const maxImportOctets = 50_000_000
export const maxImported = 50_000
/** More notes than these are counted, and not told one by one. */
export const maxNotes = 2_000

/** A piece of the file for a note: one line, not long. */
export function excerpt(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
