// What the palette finds: pure, from what was typed and what there is.
import type { IconName } from '../shared/icons.ts'
import type { Shortcut } from '../shared/shortcut.ts'

export type FoundGroup = 'entry' | 'message' | 'draft' | 'server' | 'command'

/** One line of the palette. */
export interface Found {
  readonly id: string
  readonly group: FoundGroup
  readonly icon: IconName
  readonly title: string
  /** At the end of the line: where it is, or when it was. */
  readonly aside?: string
  readonly shortcut?: Shortcut | undefined
  readonly run: () => void | Promise<void>
}

export interface Asked {
  /** Words to be found, in lower case. */
  readonly words: readonly string[]
  readonly onlyCommands: boolean
}

/** A leading `>` asks for commands only. */
export function parseAsked(typed: string): Asked {
  const text = typed.trimStart()
  const onlyCommands = text.startsWith('>')
  const rest = onlyCommands ? text.slice(1) : text
  return { words: rest.toLowerCase().split(/\s+/u).filter(Boolean), onlyCommands }
}

/** Whether every word is the beginning of a word of the text, or is somewhere in it if it has two letters or more. */
export function matches(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => (word.length > 1 ? lower.includes(word) : beginsAWord(lower, word)))
}

function beginsAWord(text: string, letter: string): boolean {
  return text.startsWith(letter) || text.includes(` ${letter}`)
}

export interface Part {
  readonly text: string
  readonly isMatch: boolean
}

/** The text in parts, those that were asked for marked. Lengths stay those of the text, whatever lower case does to it. */
export function markMatches(text: string, words: readonly string[]): readonly Part[] {
  const longest = words.toSorted((a, b) => b.length - a.length).filter((word) => word.length > 1)
  if (longest.length === 0) return [{ text, isMatch: false }]
  const pattern = new RegExp(`(${longest.map(escape).join('|')})`, 'giu')
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isMatch: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** A word as it stands, in a regular expression. */
function escape(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

const order: readonly FoundGroup[] = ['entry', 'message', 'draft', 'server', 'command']

export interface FoundSection {
  readonly group: FoundGroup
  readonly found: readonly Found[]
}

/** Sections in their order, commands first where one begins as what was typed; an empty one is left out. */
export function toSections(found: readonly Found[], words: readonly string[]): readonly FoundSection[] {
  const typed = words.join(' ')
  const isCommandMeant = found.some(
    ({ group, title }) => group === 'command' && typed !== '' && title.toLowerCase().startsWith(typed),
  )
  const groups: readonly FoundGroup[] = isCommandMeant ? ['entry', 'command', ...order.slice(1, -1)] : order
  return groups
    .map((group) => ({ group, found: found.filter((one) => one.group === group) }))
    .filter((section) => section.found.length > 0)
}
