// Two sessions side by side. Pure.
import type { Phase, TranscriptLine } from '../smtp/types.ts'
import { maskVolatile } from './mask.ts'

/** `volatile`: only parts differ that differ in every session. */
export type Difference = 'same' | 'volatile' | 'changed' | 'only-left' | 'only-right'

/** A line as it stands on one side; `mark` is the part (from, to) that differs. */
export interface ComparedLine extends TranscriptLine {
  readonly mark?: readonly [from: number, to: number]
}

export interface ComparedRow {
  readonly difference: Difference
  readonly left?: ComparedLine
  readonly right?: ComparedLine
}

/** More lines than this in one phase are put side by side by their number: the exact way would take too long. */
const MAX_EXACT = 1500

interface Block {
  readonly key: string
  readonly lines: TranscriptLine[]
}

/** Lines by phase, before and inside TLS apart, each phase once, in the order in which they began. */
function toBlocks(lines: readonly TranscriptLine[]): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>()
  let secured = false
  for (const line of lines) {
    if (line.phase === 'tls') secured = true
    const key = `${toBlockName(line.phase)} ${secured ? 'tls' : ''}`
    const known = blocks.get(key)
    if (known === undefined) blocks.set(key, { key, lines: [line] })
    else known.lines.push(line)
  }
  return blocks
}

/** What follows the last recipient can come in any order in one flight; it is told apart by its phase. */
function toBlockName(phase: Phase): string {
  return phase === 'reset' || phase === 'done' ? 'quit' : phase
}

/** The names of both sides, so that each keeps its order wherever the other agrees with it. */
function mergeNames(left: readonly string[], right: readonly string[]): readonly string[] {
  const names: string[] = []
  let next = 0
  for (const name of left) {
    const at = right.indexOf(name)
    for (; at >= next; next += 1) {
      const own = right[next]
      if (own !== undefined && own !== name && !left.includes(own)) names.push(own)
    }
    names.push(name)
  }
  return [...names, ...right.filter((name) => !names.includes(name))]
}

/**
 * Puts two sessions side by side, phase by phase, and says which lines differ. Each line of either side stands in
 * exactly one row; what `maskVolatile` hides is no difference.
 */
export function compareTranscripts(
  left: readonly TranscriptLine[],
  right: readonly TranscriptLine[],
): readonly ComparedRow[] {
  const ours = toBlocks(left)
  const theirs = toBlocks(right)
  return mergeNames([...ours.keys()], [...theirs.keys()]).flatMap((name) =>
    compareBlock(ours.get(name)?.lines ?? [], theirs.get(name)?.lines ?? []),
  )
}

const keyOf = (line: TranscriptLine): string => `${line.from} ${maskVolatile(line)}`

function compareBlock(
  left: readonly TranscriptLine[],
  right: readonly TranscriptLine[],
): readonly ComparedRow[] {
  const anchors = findAnchors(left.map(keyOf), right.map(keyOf))
  const rows: ComparedRow[] = []
  let [l, r] = [0, 0]
  for (const [atLeft, atRight] of [...anchors, [left.length, right.length] as const]) {
    rows.push(...pairRest(left.slice(l, atLeft), right.slice(r, atRight)))
    const [one, other] = [left[atLeft], right[atRight]]
    if (one !== undefined && other !== undefined) {
      rows.push({ difference: one.text === other.text ? 'same' : 'volatile', left: one, right: other })
    }
    l = atLeft + 1
    r = atRight + 1
  }
  return rows
}

/** Pairs of positions with equal keys, ascending on both sides: a longest common subsequence. */
function findAnchors(
  left: readonly string[],
  right: readonly string[],
): readonly (readonly [number, number])[] {
  if (left.length > MAX_EXACT || right.length > MAX_EXACT) {
    return left.flatMap((key, at) => (key === right[at] ? [[at, at] as const] : []))
  }
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (l: number, r: number): number => lengths[l * width + r] ?? 0
  for (let l = left.length - 1; l >= 0; l -= 1) {
    for (let r = right.length - 1; r >= 0; r -= 1) {
      lengths[l * width + r] =
        left[l] === right[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1))
    }
  }
  const anchors: (readonly [number, number])[] = []
  let [l, r] = [0, 0]
  while (l < left.length && r < right.length) {
    if (left[l] === right[r]) anchors.push([l++, r++])
    else if (at(l + 1, r) >= at(l, r + 1)) l += 1
    else r += 1
  }
  return anchors
}

/** Lines between two anchors: beside each other where the same side speaks, else alone. */
function pairRest(left: readonly TranscriptLine[], right: readonly TranscriptLine[]): readonly ComparedRow[] {
  const rows: ComparedRow[] = []
  let r = 0
  for (const line of left) {
    const found = right.findIndex((other, index) => index >= r && other.from === line.from)
    const other = right[found]
    if (other === undefined) {
      rows.push({ difference: 'only-left', left: line })
      continue
    }
    for (const skipped of right.slice(r, found)) rows.push({ difference: 'only-right', right: skipped })
    rows.push(toChanged(line, other))
    r = found + 1
  }
  for (const rest of right.slice(r)) rows.push({ difference: 'only-right', right: rest })
  return rows
}

function toChanged(left: TranscriptLine, right: TranscriptLine): ComparedRow {
  const [a, b] = [left.text.split(/(?<= )/), right.text.split(/(?<= )/)]
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  const mark = (words: readonly string[], text: string): readonly [number, number] => [
    words.slice(0, head).join('').length,
    text.length - words.slice(words.length - tail).join('').length,
  ]
  return {
    difference: 'changed',
    left: { ...left, mark: mark(a, left.text) },
    right: { ...right, mark: mark(b, right.text) },
  }
}
