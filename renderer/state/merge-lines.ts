import type { TranscriptLine } from '../../main/smtp/types.ts'

/** Lines of both lists, each number once, in the order of their numbers. The same list where nothing is new. */
export function mergeLines(
  lines: readonly TranscriptLine[],
  more: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  const known = new Set(lines.map((line) => line.seq))
  const added = more.filter((line) => !known.has(line.seq))
  return added.length === 0 ? lines : [...lines, ...added].toSorted((a, b) => a.seq - b.seq)
}
