import { isolate, isSpoken, localeOf, toPseudo, type SpokenLanguage } from '../../main/text/languages.ts'
import { german } from './de/index.ts'
import { catalogue } from './en/index.ts'

type Catalogue = typeof catalogue

/** Names of the `{…}` places in a text. */
type Places<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never

type Values<S> = Readonly<Record<Places<S>, string | number>>

export type TextKey = keyof Catalogue

/** Keys that have a text for one and a text for more: `key.one`, `key.other`. */
export type PluralKey = TextKey extends infer K ? (K extends `${infer P}.other` ? P : never) : never

type Args<S> = Places<S> extends never ? [] : [values: Values<S>]

/**
 * What this window speaks, for as long as it has its page: main loads the page anew where another language is
 * chosen, so that a text may stand in a constant.
 */
export const language: SpokenLanguage = readLanguage()

/** Where dates, numbers and lists are formed; BCP 47. */
export const locale = localeOf(language)

/** Main names the language in the page's address (main/electron/origin.ts). */
function readLanguage(): SpokenLanguage {
  const named = 'location' in globalThis ? new URLSearchParams(location.search).get('language') : null
  return isSpoken(named) ? named : 'en'
}

const catalogues: Readonly<Record<SpokenLanguage, Readonly<Record<TextKey, string>>>> = {
  en: catalogue,
  de: german,
  'en-XA': catalogue,
  'ar-XB': catalogue,
}
const texts: Readonly<Record<string, string | undefined>> = catalogues[language]
const isPseudo = language !== 'en' && language !== 'de'

/** A piece that is in no catalogue (`38.1 s`), safe beside text from right to left. */
export function isolated(piece: string): string {
  return isolate(piece, language)
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  const chosen = isPseudo ? toPseudo(text) : text
  return chosen.replaceAll(/\{(\w+)\}/g, (whole, name: string) => isolated(String(values[name] ?? whole)))
}

/** The text of a key, with its places filled in. A missing place or a key that is not there is a compile error. */
export function t<K extends TextKey>(key: K, ...args: Args<Catalogue[K]>): string {
  return fill(texts[key] ?? key, args[0] ?? {})
}

const rules = new Intl.PluralRules(locale)
/** Groups from five digits on: `1000`, `10.000` in German. */
const counts = new Intl.NumberFormat(locale, { useGrouping: 'min2' })

/**
 * The text for a number of things, by the plural rules of the language; `{n}` is the number.
 * @param key Key without `.one` and `.other`.
 */
export function plural(
  key: PluralKey,
  n: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = texts[`${key}.${rules.select(n)}`] ?? texts[`${key}.other`]
  return fill(text ?? key, { n: counts.format(n), ...values })
}
