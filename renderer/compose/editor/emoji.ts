import { language } from '../../text/t.ts'
import german from './emoji-de.json'
import list from './emoji.json'

export interface Emoji {
  readonly sign: string
  /** As it is called in the language of the window; in English Unicode's name. */
  readonly name: string
  /** Other words by which it is found, lower case. */
  readonly words: string
}

/**
 * All emoji, named in this language. German names and words are those of Unicode's CLDR 45 (emoji-de.LICENSE), in the order of
 * emoji.json, and some of our own; the English ones are found there too.
 */
export function listEmoji(spoken: string): readonly Emoji[] {
  return list.map(([sign = '', name = '', words = ''], at) => {
    const [own = '', more = ''] = spoken === 'de' ? (german[at] ?? []) : []
    return own === ''
      ? { sign, name, words }
      : { sign, name: own, words: `${own.toLowerCase()} ${more} ${name} ${words}` }
  })
}

const all = listEmoji(language)

/** Emoji whose name or words begin with each of the typed words; all for none. */
export function findEmoji(typed: string, from: readonly Emoji[] = all): readonly Emoji[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return from
  return from.filter(({ name, words }) => {
    const has = `${name} ${words}`.split(/[\s-]+/)
    return wanted.every((want) => has.some((word) => word.startsWith(want)))
  })
}
