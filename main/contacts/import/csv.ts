// A CSV file as people: rows by papaparse, columns as recognised or as the person says.
import Papa from 'papaparse'
import { unguardCell } from '../../formula-guard.ts'
import { parseMailbox } from '../../message/address.ts'
import {
  guessColumns,
  isHeader,
  nameDetail,
  readHeadings,
  type ColumnKind,
  type Heading,
} from './csv-columns.ts'
import { maxImported, maxNotes, type ImportNote, type RawContact, type RawFile } from './raw-contact.ts'

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
const newline = '\n'

/** Finds delimiter, heading and columns. Never throws. */
export function readCsv(given: string): CsvFile {
  // One line end for all: papaparse takes the first that it meets for the only one.
  const text = given.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, newline)
  const delimiter = delimiterOf(text)
  const rows: { line: number; cells: readonly string[] }[] = []
  let over = 0
  let line = 1
  let from = 0
  Papa.parse<string[]>(text, {
    delimiter,
    newline,
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
    const { data } = Papa.parse<string[]>(head, { delimiter, newline, preview: 10, skipEmptyLines: true })
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
  const head = hasHeader ? (file.rows[0]?.cells ?? []).map(unguardCell) : []
  const body = file.rows.slice(hasHeader ? 1 : 0)
  const notes: ImportNote[] = []
  if (file.over > 0) {
    notes.push({ line: body.at(-1)?.line ?? 0, what: 'too-many', text: String(file.over), done: 'left-out' })
  }
  const layout: Layout = {
    columns,
    headings: readHeadings(head, columns.length),
    isPadded: head.length === 0 || head.some((heading) => heading !== heading.trim()),
  }
  const contacts = body.map(({ line, cells }) => toContact(line, cells, layout))
  return { contacts, notes: notes.slice(0, maxNotes), total: body.length + file.over }
}

interface Layout {
  readonly columns: readonly (ColumnKind | null)[]
  readonly headings: readonly Heading[]
  /** Spaces stand behind the delimiters, or may: they are no part of a text. */
  readonly isPadded: boolean
}

function toContact(
  line: number,
  cells: readonly string[],
  { columns, headings, isPadded }: Layout,
): RawContact {
  const whole = (at: number) => unguardCell(cells[at] ?? '')
  const all = (...kinds: readonly ColumnKind[]) =>
    columns.flatMap((kind, at) => {
      const value = whole(at).trim()
      return kind !== null && kinds.includes(kind) && value !== '' ? [{ value, kind, at }] : []
    })
  const first = (kind: ColumnKind) => all(kind)[0]?.value ?? ''
  const given = [first('given'), first('middle')].filter((part) => part !== '').join(' ')
  const family = first('family')
  const name = first('name') || `${given} ${family}`.trim()
  const asName = name === '' ? all('nickname')[0] : undefined
  const text = ({ value, at }: { readonly value: string; readonly at: number }) =>
    isPadded ? value : whole(at)
  // Google marks the preferred one by a star.
  const labelOf = (at: number) => whole(headings[at]?.labelAt ?? -1).replace(/^\*\s?/, '')
  return {
    line,
    name: name || (asName?.value ?? ''),
    ...(given === '' ? {} : { given }),
    ...(family === '' ? {} : { family }),
    organisation: first('organisation'),
    addresses: all('address').flatMap(({ value, at }) =>
      addressesOf(value).map((address) => ({ address, label: labelOf(at).trim() })),
    ),
    note: all('note').map(text).join('\n'),
    details: all('phone', 'detail', 'nickname').flatMap((found) => {
      // A nickname that did not become the name is kept.
      if (found.at === asName?.at) return []
      if (found.kind === 'nickname') return [{ label: 'Nickname', value: text(found) }]
      const heading = headings[found.at]
      return heading === undefined
        ? []
        : [{ label: nameDetail(heading, labelOf(found.at)), value: text(found) }]
    }),
    groups: all('groups').flatMap(({ value }) => groupsOf(value)),
  }
}

/** Google puts several into one cell; in quotes its separator is none. */
function addressesOf(value: string): readonly string[] {
  return value.includes(':::') && parseMailbox(value).ok ? [value] : value.split(/\s*:::\s*/)
}

/** `* myContacts ::: Crew`, `Crew;Juniors`; groups that Google makes of its own are none. */
function groupsOf(value: string): readonly string[] {
  return value
    .split(value.includes(':::') ? /\s*:::\s*/ : /[;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^\*\s/.test(name))
}
