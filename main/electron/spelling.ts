import { app, session } from 'electron'
import type { Settings } from '../settings/settings.ts'
import { spellingLanguages, type SpellingInfo } from '../settings/spelling.ts'

type SpellingSettings = Pick<Settings, 'spelling' | 'spellingLanguages'>

/**
 * Electron's spell checker. It loads the word list of a language from a server of Chromium's makers the first time that the
 * language is used: so it is off, with no language, until the person has turned it on.
 */
export class SpellChecker {
  readonly #session = session.defaultSession
  readonly #bySystem = process.platform === 'darwin'
  #settings: SpellingSettings = { spelling: false, spellingLanguages: [] }
  #written: string | null = null

  /** Before the first window is made. */
  constructor() {
    this.#apply()
  }

  get info(): SpellingInfo {
    return { languages: this.#available, bySystem: this.#bySystem }
  }

  follow(settings: SpellingSettings): void {
    this.#settings = settings
    this.#apply()
  }

  /** The language of the message in the window that has the focus; null: none was chosen. */
  writeIn(language: string | null): void {
    if (language === this.#written) return
    this.#written = language
    this.#apply()
  }

  get #available(): readonly string[] {
    return this.#bySystem ? [] : this.#session.availableSpellCheckerLanguages
  }

  #apply(): void {
    const { spelling } = this.#settings
    if (!this.#bySystem) {
      const languages = spellingLanguages(this.#settings, this.#available, this.#written, app.getLocale())
      this.#session.setSpellCheckerLanguages([...languages])
      this.#session.setSpellCheckerEnabled(languages.length > 0)
    } else this.#session.setSpellCheckerEnabled(spelling)
  }
}
