import { codeNames } from './de/codes.ts'
import { enhancedMeanings } from './de/enhanced-meanings.ts'
import { german } from './de/index.ts'
import { replyMeanings } from './de/reply-meanings.ts'
import { english } from './en/index.ts'
import { isolate, toPseudo } from './languages.ts'
import { toSpoken } from './said.ts'
import { spokenLanguage } from './spoken.ts'

export { inEnglish, speak, spokenLanguage, spokenLocale } from './spoken.ts'

type Catalogue = typeof english

/** Names of the texts. */
export type TextKey = keyof Catalogue

type ParamNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

/** What a text needs to be filled in. */
export type TextParams<K extends TextKey> = Readonly<Record<ParamNames<Catalogue[K]>, string | number>>

type Rest<K extends TextKey> = [ParamNames<Catalogue[K]>] extends [never] ? [] : [params: TextParams<K>]

/** The text `key`, with its parameters filled in; the compiler knows which it needs. */
export function t<K extends TextKey>(key: K, ...rest: Rest<K>): string {
  return fillIn(key, rest[0] ?? {})
}

/** As `t`, for a key that is made at run time: takes more parameters than the text may need, and leaves none open. */
export function fillIn(key: TextKey, params: Readonly<Record<string, string | number>>): string {
  return textOf(key).replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '')
    return isolate(said.has(name) ? toSpoken(value) : value, spokenLanguage())
  })
}

/** Places where what a room below the catalogue said is filled in: see said.ts. */
const said: ReadonlySet<string> = new Set(['why', 'detail', 'problem'])

function textOf(key: TextKey): string {
  if (spokenLanguage() === 'de') return german[key]
  return madeOfEnglish(english[key])
}

/** The name of a reply code (`550`, `X.1.1`) as it goes on inside a sentence. @param english its name in the tables */
export function codeName(code: string, english: string): string {
  if (spokenLanguage() === 'de') return codeNames[code] ?? english
  // An abbreviation keeps its capitals.
  const inside = /^[A-Z]{2}/.test(english) ? english : english.slice(0, 1).toLowerCase() + english.slice(1)
  return madeOfEnglish(inside)
}

/** The same name as it stands alone. @param english its name in the tables */
export function codeTitle(code: string, english: string): string {
  if (spokenLanguage() !== 'de') return madeOfEnglish(english)
  const name = codeNames[code] ?? english
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

/** What a reply code or an enhanced code means. @param english its meaning in the tables */
export function codeMeaning(code: string, english: string): string {
  if (spokenLanguage() !== 'de') return madeOfEnglish(english)
  return replyMeanings[code] ?? enhancedMeanings[code] ?? english
}

function madeOfEnglish(english: string): string {
  return spokenLanguage() === 'en' ? english : toPseudo(english)
}

/** Whether the catalogue has this key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(english, key)
}
