import type { CauseName } from './cause.ts'
import type { Evidence } from './evidence.ts'

/** Whose move it is, in the words of cli.md. */
export type WhoseMove = 'you' | 'recipient' | 'your provider' | 'their provider' | 'nobody, retry'

export type { CauseName }

/** Advice with a button: what the window offers. `main` is what helps most. */
export type AdviceAction =
  | 'edit-address'
  | 'edit-message'
  | 'sign-in-again'
  | 'try-keychain'
  | 'send-again'
  | 'send-now'
  | 'open-server'
  | 'try-other-way'
  | 'change-server'
  | 'drop-file'
  | 'view-certificate'
  | 'it-arrived'
  | 'send-again-may-arrive-twice'

export interface Diagnosis {
  readonly cause: CauseName
  readonly whoseMove: WhoseMove
  readonly permanent: boolean
  /** 0 to 1; under 0.7 the window says that it does not know (P12). */
  readonly confidence: number
  readonly actions: readonly AdviceAction[]
  /** What it rests on, the strongest first; empty where nothing came. */
  readonly evidence: readonly Evidence[]
}

/** A diagnosis put into words (English; texts come from the catalogue in main/text). */
export interface Explanation extends Diagnosis {
  /** False: Sendoff does not know, and says so; what it guesses is not spoken of (P12). */
  readonly isKnown: boolean
  /** The fact in one line, without code and without blame. */
  readonly title: string
  /** What happened, as a sentence or two. */
  readonly whatHappened: string
  /** The command that was answered, as on the wire; '' where none was sent. */
  readonly command: string
  /** "Code 550, enhanced 5.1.1: bad destination mailbox address", or what kind of fault it was. */
  readonly codeText: string
  /** "Yours." and what to do. */
  readonly whoseMoveText: string
}
