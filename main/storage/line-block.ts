// Lines of a transcript as they are kept: those that were written together are one text. Pure.
import type { TranscriptLine } from '../smtp/types.ts'
import { phases } from './schemas.ts'

/** What `formatLines` gives, as columns. */
export interface LineBlock {
  /** `seq` of its first line. */
  readonly first: number
  readonly lines: string
}

/** Without the names of the fields, which would be half of it. `lines`: at least one, or as many as a full disk has kept waiting. */
export function formatLines(lines: readonly TranscriptLine[]): LineBlock {
  const rows = lines.map(({ seq, atMs, from, phase, text }) => [seq, atMs, from, phase, text])
  const first = lines.reduce((least, { seq }) => Math.min(least, seq), Infinity)
  return { first, lines: JSON.stringify(rows) }
}

/** Those that are understood, and where one is not. */
export interface ReadLines {
  readonly lines: readonly TranscriptLine[]
  /** `seq` of the first that is missing; undefined: none is. */
  readonly gap?: number
}

export function parseLines({ first, lines: text }: LineBlock): ReadLines {
  const rows = parseRows(text)
  const lines = rows?.flatMap((row) => toLine(row) ?? []) ?? []
  // A block has lines.
  if (rows !== undefined && rows.length > 0 && lines.length === rows.length) return { lines }
  const known = new Set(lines.map(({ seq }) => seq))
  let gap = first
  while (known.has(gap)) gap += 1
  return { lines, gap }
}

function parseRows(text: string): readonly unknown[] | undefined {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows : undefined
  } catch {
    return undefined
  }
}

function toLine(row: unknown): TranscriptLine | undefined {
  if (!Array.isArray(row)) return undefined
  const [seq, atMs, from, phase, text] = row as readonly unknown[]
  // Not by a schema: a session may have a hundred thousand.
  return Number.isSafeInteger(seq) &&
    typeof seq === 'number' &&
    typeof atMs === 'number' &&
    (from === 'client' || from === 'server' || from === 'note') &&
    isPhase(phase) &&
    typeof text === 'string'
    ? { seq, atMs, from, phase, text }
    : undefined
}

const known: ReadonlySet<unknown> = new Set(phases)

function isPhase(phase: unknown): phase is TranscriptLine['phase'] {
  return known.has(phase)
}

/** Stands where lines are missing; a note of the transcript (main/text/de/said/notes.ts). */
const unread = 'Lines that belong here could not be read.'

/**
 * In the order of `seq`, each once. Where lines are missing, a note takes the place of the first of them, at the time of the line
 * before it. `gaps`: places that `seq`, which counts from 1, does not show, as behind the last line. Where one line is there all the
 * same, as of a block that was stored twice, it is taken.
 */
export function inOrder(
  lines: readonly TranscriptLine[],
  gaps: readonly number[] = [],
): readonly TranscriptLine[] {
  const phase = lines[0]?.phase ?? 'connect'
  const notes = [...jumpsIn(lines), ...gaps].map(
    (seq) => ({ seq, atMs: 0, from: 'note', phase, text: unread }) as const,
  )
  const sorted = [...notes, ...lines].toSorted((a, b) => a.seq - b.seq)
  const once = sorted.filter(({ seq }, at) => seq !== sorted[at + 1]?.seq)
  return once.flatMap((line, at) => {
    const before = once[at - 1]
    if (!isGap(line) || before === undefined) return [line]
    return isGap(before) ? [] : [{ ...line, atMs: before.atMs, phase: before.phase }]
  })
}

/** A row that a repair could not copy leaves no other trace. */
function jumpsIn(lines: readonly TranscriptLine[]): readonly number[] {
  const all = lines.map(({ seq }) => seq).toSorted((a, b) => a - b)
  return all.flatMap((seq, at) => {
    const next = (all[at - 1] ?? 0) + 1
    return seq > next ? [next] : []
  })
}

function isGap({ from, text }: TranscriptLine): boolean {
  return from === 'note' && text === unread
}
