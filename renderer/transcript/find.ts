// Finding text in the lines of a transcript. Pure.
import type { TranscriptLine } from '../../main/smtp/types.ts'
import { toSections } from './sections.ts'
import { toldText } from './told.ts'

/** A piece of a line, and whether it is what was looked for. */
export interface Piece {
  readonly text: string
  readonly found: boolean
}

/** What a typed text matches: itself, in any case, without the spaces around it. Null where nothing was typed. */
export function toPattern(typed: string): RegExp | null {
  const text = typed.trim()
  return text === '' ? null : new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu')
}

/** The `seq` of each line with a match, in the order in which the table shows them. */
export function findLines(
  lines: readonly TranscriptLine[],
  pattern: RegExp | null,
  decidingSeq: number | null,
): readonly number[] {
  if (pattern === null) return []
  return toSections(lines, decidingSeq)
    .flatMap((section) => section.lines)
    .filter((line) => toldText(line).search(pattern) !== -1)
    .map(({ seq }) => seq)
}

/** The part of a line from `from` up to `to`, cut where matches begin and end; a match may reach beyond the part. */
export function cutPieces(text: string, pattern: RegExp | null, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = []
  let at = from
  const add = (end: number, found: boolean) => {
    const stop = Math.min(end, to)
    if (stop <= at) return
    pieces.push({ text: text.slice(at, stop), found })
    at = stop
  }
  for (const match of pattern === null ? [] : text.matchAll(pattern)) {
    add(match.index, false)
    add(match.index + match[0].length, true)
  }
  add(to, false)
  return pieces
}

/** The match `step` places on from where one is, around the ends; null where there is none. */
export function stepMatch(matches: readonly number[], current: number | null, step: 1 | -1): number | null {
  const at = current === null ? -1 : matches.indexOf(current)
  const next = at === -1 ? (step === 1 ? 0 : -1) : (at + step) % matches.length
  return matches.at(next) ?? null
}
