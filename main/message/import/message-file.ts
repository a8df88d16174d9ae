// What an .eml file holds, as a value. It was written by anybody: every part of it has a limit, and what is not understood is said.

import type { KeptFields } from './kept-fields.ts'

/** Octets of the longest file that is read. */
export const maxMessageOctets = 64 * 1024 * 1024

/** Characters of the longest rich text: a draft takes ten million, and an answer has some of its own. */
export const maxRichLength = 9_000_000

export interface FileMailbox {
  readonly name?: string
  /** As it stands in the file where it is no address that Sendoff could send to. */
  readonly address: string
}

/** A file of the message, or a picture in its text. */
export interface FilePart {
  readonly name: string
  /** Media type in small letters, without parameters. */
  readonly type: string
  readonly bytes: Uint8Array
}

export interface PicturePart extends FilePart {
  /** Content-ID under which `html` names it; fit for a draft, and perhaps not the one of the file. */
  readonly cid: string
}

export interface MessageFile {
  readonly from: readonly FileMailbox[]
  readonly to: readonly FileMailbox[]
  readonly cc: readonly FileMailbox[]
  readonly bcc: readonly FileMailbox[]
  readonly replyTo: readonly FileMailbox[]
  /** Decoded; a tab that stands in it is kept (P28). */
  readonly subject: string
  /** epoch ms; null: there is none that makes sense. */
  readonly date: number | null
  /** With angle brackets; '' where there is none. */
  readonly messageId: string
  /** With angle brackets. */
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** Absent: as usual, or none is said. */
  readonly priority?: 'high' | 'low'
  /** Further fields that a new message has a place for, and the names of those that it has not. */
  readonly kept: KeptFields
  /** LF line ends. */
  readonly text: string
  /** A cleaned fragment that names nothing outside of the message; null: the message is plain text. */
  readonly html: string | null
  /** Pictures that `html` names. */
  readonly pictures: readonly PicturePart[]
  readonly attachments: readonly FilePart[]
  readonly notes: readonly ImportNote[]
}

/** What was left out or not understood. */
export interface ImportNote {
  readonly kind: NoteKind
  /** What it is about: an address, a charset, a name. */
  readonly detail?: string
}

export type NoteKind =
  | 'remote-pictures'
  | 'missing-pictures'
  | 'unfit-pictures'
  | 'too-many-fields'
  | 'too-many-parts'
  | 'too-deep'
  | 'text-cut'
  | 'unknown-charset'
  | 'unknown-encoding'
  | 'broken-encoding'
  | 'no-boundary'
  | 'bad-address'
  | 'bad-date'

export type ReadMessageFile =
  | { readonly ok: true; readonly message: MessageFile }
  | { readonly ok: false; readonly why: 'too-large' | 'no-message' }
