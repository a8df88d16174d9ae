import { z } from 'zod'

/** The one settings store: schema and defaults. A field that does not parse falls back to its default, alone. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Single-letter shortcuts in lists and the detail. */
  letterShortcuts: z.boolean(),
  /** Days after the first "not now" for which a message is tried; then it is held (RFC 5321 4.5.4.1: 4 to 5). */
  giveUpAfterDays: z.int().min(1).max(30),
})

export type Settings = Readonly<z.infer<typeof settingsSchema>>

export const defaultSettings: Settings = { theme: 'system', letterShortcuts: true, giveUpAfterDays: 4 }
