// Help: the glossary of codes and the lessons.
import type { LessonId, StepId } from '../../practice/lessons.ts'

/** A reply code (`550`) or an enhanced status code (`X.1.1`). */
export interface GlossaryCode {
  readonly kind: 'reply' | 'enhanced'
  readonly code: string
  readonly title: string
  readonly meaning: string
  /** Commands after which it comes. */
  readonly phases: readonly string[]
  /** The document that says so, or who uses it; '' where it is by custom. */
  readonly reference: string
  /** By a standard or a registry; else by custom. */
  readonly isStandard: boolean
}

export interface LessonView {
  readonly id: LessonId
  readonly steps: readonly { readonly id: StepId; readonly isDone: boolean }[]
  /** What `practice.tryIt` begins it with. */
  readonly scenarioId: string | null
}

export interface HelpApi {
  /** All codes that Sendoff knows, in their order; from this computer. */
  codes(): Promise<readonly GlossaryCode[]>
  lessons(): Promise<readonly LessonView[]>
  /** The lessons begin anew. */
  forgetLessons(): Promise<void>
}

export type { LessonId, StepId }
