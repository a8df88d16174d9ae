import { codeNames } from './de/codes.ts'
import { enhancedMeanings } from './de/enhanced-meanings.ts'
import { german } from './de/index.ts'
import { replyMeanings } from './de/reply-meanings.ts'
import { english } from './en/index.ts'
import { localeOf, toPseudo, type SpokenLanguage } from './languages.ts'

type Catalogue = typeof english

/** Names of the texts. */
export type TextKey = keyof Catalogue

type ParamNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

/** What a text needs to be filled in. */
export type TextParams<K extends TextKey> = Readonly<Record<ParamNames<Catalogue[K]>, string | number>>

type Rest<K extends TextKey> = [ParamNames<Catalogue[K]>] extends [never] ? [] : [params: TextParams<K>]

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

/** The text `key`, with its parameters filled in; the compiler knows which it needs. */
export function t<K extends TextKey>(key: K, ...rest: Rest<K>): string {
  return fillIn(key, rest[0] ?? {})
}

/** As `t`, for a key that is made at run time: takes more parameters than the text may need, and leaves none open. */
export function fillIn(key: TextKey, params: Readonly<Record<string, string | number>>): string {
  return textOf(key).replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

function textOf(key: TextKey): string {
  if (spoken === 'de') return german[key]
  return spoken === 'en' ? english[key] : toPseudo(english[key])
}

/** The name of a reply code (`550`, `X.1.1`) as it goes on inside a sentence. @param english its name in the tables */
export function codeName(code: string, english: string): string {
  if (spoken === 'de') return codeNames[code] ?? english
  // An abbreviation keeps its capitals.
  const inside = /^[A-Z]{2}/.test(english) ? english : english.slice(0, 1).toLowerCase() + english.slice(1)
  return madeOfEnglish(inside)
}

/** The same name as it stands alone. @param english its name in the tables */
export function codeTitle(code: string, english: string): string {
  if (spoken !== 'de') return madeOfEnglish(english)
  const name = codeNames[code] ?? english
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

/** What a reply code or an enhanced code means. @param english its meaning in the tables */
export function codeMeaning(code: string, english: string): string {
  if (spoken !== 'de') return madeOfEnglish(english)
  return replyMeanings[code] ?? enhancedMeanings[code] ?? english
}

function madeOfEnglish(english: string): string {
  return spoken === 'en' ? english : toPseudo(english)
}

/** Whether the catalogue has this key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(english, key)
}
