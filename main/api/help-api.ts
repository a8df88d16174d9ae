// Calls of the help: the glossary and the lessons.
import type { HelpApi, LessonView } from '../api.ts'
import { glossary } from '../diagnosis/glossary.ts'
import type { LessonBook } from '../practice/lesson-book.ts'
import { lessons, scenarioOf, type LessonId, type Progress, type StepId } from '../practice/lessons.ts'

export interface HelpApiDeps {
  readonly lessons: LessonBook
}

/** Makes the help part of the Api. */
export function createHelpApi({ lessons: book }: HelpApiDeps): HelpApi {
  return {
    codes: () => Promise.resolve(glossary()),
    lessons: () => Promise.resolve(toLessonViews(book.progress())),
    forgetLessons: () => book.forget(),
  }
}

export function toLessonViews({ done }: Progress): readonly LessonView[] {
  return (Object.keys(lessons) as LessonId[]).map((id) => ({
    id,
    scenarioId: scenarioOf[id],
    steps: lessons[id].map((step) => {
      const stepId = `${id}.${step}` as StepId
      return { id: stepId, isDone: done.includes(stepId) }
    }),
  }))
}
