// Help: the glossary of codes and the lessons.
import type { GlossaryCode } from '../../diagnosis/glossary.ts'
import type { LessonId, StepId } from '../../practice/lessons.ts'

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

export type { GlossaryCode, LessonId, StepId }
