// Which rows of a long table are in the page. Pure.

/** Height of a row of a long table, px; the style sheet holds each row to it. */
export const rowHeight = 22

/** A table with at most this many rows is in the page as a whole, and its lines wrap. */
export const wholeRows = 400

/** Rows that are in the page beyond each edge, and the step by which the window moves. */
const spare = 10

/** Rows from `from` up to, but without, `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

export type Part =
  | { readonly kind: 'row'; readonly index: number }
  /** Room for rows that are not in the page. */
  | { readonly kind: 'gap'; readonly from: number; readonly rows: number }

/**
 * The rows to have in the page.
 * @param topPx how far the first row lies above the upper edge of what is seen
 * @param heightPx of what is seen
 */
export function toSpan(topPx: number, heightPx: number, count: number): Span {
  const down = Math.floor(topPx / rowHeight / spare) * spare
  const up = Math.ceil((topPx + heightPx) / rowHeight / spare) * spare
  const from = Math.min(Math.max(0, down - spare), Math.max(0, count - 1))
  return { from, to: Math.max(Math.min(count, up + spare), Math.min(count, from + 1)) }
}

/** The rows of the span and those of `pinned`, which stay wherever the span is, with the gaps around them. */
export function toParts(count: number, { from, to }: Span, pinned: readonly number[]): readonly Part[] {
  const outside = pinned.filter((index) => index >= 0 && index < count && (index < from || index >= to))
  const span = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, at) => from + at)
  const indexes = [...new Set([...outside, ...span])].toSorted((a, b) => a - b)
  const parts: Part[] = []
  let next = 0
  for (const index of indexes) {
    if (index > next) parts.push({ kind: 'gap', from: next, rows: index - next })
    parts.push({ kind: 'row', index })
    next = index + 1
  }
  if (next < count) parts.push({ kind: 'gap', from: next, rows: count - next })
  return parts
}

/** A row of the span that can be seen for certain, near the upper edge. */
export function firstSeen({ from }: Span): number {
  return from === 0 ? 0 : from + 2 * spare
}
