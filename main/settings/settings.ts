import { z } from 'zod'

/** The one settings store: schema and defaults. A field that does not parse falls back to its default, alone. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Single-letter shortcuts in lists and the detail. */
  letterShortcuts: z.boolean(),
})

export type Settings = Readonly<z.infer<typeof settingsSchema>>

export const defaultSettings: Settings = { theme: 'system', letterShortcuts: true }
