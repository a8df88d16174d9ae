import { createContext } from 'svelte'
import type { SettingName, SettingsAbout } from '../../main/api.ts'
import { matches, parseAsked } from '../palette/found.ts'
import type { IconName } from '../shared/icons.ts'
import type { WindowState } from '../state/window-state.svelte.ts'
import { t } from '../text/t.ts'
import type { PageId } from './page-id.ts'

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
    ['profile', 'move'],
    ['administrator', 'building'],
    ['about', 'info'],
  ] as const
).map(([id, icon]) => ({ id, icon, title: t(`settings.page.${id}`) }))

export function pageTitle(page: PageId): string {
  return pages.find(({ id }) => id === page)?.title ?? ''
}

/** What is paused is of the day, and no wish how Sendoff should be. */
const ofTheDay: readonly SettingName[] = ['sending', 'pausedLanes']

/** The page that the address names, as after a change of the language. */
function firstPage(): PageId {
  const hash = 'location' in globalThis ? location.hash : ''
  return pages.find(({ id }) => hash === `#/settings/${id}`)?.id ?? 'sending'
}

/** The settings view: the page that is shown, or the settings that have the words that were typed. */
export class SettingsState {
  page = $state<PageId>('sending')
  typed = $state('')
  #about = $state.raw<SettingsAbout | null>(null)
  readonly #shell: WindowState

  /** @param page What is shown first. */
  constructor(shell: WindowState, page: PageId = firstPage()) {
    this.#shell = shell
    this.page = page
    this.#read()
    $effect(() => shell.bridge.on('policy.changed', () => this.#read()))
  }

  #read(): void {
    void this.#shell.bridge.settings.about().then((about) => {
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

  /** As settings come, or as the administrator has them come; null until it is known. */
  get defaults(): SettingsAbout['defaults'] | null {
    return this.#about?.defaults ?? null
  }

  /** Whether the setting is not as it comes, and may be put back. */
  isChanged(name: SettingName): boolean {
    if (this.#about === null || this.isLocked(name)) return false
    return JSON.stringify(this.#shell.settings[name]) !== JSON.stringify(this.#about.defaults[name])
  }

  async reset(name: SettingName): Promise<void> {
    await this.#shell.reset([name])
  }

  /** Set by the administrator; the person's own value waits until it is not. */
  isLocked(name: SettingName): boolean {
    return this.#shell.policy?.settings.some((one) => one.name === name && one.isLocked) ?? false
  }

  /** Those that are not as they come. */
  readonly changed = $derived.by((): readonly SettingName[] => {
    const names = Object.keys(this.#about?.defaults ?? {}) as SettingName[]
    return names.filter((name) => !ofTheDay.includes(name) && this.isChanged(name))
  })

  async resetAll(): Promise<boolean> {
    return await this.#shell.reset(this.changed)
  }
}

export const [getSettings, setSettings] = createContext<SettingsState>()
