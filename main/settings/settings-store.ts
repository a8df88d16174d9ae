import type { SettingsTable } from '../storage/store.ts'
import { defaultSettings } from './defaults.ts'
import { settingsSchema, type Settings } from './settings.ts'

export type SettingName = keyof Settings

export interface SettingsStore {
  get(): Promise<Settings>
  /** As they come, with what an administrator gave as a default. */
  defaults(): Settings
  /** Stores the given fields and gives all. Arguments are parsed by the caller's schema. @throws CallError for one that is locked. */
  set(change: Partial<Settings>): Promise<Settings>
  /** Forgets what a person set: the default holds again, also one that an administrator gives later. */
  reset(names: readonly SettingName[]): Promise<Settings>
}

/** What stands above the person: values that win, and values that hold where the person chose none. */
export interface SettingsAuthority {
  readonly locked: Partial<Settings>
  readonly defaults: Partial<Settings>
  /** @throws CallError naming the setting that may not be changed. */
  checkChange(change: Partial<Settings>, now: Settings): void
}

const nobody: SettingsAuthority = { locked: {}, defaults: {}, checkChange: () => undefined }

/** The settings over the store; a field that does not parse falls back to its default, alone. */
export function createSettingsStore(
  table: SettingsTable,
  authority: SettingsAuthority = nobody,
): SettingsStore {
  const defaults = (): Settings => ({ ...defaultSettings, ...authority.defaults })
  const get = async (): Promise<Settings> => ({
    ...parseSettings(await table.all(), defaults()),
    ...authority.locked,
  })
  return {
    get,
    defaults,
    set: async (change) => {
      authority.checkChange(change, await get())
      // What is locked is not stored: once the lock is gone, the person's own value holds again.
      const own = Object.entries(change).filter(([name]) => !Object.hasOwn(authority.locked, name))
      await table.put(Object.fromEntries(own))
      return await get()
    },
    reset: async (names) => {
      await table.put(Object.fromEntries(names.map((name) => [name, null])))
      return await get()
    },
  }
}

/** Stored values as settings; null is no choice. */
export function parseSettings(
  values: Readonly<Record<string, unknown>>,
  defaults: Settings = defaultSettings,
): Settings {
  const known = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(values[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return { ...defaults, ...Object.fromEntries(known) }
}
