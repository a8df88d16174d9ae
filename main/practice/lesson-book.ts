// The lessons' progress as it is stored: among the settings, whose own schema does not know it.
import { z } from 'zod'
import type { SettingsTable } from '../storage/store.ts'
import { follow, lessons, noProgress, type LessonEntry, type Progress, type StepId } from './lessons.ts'

const storedAs = 'lessons'

const stepIds = Object.entries(lessons).flatMap(([lesson, steps]) =>
  steps.map((step) => `${lesson}.${step}` as StepId),
)
const schema = z.object({
  done: z.array(z.enum(stepIds as [StepId, ...StepId[]])).max(100),
  refused: z.array(z.string().max(100)).max(50),
})

export interface LessonBook {
  progress(): Progress
  /** A message to the practice server changed. */
  note(entry: LessonEntry): Promise<void>
  /** All lessons from the beginning. */
  forget(): Promise<void>
}

/** Reads the progress once; each change is stored before it is told. */
export async function openLessonBook(
  table: SettingsTable,
  changed: (progress: Progress) => void,
): Promise<LessonBook> {
  const parsed = schema.safeParse((await table.all())[storedAs])
  let progress: Progress = parsed.success ? parsed.data : noProgress
  const put = async (next: Progress): Promise<void> => {
    progress = next
    await table.put({ [storedAs]: next })
    changed(next)
  }
  return {
    progress: () => progress,
    note: async (entry) => {
      const next = follow(progress, entry)
      if (next !== progress) await put(next)
    },
    forget: () => put(noProgress),
  }
}
