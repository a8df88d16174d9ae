// What differs between two texts, by words. Pure; its work is bounded whatever the texts are.

export interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Cells of the table of one comparison; a larger one is made of lines, then of the whole. */
const maxCells = 2_000_000

/** From `before` to `after`: what both have, what was removed, what was added, in reading order. */
export function diffWords(before: string, after: string): readonly Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  for (const pattern of [/\s+|[^\s]+/g, /[^\n]*\n|[^\n]+/g]) {
    const [was, is] = [before.match(pattern) ?? [], after.match(pattern) ?? []]
    const { start, end } = commonEnds(was, is)
    const [wasMiddle, isMiddle] = [was.slice(start, was.length - end), is.slice(start, is.length - end)]
    if (wasMiddle.length * isMiddle.length > maxCells) continue
    const same = (words: readonly string[]): Piece => ({ kind: 'same', text: words.join('') })
    const middle = compare(wasMiddle, isMiddle)
    return joined([same(was.slice(0, start)), ...middle, same(was.slice(was.length - end))])
  }
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ])
}

/** How many words both begin and end with. */
function commonEnds(was: readonly string[], is: readonly string[]) {
  const most = Math.min(was.length, is.length)
  let start = 0
  while (start < most && was[start] === is[start]) start += 1
  let end = 0
  while (end < most - start && was.at(-1 - end) === is.at(-1 - end)) end += 1
  return { start, end }
}

/** Longest common subsequence. */
function compare(was: readonly string[], is: readonly string[]): readonly Piece[] {
  const width = is.length + 1
  const lengths = new Uint32Array((was.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = was.length - 1; i >= 0; i -= 1) {
    for (let j = is.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < was.length || j < is.length) {
    const [old = '', young = ''] = [was[i], is[j]]
    if (i < was.length && j < is.length && old === young) {
      pieces.push({ kind: 'same', text: old })
      i += 1
      j += 1
    } else if (i < was.length && (j === is.length || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: old })
      i += 1
    } else {
      pieces.push({ kind: 'added', text: young })
      j += 1
    }
  }
  return pieces
}

interface Run {
  removed: string
  added: string
  same: string
}

/**
 * Neighbours of a kind in one piece. A space between two changes is part of both, so that a new sentence is one piece and
 * not ten.
 */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Run[] = []
  const open = () => {
    const last = runs.at(-1)
    if (last?.same === '') return last
    const next = { removed: '', added: '', same: '' }
    runs.push(next)
    return next
  }
  pieces.forEach(({ kind, text }, at) => {
    const run = runs.at(-1)
    const next = pieces[at + 1]
    if (kind === 'same' && run !== undefined && next !== undefined && isBridge(run, text, next)) {
      run.removed += text
      run.added += text
    } else if (kind === 'same') {
      const last = runs.at(-1)
      if (last === undefined) runs.push({ removed: '', added: '', same: text })
      else last.same += text
    } else open()[kind] += text
  })
  return runs.flatMap(({ removed, added, same }) => [
    ...(removed === '' ? [] : [{ kind: 'removed', text: removed } as const]),
    ...(added === '' ? [] : [{ kind: 'added', text: added } as const]),
    ...(same === '' ? [] : [{ kind: 'same', text: same } as const]),
  ])
}

/** A space in one line, with words that went and words that came on its sides. */
function isBridge(run: Run, text: string, next: Piece): boolean {
  if (run.same !== '' || next.kind === 'same' || !/^[^\S\n]+$/.test(text)) return false
  return (run.removed !== '' || next.kind === 'removed') && (run.added !== '' || next.kind === 'added')
}
