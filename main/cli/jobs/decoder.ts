// Reads JSON values of unknown shape into typed ones. As small as it is so that the terminal starts fast (no zod).

/** What a value turns into; throws `FieldError` with the path of the field that does not fit. Never quotes a value: it may be a secret. */
export type Decoder<T> = (value: unknown, at: string) => T

/** `message` names the field and what it has to be. */
export class FieldError extends Error {}

type Fields<T> = { readonly [key in keyof T]-?: Decoder<T[key]> }

export const text: Decoder<string> = (value, at) => {
  if (typeof value !== 'string') throw wrong(value, at, 'a string')
  return value
}

export const flag: Decoder<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wrong(value, at, 'true or false')
  return value
}

export const number: Decoder<number> = (value, at) => {
  if (typeof value !== 'number') throw wrong(value, at, 'a number')
  return value
}

/** Milliseconds: not negative; more than timers can count (24 days) is as much as they can. */
export const milliseconds: Decoder<number> = (value, at) => {
  if (typeof value !== 'number' || value < 0) throw wrong(value, at, 'a number of milliseconds, 0 or more')
  return Math.min(value, 2_147_483_647)
}

/** A string of a closed set. */
export function oneOf<const T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, at) => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw wrong(value, at, `one of ${words.map((word) => `"${word}"`).join(', ')}`)
    return found
  }
}

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrong(value, at, 'a list')
    return value.map((entry, index) => item(entry, `${at}[${index}]`))
  }
}

/** A field that may be left out. */
export function optional<T>(decoder: Decoder<T>): Decoder<T | undefined> {
  return (value, at) => (value === undefined ? undefined : decoder(value, at))
}

/** An object of exactly these fields. */
export function object<T>(fields: Fields<T>): Decoder<T> {
  return (value, at) => {
    if (!isRecord(value)) throw wrong(value, at, 'an object')
    const strange = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
    if (strange !== undefined) throw new FieldError(`unknown field ${join(at, strange)}`)
    const result: Partial<T> = {}
    for (const key of keysOf(fields)) {
      const decoded = fields[key](Object.hasOwn(value, key) ? value[key] : undefined, join(at, key))
      if (decoded !== undefined) result[key] = decoded
    }
    return result as T
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf<T>(fields: Fields<T>): (keyof T & string)[] {
  return Object.keys(fields) as (keyof T & string)[]
}

function join(at: string, key: string): string {
  const name = /^\w+$/.test(key) ? key : JSON.stringify(key)
  return at === '' ? name : `${at}.${name}`
}

function wrong(value: unknown, at: string, wanted: string): FieldError {
  const field = at === '' ? 'the line' : at
  return new FieldError(
    value === undefined ? `${field} is missing: ${wanted}` : `${field} has to be ${wanted}`,
  )
}
