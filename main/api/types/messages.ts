// Message files: opened and answered, and messages of this profile saved, dragged out and printed.
import type { DraftContent } from '../../drafts/draft.ts'
import type { AnswerWay } from '../../message/answer/answer.ts'
import type { BounceOutcome } from './bounces.ts'
import type { SendProblem } from './outbox.ts'

export type { AnswerWay }

/** A message as it is read: header, text, names of its files. */
export interface LetterView {
  /** Mailboxes as a person would type them. */
  readonly from: readonly string[]
  readonly replyTo: readonly string[]
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly bcc: readonly string[]
  readonly subject: string
  /** epoch ms */
  readonly date: number | null
  readonly text: string
  /** A cleaned fragment that names nothing outside; null: plain text. */
  readonly html: string | null
  /** Pictures that `html` names by their Content-ID. */
  readonly pictures: readonly { readonly cid: string; readonly type: string; readonly bytes: Uint8Array }[]
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[]
}

/** A message file that is shown, or a sentence that says why it is not. */
export type OpenedFile =
  | {
      readonly kind: 'message'
      readonly id: string
      readonly fileName: string
      readonly letter: LetterView
      /** What was left out or not understood, in sentences. */
      readonly notes: readonly string[]
      /** Names of header fields that “Edit as new” leaves behind. */
      readonly staysBehind: readonly string[]
      /** It is a delivery report (RFC 3464): `explain` says what it means. */
      readonly isReport: boolean
    }
  | { readonly kind: 'refused'; readonly id: string; readonly fileName: string; readonly message: string }

/** A message of this profile. Of a draft its content as it stands in the window. */
export type MessageTarget =
  { readonly entryId: string } | { readonly draftId: string; readonly content: DraftContent }

export type SaveMessageOutcome =
  /** `path` null: the person left the picker. */
  | { readonly ok: true; readonly path: string | null }
  | { readonly ok: false; readonly problems: readonly SendProblem[] }

export interface MessagesApi {
  /** Opens the system's picker; what was chosen is to be shown (`messages.opened`). */
  pick(): Promise<void>
  /** A file that was dropped on the window, of at most 64 MB. */
  open(input: { readonly name: string; readonly bytes: Uint8Array }): Promise<void>
  /** The file that is to be shown now; null: none is. */
  shown(): Promise<OpenedFile | null>
  /** It was read: the next one is to be shown. */
  close(input: { readonly id: string }): Promise<void>
  /** Makes a draft of the file that is shown and opens its window. @throws `not-found`. */
  answer(input: { readonly id: string; readonly way: AnswerWay }): Promise<{ readonly draftId: string }>
  /** What the delivery report that is shown means; it is kept with its message. @throws `not-found`. */
  explain(input: { readonly id: string }): Promise<BounceOutcome>
  /** Saves a file of it where the person says; null: the person left the picker. @throws `file`. */
  saveAttachment(input: {
    readonly id: string
    readonly index: number
  }): Promise<{ readonly path: string | null }>
  /** The message as it is printed. */
  letter(input: MessageTarget): Promise<LetterView>
  /** Writes the bytes that go, or went, as an .eml file where the person says. They have no Bcc (P29). @throws `file`. */
  save(input: MessageTarget): Promise<SaveMessageOutcome>
  /** The person drags the message out of the main window. @throws `file`. */
  drag(input: { readonly entryId: string }): Promise<void>
  /** Prints what the window shows for it: the main window, or that of a draft. Resolves when the dialog is done with. */
  print(input: { readonly draftId: string | null }): Promise<void>
  /** The same as a PDF file, where the person says. @throws `file`. */
  pdf(input: {
    readonly draftId: string | null
    readonly subject: string
  }): Promise<{ readonly path: string | null }>
}
