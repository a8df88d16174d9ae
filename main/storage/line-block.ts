// Lines of a transcript as they are kept: those that were written together are one text. Pure.
import type { TranscriptLine } from '../smtp/types.ts'
import { phases } from './schemas.ts'

/** What `formatLines` gives, as columns. */
export interface LineBlock {
  /** `seq` of its first line. */
  readonly first: number
  readonly lines: string
}

/** Without the names of the fields, which would be half of it. `lines`: at least one. */
export function formatLines(lines: readonly TranscriptLine[]): LineBlock {
  const rows = lines.map(({ seq, atMs, from, phase, text }) => [seq, atMs, from, phase, text])
  return { first: Math.min(...lines.map(({ seq }) => seq)), lines: JSON.stringify(rows) }
}

/** A line that is not understood is left out. */
export function parseLines(text: string): readonly TranscriptLine[] {
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows.flatMap((row: unknown) => toLine(row) ?? []) : []
  } catch {
    return []
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

/** In the order of `seq`, each once. */
export function inOrder(lines: readonly TranscriptLine[]): readonly TranscriptLine[] {
  const sorted = lines.toSorted((a, b) => a.seq - b.seq)
  return sorted.filter(({ seq }, at) => seq !== sorted[at + 1]?.seq)
}
