// Walks over address text and knows where quotes, comments, angle brackets and domain literals begin and end.

/** Where a character stands: outside everything, or inside which kind of pair. */
type Place = 'outside' | 'quote' | 'comment' | 'angle' | 'literal'

export interface Step {
  readonly char: string
  readonly at: number // index in UTF-16 units
  /** The place of the character; the two marks of a pair belong to its inside. */
  readonly place: Place
}

export interface Scanned {
  readonly steps: readonly Step[]
  /** The mark of a pair that is never closed. */
  readonly unclosed: '"' | '(' | '<' | '[' | null
}

interface Open {
  comments: number
  inner: 'quote' | 'literal' | null
  angle: boolean
  escaped: boolean
}

/** Each character of `text` with its place (RFC 5322 3.2.2, 3.2.4, 3.4), in linear time. */
export function scan(text: string): Scanned {
  const open: Open = { comments: 0, inner: null, angle: false, escaped: false }
  const steps: Step[] = []
  let at = 0
  for (const char of text) {
    steps.push({ char, at, place: enter(open, char, steps.at(-1)?.char) })
    at += char.length
  }
  return { steps, unclosed: unclosedMark(open) }
}

/** The place of `char`; `open` is left as it stands behind it. */
function enter(open: Open, char: string, previous: string | undefined): Place {
  if (open.comments > 0 || open.inner !== null) return insidePair(open, char)
  if (char === '(') open.comments = 1
  else if (char === '"') open.inner = 'quote'
  else if (char === '[' && previous === '@') open.inner = 'literal'
  if (open.comments > 0) return 'comment'
  if (open.inner !== null) return open.inner
  if (char === '<') open.angle = true
  const place = open.angle ? 'angle' : 'outside'
  if (char === '>') open.angle = false
  return place
}

function insidePair(open: Open, char: string): Place {
  const place = open.comments > 0 ? 'comment' : (open.inner ?? 'outside')
  if (open.escaped) open.escaped = false
  else if (char === '\\' && place !== 'literal') open.escaped = true
  else if (place === 'comment') open.comments += char === '(' ? 1 : char === ')' ? -1 : 0
  else if (char === (place === 'quote' ? '"' : ']')) open.inner = null
  return place
}

function unclosedMark(open: Open): Scanned['unclosed'] {
  if (open.comments > 0) return '('
  if (open.inner !== null) return open.inner === 'quote' ? '"' : '['
  return open.angle ? '<' : null
}
