// The language that this process speaks. In a module of its own: what puts sentences into it asks for it, and is asked by `t`.
import { localeOf, type SpokenLanguage } from './languages.ts'

/** What this process speaks; English unless the program around the core, or the terminal, says another. */
let spoken: SpokenLanguage = 'en'

/** From now on texts are in this language. What was put into words before stays as it is. */
export function speak(language: SpokenLanguage): void {
  spoken = language
}

/** What `say` puts into words is English, whatever is spoken: for other people than the one who sits here. */
export function inEnglish<T>(say: () => T): T {
  const before = spoken
  spoken = 'en'
  try {
    return say()
  } finally {
    spoken = before
  }
}

export function spokenLanguage(): SpokenLanguage {
  return spoken
}

/** Where dates and numbers are formed now; BCP 47. */
export function spokenLocale(): string {
  return localeOf(spoken)
}
