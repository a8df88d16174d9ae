// What became of each row, as a table.
import Papa from 'papaparse'
import { guardCell } from '../formula-guard.ts'

export interface ResultRow {
  readonly cells: readonly string[]
  readonly state: string
  readonly code: string
  readonly reply: string
  /** Epoch ms of the last change; null: none yet. */
  readonly at: number | null
}

/** A table that a spreadsheet opens: with a mark, and no cell of it is taken for a formula. */
export function formatResult(columns: readonly string[], rows: readonly ResultRow[]): string {
  const head = [...columns, 'Sendoff state', 'Reply code', 'Reply', 'Time']
  const data = rows.map(({ cells, state, code, reply, at }) => [
    ...columns.map((_, column) => cells[column] ?? ''),
    state,
    code,
    reply,
    at === null ? '' : new Date(at).toISOString(),
  ])
  // papaparse's own guard passes over cells of several lines, and over those that have an apostrophe already.
  const guarded = [head, ...data].map((cells) => cells.map(guardCell))
  return `\ufeff${Papa.unparse(guarded, { quotes: (cell) => String(cell).startsWith("'") })}\r\n`
}
