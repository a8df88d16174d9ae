// What processes on one profile tell each other: a JSON object a line.
import { z } from 'zod'

/** Ids that one note carries at most. */
export const maxIds = 1_000
/** A longer line is no note. */
export const maxNoteOctets = 64 * 1024

const noteSchema = z.strictObject({
  /**
   * `changed`: these entries; none: more than are told one by one. `hurry`: they go now, and really try (P17). `cancel`: their
   * attempts are ended (P21). `signed-in`: there is a password for these servers. `settings`: they were changed.
   */
  kind: z.enum(['changed', 'hurry', 'cancel', 'signed-in', 'settings']),
  ids: z.array(z.string().min(1).max(300)).max(maxIds),
})

export type Note = Readonly<z.infer<typeof noteSchema>>

export function formatNote(note: Note): string {
  return `${JSON.stringify(note)}\n`
}

/** Undefined for what is no note: it comes from another process, and perhaps from another version. */
export function parseNote(line: string): Note | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
