import type { Signature } from '../../main/identities/identity.ts'

/** The line between text and signature (RFC 3676 4.3): readers know it, and leave out of a reply what stands below. */
const separator = '-- '

/** A signature as it stands in the text. */
export function toBlock({ text }: Pick<Signature, 'text'>): string {
  return `${separator}\n${text}`
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Where this signature stands as it was put there: at the end of the text, or above what is answered; null: nowhere. */
function find(text: string, signature: Pick<Signature, 'text'>): Place | null {
  const block = toBlock(signature)
  for (let start = text.indexOf(block); start >= 0; start = text.indexOf(block, start + 1)) {
    const end = start + block.length
    const isWhole = start === 0 || text[start - 1] === '\n'
    if (isWhole && (end === text.length || isAnswered(text.slice(end)))) return { start, end }
  }
  return null
}

/** Whether what stands below a signature is another's: a quote below the line that names its writer, or a forwarded message. */
function isAnswered(below: string): boolean {
  return below.startsWith('\n\n') && quoteAt(below) === 2
}

/** Where a quote or a forwarded message begins that goes to the end of the text; -1: there is none, or it is written into. */
function quoteAt(text: string): number {
  const found = /(?:^|\n)(?:[^>\n][^\n]*:\n(?=>)|-{6,} [^\n]* -{6,}(?=\n))/.exec(text)
  if (found === null) return -1
  const start = found.index + (found[0].startsWith('\n') ? 1 : 0)
  const lines = text.slice(found.index + found[0].length).split('\n')
  const isForwarded = found[0].trimStart().startsWith('------')
  return isForwarded || lines.every((line) => line === '' || line.startsWith('>')) ? start : -1
}

/** The text without this signature; unchanged where it does not stand there. */
export function withoutSignature(text: string, signature: Pick<Signature, 'text'> | null): string {
  const place = signature === null ? null : find(text, signature)
  return place === null ? text : text.slice(0, place.start) + text.slice(place.end)
}

/**
 * The text with another signature in place of the one that stands there; null: none. A first one comes at the end, or above
 * what is answered.
 * @returns null where the person has changed the one that stands there: it is theirs then.
 */
export function exchangeSignature(
  text: string,
  before: Pick<Signature, 'text'> | null,
  after: Pick<Signature, 'text'> | null,
): string | null {
  if (before === null) return after === null ? text : withFirst(text, after)
  const place = find(text, before)
  if (place === null) return null
  const [above, below] = [text.slice(0, place.start), text.slice(place.end)]
  if (after !== null) return `${above}${toBlock(after)}${below}`
  return below === '' ? above.replace(/\s+$/, '') : `${above.replace(/\n+$/, '')}${below}`
}

function withFirst(text: string, signature: Pick<Signature, 'text'>): string {
  const at = quoteAt(text)
  const [above, below] = at < 0 ? [text, ''] : [text.slice(0, at), `\n\n${text.slice(at)}`]
  return `${above.replace(/\n+$/, '')}\n\n${toBlock(signature)}${below}`
}
