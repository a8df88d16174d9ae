import { createContext } from 'svelte'
import type { SettingName, SettingsAbout } from '../../main/api.ts'
import { matches, parseAsked } from '../palette/found.ts'
import type { IconName } from '../shared/icons.ts'
import type { WindowState } from '../state/window-state.svelte.ts'
import { t } from '../text/t.ts'

export type PageId = 'sending' | 'appearance' | 'desktop' | 'keyboard' | 'security' | 'records' | 'about'

export interface Page {
  readonly id: PageId
  readonly icon: IconName
  readonly title: string
}

export const pages: readonly Page[] = (
  [
    ['sending', 'outbox'],
    ['appearance', 'sun'],
    ['desktop', 'bell'],
    ['keyboard', 'keyboard'],
    ['security', 'lock'],
    ['records', 'file'],
    ['about', 'info'],
  ] as const
).map(([id, icon]) => ({ id, icon, title: t(`settings.page.${id}`) }))

/** The settings view: the page that is shown, or the settings that have the words that were typed. */
export class SettingsState {
  page = $state<PageId>('sending')
  typed = $state('')
  #about = $state.raw<SettingsAbout | null>(null)
  readonly #shell: WindowState

  constructor(shell: WindowState) {
    this.#shell = shell
    void shell.bridge.settings.about().then((about) => {
      if (about.ok) this.#about = about.value
    })
  }

  get spelling(): SettingsAbout['spelling'] {
    return this.#about?.spelling ?? { languages: [], bySystem: false, most: 0 }
  }

  readonly words = $derived(parseAsked(this.typed).words)
  readonly isSearching = $derived(this.words.length > 0)

  isShown(page: PageId): boolean {
    return this.isSearching || this.page === page
  }

  /** Whether a setting has the words that are looked for. */
  hasWords(text: string): boolean {
    return matches(text, this.words)
  }

  show(page: PageId): void {
    this.page = page
    this.typed = ''
  }

  /** Whether the setting is not as it comes, and may be put back. */
  isChanged(name: SettingName): boolean {
    if (this.#about === null) return false
    return JSON.stringify(this.#shell.settings[name]) !== JSON.stringify(this.#about.defaults[name])
  }

  async reset(name: SettingName): Promise<void> {
    if (this.#about !== null) await this.#shell.set({ [name]: this.#about.defaults[name] })
  }
}

export const [getSettings, setSettings] = createContext<SettingsState>()
