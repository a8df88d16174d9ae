// Files of a draft after they were attached.
import type { DraftAttachment } from '../../drafts/draft.ts'

/** The file that was attached is another one on the disk by now; the draft keeps the copy. */
export interface ChangedSource {
  readonly id: string
  /** epoch ms of the change; null: it is gone. */
  readonly changedAt: number | null
}

export interface AttachmentsApi {
  /** The octets of a file of the draft: for a picture in the window. At most 25 MB. @throws CallError `file`. */
  read(input: { readonly draftId: string; readonly id: string }): Promise<{ readonly bytes: Uint8Array }>
  /** Opens a copy with the system's program for it. A program is not run: refused with `not-possible`. */
  open(input: { readonly draftId: string; readonly id: string }): Promise<void>
  /** Files whose original changed since it was copied. */
  changed(input: { readonly draftId: string }): Promise<readonly ChangedSource[]>
  /** Copies the original once more, under the name that the file has in the draft. */
  retake(input: { readonly draftId: string; readonly id: string }): Promise<DraftAttachment>
}

/** A file on its way into the profile. */
export interface CopyProgress {
  readonly draftId: string
  readonly id: string
  readonly name: string
  readonly doneOctets: number
  readonly totalOctets: number
  readonly ended: boolean
}
