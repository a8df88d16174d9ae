// Settings.
import type { SpellingInfo } from '../../settings/spelling.ts'
import type { Settings } from '../../settings/settings.ts'

export type SettingName = keyof Settings

export interface SettingsAbout {
  readonly defaults: Settings
  readonly spelling: SpellingInfo
}

export interface SettingsApi {
  get(): Promise<Settings>
  /** What each setting is as it comes. */
  about(): Promise<SettingsAbout>
  set(input: Partial<Settings>): Promise<Settings>
}
