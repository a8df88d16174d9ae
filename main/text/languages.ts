// The languages that Sendoff speaks, and two that only tests and development do. Pure; the windows use it too.

export const languages = ['en', 'de'] as const

/** What a person can choose. */
export type Language = (typeof languages)[number]

/** Made of English: longer, with accents, in brackets; `ar-XB` runs from right to left. SENDOFF_LANGUAGE names one. */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const

export type SpokenLanguage = Language | (typeof pseudoLanguages)[number]

const spoken: readonly string[] = [...languages, ...pseudoLanguages]

export function isSpoken(name: string | null | undefined): name is SpokenLanguage {
  return name !== null && name !== undefined && spoken.includes(name)
}

/** Where dates, numbers and lists are formed; BCP 47. */
const locales: Readonly<Record<SpokenLanguage, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  'en-XA': 'en-GB',
  'ar-XB': 'en-GB',
}

export function localeOf(language: SpokenLanguage): string {
  return locales[language]
}

export function isRightToLeft(language: SpokenLanguage): boolean {
  return language === 'ar-XB'
}

/**
 * A number, an address or another text as a piece of a text in that language. From right to left it keeps its own order, and
 * does not reorder what is around it (Unicode UAX 9: FSI and PDI); without them `550 5.1.1` is read as `5.1.1 550`.
 */
export function isolate(piece: string, language: SpokenLanguage): string {
  return isRightToLeft(language) ? `\u2068${piece}\u2069` : piece
}

/**
 * The language to speak.
 * @param chosen The setting.
 * @param system Language of the system, BCP 47 or as in LANG (`de_AT.UTF-8`); what we do not speak is English.
 */
export function toLanguage(chosen: 'system' | Language, system: string): SpokenLanguage {
  if (chosen !== 'system') return chosen
  if (isSpoken(system)) return system
  const [name = ''] = system.toLowerCase().split(/[-_.@]/)
  return languages.find((language) => language === name) ?? 'en'
}

const accented: Readonly<Record<string, string>> = {
  ...{ a: 'á', c: 'ç', e: 'é', i: 'í', n: 'ñ', o: 'ö', s: 'š', u: 'ü', y: 'ý', z: 'ž' },
  ...{ A: 'Å', C: 'Ç', E: 'É', I: 'Î', N: 'Ñ', O: 'Ø', S: 'Š', U: 'Û', Y: 'Ý', Z: 'Ž' },
}

/** Two fifths more, as German may be; a long text is longer by less. */
const longer = 0.4
const mostAdded = 60

/** `Send` becomes `[Šéñd··]`; places (`{n}`) stay. */
export function toPseudo(text: string): string {
  if (text.trim() === '') return text
  const letters = text.replaceAll(
    /(\{\w+\})|[a-z]/gi,
    (one: string, place?: string) => place ?? accented[one] ?? one,
  )
  return `[${letters}${'·'.repeat(Math.min(mostAdded, Math.ceil(text.length * longer)))}]`
}
