import type { SettingsTable } from '../storage/store.ts'
import { defaultSettings, settingsSchema, type Settings } from './settings.ts'

export interface SettingsStore {
  get(): Promise<Settings>
  /** Stores the given fields and gives all. Arguments are parsed by the caller's schema. */
  set(change: Partial<Settings>): Promise<Settings>
}

/** The settings over the store; a field that does not parse falls back to its default, alone. */
export function createSettingsStore(table: SettingsTable): SettingsStore {
  const get = async (): Promise<Settings> => parseSettings(await table.all())
  return {
    get,
    set: async (change) => {
      await table.put(change)
      return await get()
    },
  }
}

/** Stored values as settings. */
export function parseSettings(values: Readonly<Record<string, unknown>>): Settings {
  const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(values[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { ...defaultSettings, ...Object.fromEntries(known) }
}
