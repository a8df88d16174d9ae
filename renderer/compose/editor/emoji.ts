import list from './emoji.json'

export interface Emoji {
  readonly sign: string
  /** Name of Unicode, lower case. */
  readonly name: string
  /** Other words by which it is found. */
  readonly words: string
}

const all: readonly Emoji[] = list.map(([sign = '', name = '', words = '']) => ({ sign, name, words }))

/** Emoji whose name or words begin with each of the typed words; all for none. */
export function findEmoji(typed: string): readonly Emoji[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return all
  return all.filter(({ name, words }) => {
    const has = `${name} ${words}`.split(/[\s-]+/)
    return wanted.every((want) => has.some((word) => word.startsWith(want)))
  })
}
