import { catalogue } from './en/index.ts'

type Catalogue = typeof catalogue

/** Names of the `{…}` places in a text. */
type Places<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never

type Values<S> = Readonly<Record<Places<S>, string | number>>

export type TextKey = keyof Catalogue

/** Keys that have a text for one and a text for more: `key.one`, `key.other`. */
export type PluralKey = TextKey extends infer K ? (K extends `${infer P}.other` ? P : never) : never

type Args<S> = Places<S> extends never ? [] : [values: Values<S>]

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The text of a key, with its places filled in. A missing place or a key that is not there is a compile error. */
export function t<K extends TextKey>(key: K, ...args: Args<Catalogue[K]>): string {
  return fill(catalogue[key], args[0] ?? {})
}

const rules = new Intl.PluralRules('en')

/**
 * The text for a number of things; `{n}` is the number.
 * @param key Key without `.one` and `.other`.
 */
export function plural(
  key: PluralKey,
  n: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const form = rules.select(n) === 'one' ? 'one' : 'other'
  return fill(catalogue[`${key}.${form}`], { n, ...values })
}
