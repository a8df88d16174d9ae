import type { Settings } from './settings.ts'

/** What the program around the core can do about spelling. */
export interface SpellingInfo {
  /** Languages that there are word lists for (BCP 47); none where the system chooses them itself. */
  readonly languages: readonly string[]
  /** The system's own speller is asked, and no word list is loaded (macOS). */
  readonly bySystem: boolean
}

/** A program without windows. */
export const noSpelling: SpellingInfo = { languages: [], bySystem: false }

/** Word lists stay in memory: so many at a time. */
export const maxSpellingLanguages = 5

/**
 * The word list for a language: the same one, else one of another region of it.
 * @param tag BCP 47. @returns null: there is none.
 */
export function matchLanguage(tag: string, available: readonly string[]): string | null {
  const wanted = tag.toLowerCase()
  const [primary] = wanted.split('-')
  const home = { en: 'en-us', pt: 'pt-pt', de: 'de-de' }[primary ?? ''] ?? primary
  const found = (test: (name: string) => boolean) => available.find((name) => test(name.toLowerCase()))
  return (
    found((name) => name === wanted) ??
    found((name) => name === home) ??
    found((name) => name.split('-')[0] === primary) ??
    null
  )
}

/**
 * Word lists to check by; [] checks nothing.
 * @param written Language of the message that is being written; null: none was chosen.
 * @param system Language of the system.
 */
export function spellingLanguages(
  settings: Pick<Settings, 'spelling' | 'spellingLanguages'>,
  available: readonly string[],
  written: string | null,
  system: string,
): readonly string[] {
  if (!settings.spelling) return []
  const listsFor = (tags: readonly string[]) => {
    const lists = tags.flatMap((tag) => matchLanguage(tag, available) ?? [])
    return [...new Set(lists)].slice(0, maxSpellingLanguages)
  }
  // A message in a language without a word list would be red all over by another one.
  if (written !== null) return listsFor([written])
  const chosen = listsFor(settings.spellingLanguages)
  return chosen.length > 0 ? chosen : listsFor([system])
}
