// Rooms below the catalogue (addresses, storage, sessions) say what is wrong as an English sentence. On its way into a window
// such a sentence is put into the language that is spoken; what is not known stays as it is.
import { said as german } from './de/said/index.ts'
import { notes as germanNotes } from './de/said/notes.ts'
import type { Said } from './de/said/said.ts'
import { toPseudo } from './languages.ts'
import { spokenLanguage } from './spoken.ts'

interface Sentence {
  readonly pattern: RegExp
  /** The longest piece of it that does not vary: a text without it is not this sentence. */
  readonly piece: string
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
  'problem',
  'problems',
  'hint',
  'warnings',
])

/** What servers said, and transcripts: never put into another language, but for the notes. */
const theirs: ReadonlySet<string> = new Set(['lines'])

/** The same few texts stand in a list again and again; more than these are looked for anew. */
const maxKept = 1_000
const kept = new Map<string, string>()
const keptNotes = new Map<string, string>()
let keptFor = spokenLanguage()

/** Stands for what varies. */
const place = /\{\d\}/g

interface Book {
  /** Those in which nothing varies. */
  readonly fixed: ReadonlyMap<string, string>
  /** The others: the first that fits is taken. Those with more words of their own come first, for they say more exactly what it is. */
  readonly open: readonly Sentence[]
}

let made: Book | undefined
let madeOfNotes: Book | undefined

/** Made when the first sentence is looked for: who speaks English needs none of it. */
const book = (): Book => (made ??= toBook(german))
/** Some of its sentences would fit what is no note: “{1} is {2}”. */
const bookOfNotes = (): Book => (madeOfNotes ??= toBook(germanNotes))

function toBook(all: Said): Book {
  const own = (english: string) => english.replaceAll(place, '').length
  const open = all.filter(([english]) => english.search(place) >= 0)
  return {
    fixed: new Map(all.filter((one) => !open.includes(one))),
    open: open
      .toSorted(([one], [other]) => own(other) - own(one))
      .map(([english, spoken]) => ({ pattern: toPattern(english), piece: toPiece(english), spoken })),
  }
}

function toPiece(english: string): string {
  return english.split(place).reduce((longest, one) => (one.length > longest.length ? one : longest), '')
}

function toPattern(english: string): RegExp {
  const escaped = english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll(place, '(.+?)')}$`, 'su')
}

/** The sentence, or sentences, in the language that is spoken; what is not all known comes back unchanged. */
export function toSpoken(text: string): string {
  if (spokenLanguage() === 'en' || text === '' || text.length > maxLength) return text
  return recall(kept, text, look)
}

function recall(memory: Map<string, string>, text: string, lookFor: (text: string) => string): string {
  if (keptFor !== spokenLanguage()) for (const one of [kept, keptNotes]) one.clear()
  keptFor = spokenLanguage()
  if (memory.size >= maxKept) memory.clear()
  const known = memory.get(text)
  if (known !== undefined) return known
  const spoken = lookFor(text)
  memory.set(text, spoken)
  return spoken
}

/** What a note of a transcript says, in the language that is spoken; undefined where it is the same or not known. */
function spokenNote(text: string): string | undefined {
  if (text.length > maxLength) return undefined
  const spoken = recall(keptNotes, text, (note) => find(note, bookOfNotes()) ?? toSpoken(note))
  return spoken === text ? undefined : spoken
}

function look(text: string): string {
  // One by one first: a sentence that begins with what varies would take all before it for that.
  const parts = text.split(/(?<=\.) (?=\p{Lu}|“)/u)
  const found = parts.map((part) => find(part))
  if (!found.includes(undefined)) return found.join(' ')
  return (parts.length > 1 ? find(text) : undefined) ?? text
}

function find(text: string, { fixed, open } = book()): string | undefined {
  const known = fixed.get(text)
  if (known !== undefined) return spokenLanguage() === 'de' ? known : toPseudo(text)
  for (const { pattern, piece, spoken } of open) {
    if (!text.includes(piece)) continue
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

/** Itself where nothing in it is said: most of what windows are told, a long transcript too, is not copied. */
function walk(value: unknown, isSaid: boolean): unknown {
  if (typeof value === 'string') return isSaid ? toSpoken(value) : value
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    const spoken = list.map((one) => walk(one, isSaid))
    return spoken.every((one, at) => one === list[at]) ? list : spoken
  }
  return isPlain(value) ? walkFields(value) : value
}

function walkFields(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (value.from === 'note') return withSaid(value)
  let spoken = value
  for (const key of Object.keys(value)) {
    const one = theirs.has(key) ? walkLines(value[key]) : walk(value[key], fields.has(key))
    if (one !== value[key]) spoken = { ...spoken, [key]: one }
  }
  return spoken
}

/** Lines of a transcript: what the two sides said is left alone, what Sendoff noted is told. */
function walkLines(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const lines: readonly unknown[] = value
  const told = lines.map((line) => (isPlain(line) && line.from === 'note' ? withSaid(line) : line))
  return told.every((line, at) => line === lines[at]) ? lines : told
}

/** A note keeps its text, which is what is stored, compared and copied; what a person reads stands beside it. */
function withSaid(note: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const said = typeof note.text === 'string' ? spokenNote(note.text) : undefined
  return said === undefined ? note : { ...note, said }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
}
