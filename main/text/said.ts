// Rooms below the catalogue (addresses, storage, sessions) say what is wrong as an English sentence. On its way into a window
// such a sentence is put into the language that is spoken; what is not known stays as it is.
import { said as german } from './de/said/index.ts'
import { toPseudo } from './languages.ts'
import { spokenLanguage } from './t.ts'

interface Sentence {
  readonly pattern: RegExp
  readonly spoken: string
}

/** Longer ones are no sentences of ours, and patterns are not tried on them. */
const maxLength = 1_000
/** Fields of answers and events that hold such sentences. */
const fields: ReadonlySet<string> = new Set([
  'message',
  'detail',
  'why',
  'reason',
  'problems',
  'hint',
  'warnings',
])

const sentences: readonly Sentence[] = german.map(([english, spoken]) => ({
  pattern: new RegExp(
    `^${english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\d\}/g, '(.+?)')}$`,
    'su',
  ),
  spoken,
}))

/** The sentence, or sentences, in the language that is spoken; what is not all known comes back unchanged. */
export function toSpoken(text: string): string {
  if (spokenLanguage() === 'en' || text === '' || text.length > maxLength) return text
  // One by one first: a sentence that begins with what varies would take all before it for that.
  const found = text.split(/(?<=\.) (?=\p{Lu}|“)/u).map((part) => find(part))
  return found.includes(undefined) ? (find(text) ?? text) : found.join(' ')
}

function find(text: string): string | undefined {
  for (const { pattern, spoken } of sentences) {
    const values = pattern.exec(text)
    if (values === null) continue
    if (spokenLanguage() !== 'de') return toPseudo(text)
    return spoken.replaceAll(/\{(\d)\}/g, (_, at: string) => quoted(toSpoken(values[Number(at)] ?? '')))
  }
  return undefined
}

/** What is quoted has the language's quotation marks. */
function quoted(value: string): string {
  return value.replace(/^“([^“”]*)”$/u, '„$1“')
}

/** An answer or an event with its sentences in the language that is spoken; the same object where that is English. */
export function inSpoken(value: unknown): unknown {
  return spokenLanguage() === 'en' ? value : walk(value, false)
}

function walk(value: unknown, isSaid: boolean): unknown {
  if (typeof value === 'string') return isSaid ? toSpoken(value) : value
  if (Array.isArray(value)) return value.map((one) => walk(one, isSaid))
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, fields.has(key))]))
}
