import { english } from './en/index.ts'

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
  return english[key].replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** Whether the catalogue has this key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(english, key)
}
