// A CSV file as people: rows by papaparse, columns as recognised or as the person says.
import Papa from 'papaparse'
import { guessColumns, isHeader, type ColumnKind } from './csv-columns.ts'
import {
  excerpt,
  maxImported,
  maxNotes,
  type ImportNote,
  type RawContact,
  type RawFile,
} from './raw-contact.ts'

export interface CsvFile {
  /** With the line on which each begins, from 1; empty rows are left out. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly delimiter: string
  readonly hasHeader: boolean
  readonly columns: readonly (ColumnKind | null)[]
  /** Rows beyond the limit. */
  readonly over: number
}

const maxColumns = 500
const maxCell = 20_000
const delimiters = [',', ';', '\t', '|']

/** Finds delimiter, heading and columns. Never throws. */
export function readCsv(text: string): CsvFile {
  const delimiter = delimiterOf(text)
  const rows: { line: number; cells: readonly string[] }[] = []
  let over = 0
  let line = 1
  let from = 0
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter,
    step: ({ data, meta }) => {
      const at = line
      // A quoted cell may hold line ends: lines are counted in what the row took.
      line += countLines(text, from, meta.cursor)
      from = meta.cursor
      if (data.every((cell) => cell.trim() === '')) return
      if (rows.length > maxImported) over += 1
      else rows.push({ line: at, cells: data.slice(0, maxColumns).map((cell) => cell.slice(0, maxCell)) })
    },
  })
  const cells = rows.slice(0, 51).map((row) => row.cells)
  const hasHeader = cells.length > 0 && isHeader(cells[0] ?? [])
  return { rows, delimiter, hasHeader, columns: guessColumns(cells, hasHeader), over }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  return lines > 0 ? lines : 1
}

/** The one that parts the first lines into most cells, alike in each. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000)
  const scored = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(head, { delimiter, preview: 10, skipEmptyLines: true })
    const widths = data.map((row) => row.length)
    const narrowest = Math.min(...widths, Infinity)
    return { delimiter, score: Number.isFinite(narrowest) ? narrowest * 100 + (widths[0] ?? 0) : 0 }
  })
  return scored.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ','
}

/** The rows as people, by these columns. */
export function toContacts(
  file: Pick<CsvFile, 'rows' | 'over'>,
  columns: readonly (ColumnKind | null)[],
  hasHeader: boolean,
): RawFile {
  const head = hasHeader ? (file.rows[0]?.cells ?? []) : []
  const body = file.rows.slice(hasHeader ? 1 : 0)
  const notes: ImportNote[] = []
  if (file.over > 0) {
    notes.push({ line: body.at(-1)?.line ?? 0, what: 'too-many', text: String(file.over), done: 'left-out' })
  }
  const contacts = body.map(({ line, cells }) => toContact(line, cells, columns, head))
  return { contacts, notes: notes.slice(0, maxNotes), total: body.length + file.over }
}

function toContact(
  line: number,
  cells: readonly string[],
  columns: readonly (ColumnKind | null)[],
  head: readonly string[],
): RawContact {
  const all = (kind: ColumnKind) =>
    columns.flatMap((column, at) => {
      const value = unguard((cells[at] ?? '').trim())
      return column === kind && value !== '' ? [{ value, heading: head[at] ?? '', at }] : []
    })
  const first = (kind: ColumnKind) => all(kind)[0]?.value ?? ''
  const given = [first('given'), first('middle')].filter((part) => part !== '').join(' ')
  const family = first('family')
  const name = first('name') || `${given} ${family}`.trim()
  return {
    line,
    name: name || first('nickname'),
    ...(given === '' ? {} : { given }),
    ...(family === '' ? {} : { family }),
    organisation: first('organisation'),
    addresses: all('address').flatMap(({ value, at }) =>
      // Google puts several into one cell.
      value.split(/\s*:::\s*/).map((address) => ({ address, label: labelBefore(cells, head, at) })),
    ),
    note: all('note')
      .map(({ value }) => value)
      .join('\n'),
    details: [
      ...[...all('phone'), ...all('detail')].map(({ value, heading }) => ({
        label: excerpt(heading) || 'Detail',
        value,
      })),
      // One that did not become the name is kept.
      ...(name === '' ? [] : all('nickname').map(({ value }) => ({ label: 'Nickname', value }))),
    ],
    groups: all('groups').flatMap(({ value }) => groupsOf(value)),
  }
}

/** Google writes the kind of an address into a column of its own, beside it. */
function labelBefore(cells: readonly string[], head: readonly string[], at: number): string {
  const number = /^e-?mail (\d+) - value$/i.exec(head[at] ?? '')?.[1]
  if (number === undefined) return ''
  const beside = head.findIndex((name) => new RegExp(`^e-?mail ${number} - (type|label)$`, 'i').test(name))
  return (cells[beside] ?? '').replace(/^\*\s*/, '').trim()
}

/** `* myContacts ::: Crew`, `Crew;Juniors`; groups that Google makes of its own are none. */
function groupsOf(value: string): readonly string[] {
  return value
    .split(/\s*:::\s*|[;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('*'))
}

/** The mark before a cell that a spreadsheet would run: see export/csv.ts. */
function unguard(cell: string): string {
  return /^''?[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
