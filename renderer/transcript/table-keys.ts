// Where the arrow keys go in the table. Pure.
import { readCodes } from './codes.ts'
import type { Row } from './rows.ts'

/** The two columns with something to press: a phase folds, a code is explained. */
export type StopColumn = 'fold' | 'code'

export interface Place {
  readonly index: number
  readonly column: StopColumn
}

/** Whether the row begins with a reply code. */
function hasCode(row: Row): boolean {
  return row.from === 'server' && !row.summary && readCodes(row.text) !== null
}

function hasStop(row: Row, column: StopColumn): boolean {
  return column === 'fold' ? row.fold !== null : hasCode(row)
}

/** The place at or after `index`: the button of a phase, or a code. */
function firstPlace(rows: readonly Row[], index: number): Place | null {
  for (let at = index; at < rows.length; at += 1) {
    const row = rows[at]
    if (row !== undefined && hasStop(row, 'fold')) return { index: at, column: 'fold' }
    if (row !== undefined && hasStop(row, 'code')) return { index: at, column: 'code' }
  }
  return index === 0 ? null : firstPlace(rows, 0)
}

/** Where Tab comes to: what the arrows were at, while there still is something to press; else the first place from `first` on. */
export function tabPlace(rows: readonly Row[], at: Place | null, first: number): Place | null {
  const row = rows[at?.index ?? -1]
  return at !== null && row !== undefined && hasStop(row, at.column) ? at : firstPlace(rows, first)
}

/** The place that a key leads to: up and down in the column, right to the codes, left to the phase. */
export function placeOf(key: string, rows: readonly Row[], { index, column }: Place): Place | null {
  const before = (end: number, of: StopColumn) =>
    rows.findLastIndex((row, at) => at < end && hasStop(row, of))
  const from = (start: number, of: StopColumn) => rows.findIndex((row, at) => at >= start && hasStop(row, of))
  const at = (found: number, of: StopColumn) => (found === -1 ? null : { index: found, column: of })
  switch (key) {
    case 'ArrowDown':
      return at(from(index + 1, column), column)
    case 'ArrowUp':
      return at(before(index, column), column)
    case 'Home':
      return at(from(0, column), column)
    case 'End':
      return at(before(rows.length, column), column)
    case 'ArrowRight':
      return column === 'fold' ? at(from(index, 'code'), 'code') : null
    case 'ArrowLeft':
      return column === 'code' ? at(before(index + 1, 'fold'), 'fold') : null
    default:
      return null
  }
}
