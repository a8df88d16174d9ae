// The check of a server and its test message.
import type { CheckFix, RungView } from '../../check/rung.ts'
import type { SignInStory } from '../../diagnosis/sign-in-story.ts'
import type { RecipientOutcome, TranscriptLine } from '../../smtp/types.ts'
import type { EntryExplanation } from './outbox.ts'
import type { ServerForm } from './servers.ts'

/** How a check of a server went. */
export interface CheckResult {
  readonly outcome: 'passed' | 'failed' | 'stopped'
  readonly rungs: readonly RungView[]
  readonly lines: readonly TranscriptLine[]
  /** Of the first rung that failed. */
  readonly explanation?: EntryExplanation
  /** What helps, the most helpful first. */
  readonly fixes: readonly CheckFix[]
  /** Null: it did not get as far as a sign-in, or needs none. */
  readonly story: SignInStory | null
  readonly durationMs: number
  readonly endedAt: number
}

/** What became of a test message, which was sent outside the outbox (P9). */
export interface TestMessageResult {
  /** `not-sent`: no session came about, or it was refused before anything was handed over. */
  readonly outcome: 'accepted' | 'partly' | 'unconfirmed' | 'not-sent'
  readonly recipients: readonly {
    readonly address: string
    readonly outcome: RecipientOutcome
    readonly replyLines: readonly string[]
  }[]
  /** The server that was asked; it has the message only where `outcome` says so. */
  readonly host: string
  readonly queueId?: string
  readonly finalReply?: readonly string[]
  /** With angle brackets: what to look for where it is unconfirmed. */
  readonly messageId: string
  readonly explanations: readonly EntryExplanation[]
  readonly lines: readonly TranscriptLine[]
  readonly durationMs: number
  readonly endedAt: number
}

/** Asks a server what it takes. One runs at a time: another one, or a test message, ends it. */
export interface ChecksApi {
  /**
   * Climbs the ladder with the values of the form, unsaved ones too, and quits; sends no mail. What it comes to is told as
   * `checks.progress` while it runs. `recipient`: the address that RCPT asks for; '': none. `until`: `sign-in` leaves the envelope out.
   */
  run(input: {
    /** Made by the window; progress is told under it. */
    readonly checkId: string
    readonly form: ServerForm
    readonly recipient: string
    readonly until: 'sign-in' | 'reset'
  }): Promise<CheckResult>
  /** Ends it at once: it settles with what there is. Nothing happens where it is over. */
  stop(input: { readonly checkId: string }): Promise<void>
  /** Really sends one message over the server of the form, outside the outbox (P9), to at most ten addresses. */
  sendTest(input: {
    readonly checkId: string
    readonly form: ServerForm
    readonly to: readonly string[]
  }): Promise<TestMessageResult>
}
