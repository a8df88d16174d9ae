// How windows look from their first frame, before the core has read the settings. Pure.
import type { z } from 'zod'
import { settingsSchema, type Settings } from '../settings/settings.ts'

/** Of the settings what a window shows as soon as it is there. */
export const lookSchema = settingsSchema.pick({ language: true, theme: true, zoom: true })

export type Look = Readonly<z.infer<typeof lookSchema>>

export function lookOf({ language, theme, zoom }: Settings): Look {
  return { language, theme, zoom }
}
