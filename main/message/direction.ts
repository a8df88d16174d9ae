// Which way each block of a rich text runs, written down: what the window shows by its first letter, every reader shows.

export type Direction = 'ltr' | 'rtl'

const rtlScripts = [
  'Hebrew',
  'Arabic',
  'Syriac',
  'Thaana',
  'Nko',
  'Samaritan',
  'Mandaic',
  'Adlam',
  'Hanifi_Rohingya',
]
const isRtl = new RegExp(`[${rtlScripts.map((name) => `\\p{Script=${name}}`).join('')}]`, 'u')
const letter = /\p{L}/u

const rtlTags = /^(?:Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa)$/

/** The direction of a language (BCP 47), by the script that it is written in. */
export function directionOf(language: string): Direction {
  return rtlTags.test(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
}

/** The direction of the first letter (UAX 9, P2 and P3); null: no letter is in it. */
export function firstStrong(text: string): Direction | null {
  const found = letter.exec(text)?.[0]
  if (found === undefined) return null
  return isRtl.test(found) ? 'rtl' : 'ltr'
}

const blocks =
  /^(?:address|blockquote|caption|center|dd|div|dl|dt|figcaption|figure|h[1-6]|li|ol|p|pre|table|td|th|ul)$/

interface Block {
  readonly isExplicit: boolean
  direction: Direction | null
}

/** Start tags, end tags and text of HTML that was serialised by the cleaner: `<` and `>` stand for tags alone. */
const pieces = /<\/?[a-z][^>]*>|[^<]+|</gi
const tagStart = /^<(\/?)([a-z][a-z0-9]*)/i

/**
 * A cleaned fragment in which each block has a direction where it differs from that of its parent.
 * @param base Direction of the document.
 */
export function writeDirections(html: string, base: Direction): string {
  if (base === 'ltr' && !isRtl.test(html) && !/\sdir="/.test(html)) return html
  const out = html.match(pieces) ?? []
  const all = decide(out)
  const open: Direction[] = [base]
  for (const [index, piece] of out.entries()) {
    const [, end, tag = ''] = tagStart.exec(piece) ?? []
    if (!blocks.test(tag)) continue
    if (end === '/') open.pop()
    else {
      const inherited = open.at(-1) ?? base
      const block = all.get(index)
      const direction = block?.direction ?? inherited
      open.push(direction)
      if (block !== undefined) out[index] = withDirection(piece, direction, inherited, block.isExplicit)
    }
  }
  return out.join('')
}

/** The blocks by where their start tags stand among the pieces, each with the direction of its first letter. */
function decide(all: readonly string[]): ReadonlyMap<number, Block> {
  const found = new Map<number, Block>()
  const open: Block[] = []
  for (const [at, piece] of all.entries()) {
    const [, end, tag = ''] = tagStart.exec(piece) ?? []
    if (tag === '' && !piece.startsWith('<')) decideBy(piece, open)
    else if (!blocks.test(tag)) continue
    else if (end === '/') open.pop()
    else {
      const said = /\sdir="(ltr|rtl)"/i.exec(piece)?.[1]?.toLowerCase() as Direction | undefined
      const block: Block = { isExplicit: said !== undefined, direction: said ?? null }
      found.set(at, block)
      open.push(block)
    }
  }
  return found
}

/** A text decides about the blocks around it that have none yet, up to one that says its own (HTML, `dir=auto`). */
function decideBy(text: string, open: readonly Block[]): void {
  const direction = firstStrong(text.replaceAll(/&#?\w{1,10};/g, ' '))
  if (direction === null) return
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const block = open[index]
    // Those above it were decided when it was.
    if (block === undefined || block.isExplicit || block.direction !== null) return
    block.direction = direction
  }
}

function withDirection(tag: string, own: Direction, inherited: Direction, isExplicit: boolean): string {
  if (isExplicit) return tag
  const bare = tag.replace(/\sdir="[^"]*"/i, '')
  return own === inherited ? bare : bare.replace(/\/?>$/, (end) => ` dir="${own}"${end}`)
}
