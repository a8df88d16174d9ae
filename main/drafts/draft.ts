import type { Priority, Schedule } from '../outbox/entry.ts'
import type { DraftPlace } from './place.ts'
import type { Invitation, MessageOptions, Thread } from './message-options.ts'

/** A file of a draft: already copied into the profile, so that what is sent is what was attached (P23). */
export interface DraftAttachment {
  readonly id: string
  readonly name: string
  readonly type: string // media type
  readonly size: number // octets
  /** Name inside the profile's files folder. */
  readonly file: string
  readonly sha256: string
  /** Path it was copied from, where there was one; epoch ms of that copy. */
  readonly sourcePath?: string
  readonly copiedAt: number
  /** Content-ID of an image that stands in `html` as `cid:…`, without angle brackets. */
  readonly cid?: string
}

/** What a person typed; not judged yet. Addresses are as typed, one mailbox or group each. */
export interface DraftContent {
  readonly identityId: string | null
  /** Server chosen for this message; null follows the identity. */
  readonly serverId: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  readonly text: string
  /** Rich text: a fragment of HTML, to be cleaned before it is used; `text` then holds the same in plain text. Absent: plain text. */
  readonly html?: string
  /** Signature of the identity that stands below the text; null: the person wants none; absent: none was put there yet. */
  readonly signatureId?: string | null
  readonly attachments: readonly DraftAttachment[]
  /**
   * Recipients put in while an entry is edited, as typed. One of them that has the message already gets it again;
   * of the others, who has it does not (P2).
   */
  readonly added?: readonly string[]
  /** Send later. */
  readonly schedule?: Schedule
  /** Not after this, epoch ms. */
  readonly notAfter?: number
  readonly priority?: Priority
  readonly allOrNone?: boolean
  /** A sender typed for this message; goes over the server of the identity. Mailbox as typed. */
  readonly from?: string
  readonly options?: MessageOptions
  readonly invitation?: Invitation
  readonly thread?: Thread
}

export interface Draft {
  readonly id: string
  /** The outbox entry that this draft edits; sending makes a revision of it. */
  readonly entryId?: string
  readonly createdAt: number
  readonly savedAt: number
  /** Epoch ms; absent: it was not discarded. */
  readonly discardedAt?: number
  readonly version: number
  /** Absent: nobody was in its text yet. */
  readonly place?: DraftPlace
  readonly content: DraftContent
}
