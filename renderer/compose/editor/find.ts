// Finding in a text: pure for the plain one; over the text nodes of each block for the rich one.

export interface Found {
  /** Places in the text, UTF-16 units. */
  readonly start: number
  readonly end: number
}

/** All places of the words, none overlapping another. Case: by Unicode's simple folding where it does not matter. */
export function findAll(text: string, words: string, matchCase: boolean): readonly Found[] {
  if (words === '') return []
  const pattern = new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'), matchCase ? 'gu' : 'giu')
  return [...text.matchAll(pattern)].map(({ index, 0: hit }) => ({ start: index, end: index + hit.length }))
}

/** The text with these places replaced. */
export function replaceAll(text: string, places: readonly Found[], by: string): string {
  let out = ''
  let at = 0
  for (const { start, end } of places) {
    out += text.slice(at, start) + by
    at = end
  }
  return out + text.slice(at)
}

/** The first place at or after this one, from the top again after the last; -1: there is none. */
export function nextFrom(places: readonly Found[], at: number): number {
  if (places.length === 0) return -1
  const next = places.findIndex(({ start }) => start >= at)
  return next < 0 ? 0 : next
}

interface Piece {
  readonly node: Text
  /** Where it begins in the text of all. */
  readonly start: number
}

const blockTags = /^(?:address|blockquote|br|caption|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)$/

/** The text of a rich letter for finding, a line end at each end of a block, and where each part of it is. */
export class RichHaystack {
  readonly text: string
  readonly #pieces: readonly Piece[]

  constructor(root: Node) {
    const pieces: Piece[] = []
    let text = ''
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Text) {
        pieces.push({ node, start: text.length })
        text += node.data.replaceAll('\u00a0', ' ')
      } else if (node instanceof Element && blockTags.test(node.localName)) text += '\n'
    }
    this.text = text
    this.#pieces = pieces
  }

  /** The place as a range of the page. */
  rangeOf({ start, end }: Found): Range | null {
    const from = this.#at(start)
    const to = this.#at(end - 1)
    if (from === undefined || to === undefined) return null
    const range = document.createRange()
    range.setStart(from.node, start - from.start)
    range.setEnd(to.node, end - to.start)
    return range
  }

  /** Where a boundary of a range is in the text. */
  offsetOf(range: Range): number {
    const piece = this.#pieces.find(({ node }) => range.comparePoint(node, node.length) >= 0)
    if (piece === undefined) return 0
    return piece.start + (piece.node === range.startContainer ? range.startOffset : 0)
  }

  #at(offset: number): Piece | undefined {
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#pieces[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const piece = this.#pieces[low]
    return piece !== undefined && offset < piece.start + piece.node.length ? piece : undefined
  }
}
