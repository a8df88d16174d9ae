// The rows of a comparison, as the table shows them. Pure.
import type { ComparedLine, ComparedRow } from '../../main/transcript/compare.ts'
import { toSections, type SectionName } from './sections.ts'
import { toldText } from './told.ts'

export interface CompareRow extends ComparedRow {
  readonly key: string
  readonly section: SectionName
  /** First row of its phase. */
  readonly isFirst: boolean
}

/** Names the phase of each row, by the side on which its line stands. */
export function toCompareRows(rows: readonly ComparedRow[]): readonly CompareRow[] {
  const names = { left: toNames(rows, 'left'), right: toNames(rows, 'right') }
  let before: SectionName | null = null
  return rows.map((row) => {
    const { left, right } = row
    const section =
      (left && names.left.get(left.seq)) ?? (right && names.right.get(right.seq)) ?? before ?? 'connect'
    const isFirst = section !== before
    before = section
    return { ...row, key: `${left?.seq ?? ''}-${right?.seq ?? ''}`, section, isFirst }
  })
}

function toNames(rows: readonly ComparedRow[], side: 'left' | 'right'): ReadonlyMap<number, SectionName> {
  const lines = rows.flatMap((row) => row[side] ?? []).toSorted((a, b) => a.seq - b.seq)
  return new Map(
    toSections(lines, null).flatMap(({ name, lines: own }) => own.map(({ seq }) => [seq, name] as const)),
  )
}

/** Whether a person has to look: parts that differ in every session are no difference. */
export function isDifference({ difference }: ComparedRow): boolean {
  return difference !== 'same' && difference !== 'volatile'
}

/** The text before the part that differs, that part, and the text after it. The part is one of `text`, not of what is told of a note. */
export function splitMark(line: ComparedLine): readonly [string, string, string] {
  const { text, mark } = line
  const told = toldText(line)
  if (mark === undefined || told !== text) return [told, '', '']
  const [from, to] = mark
  return [text.slice(0, from), text.slice(from, to), text.slice(to)]
}
