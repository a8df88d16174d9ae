// Transcripts: reading, comparing, reports.
import type { SignInStory } from '../../diagnosis/sign-in-story.ts'
import type { TranscriptLine } from '../../smtp/types.ts'
import type { ComparedRow } from '../../transcript/compare.ts'
import type { ReplaceOptions, Replacement } from '../../transcript/placeholders.ts'
import type { AttemptView } from './outbox.ts'

/** A line as a window gets it. */
export interface ToldLine extends TranscriptLine {
  /** A note in the language of the windows, where that is not English. `text` is as it is stored, compared and copied. */
  readonly said?: string
}

export interface TranscriptPage {
  readonly attempt: AttemptView
  readonly lines: readonly ToldLine[]
  /** seq of the line that decided the outcome. */
  readonly decidingSeq?: number
  /** How it signed in, or tried to; left out where it did not come to that. */
  readonly story?: SignInStory
}

export interface SessionComparison {
  /** The session on the left; null where none is known. */
  readonly other: AttemptView | null
  readonly rows: readonly ComparedRow[]
}

export interface SupportReport {
  readonly text: string
  /** What each placeholder stands for; it stays on this machine. */
  readonly replaced: readonly Replacement[]
}

export type ReportOptions = {
  readonly attemptId: string
  readonly format?: 'markdown' | 'json'
} & ReplaceOptions

export interface TranscriptApi {
  get(input: { readonly attemptId: string }): Promise<TranscriptPage>
  /** In the order of the wire, one line each: for reading and for the clipboard. */
  asText(input: { readonly attemptId: string }): Promise<{ readonly text: string }>
  /** Beside another attempt; null: the last session of the same server before it in which everything went well. */
  compare(input: {
    readonly attemptId: string
    readonly withAttemptId: string | null
  }): Promise<SessionComparison>
  /** What is copied for support, to the octet; what is true is replaced by placeholders. */
  report(input: ReportOptions): Promise<SupportReport>
  /** The same, to the octet, as a file where the person says; `path` null: it was left. */
  saveReport(input: ReportOptions): Promise<{ readonly path: string | null }>
}
