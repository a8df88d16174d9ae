// Settings.
import type { SpellingInfo } from '../../settings/spelling.ts'
import type { Settings } from '../../settings/settings.ts'

export type SettingName = keyof Settings

export interface SettingsAbout {
  readonly defaults: Settings
  /** `most`: so many languages may be chosen. */
  readonly spelling: SpellingInfo & { readonly most: number }
}

export interface SettingsApi {
  get(): Promise<Settings>
  /** What each setting is as it comes, or as the administrator gave it. */
  about(): Promise<SettingsAbout>
  /** @throws CallError `not-possible` naming a setting that the administrator has locked. */
  set(input: Partial<Settings>): Promise<Settings>
  /** Back to the defaults. */
  reset(input: { readonly names: readonly SettingName[] }): Promise<Settings>
}
