// A table in a text file (RFC 4180 and its relatives) as a source of rows.
import Papa from 'papaparse'
import { unguardCell } from '../formula-guard.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import { maxRows, type MergeSource } from './job.ts'

export interface CsvSource extends MergeSource {
  readonly delimiter: string
}

/** Letters that are parsed in one go: other work comes between two of them. */
const chunkSize = 500_000
const delimitersToGuess = [',', ';', '\t', '|', Papa.RECORD_SEP, Papa.UNIT_SEP]
const newline = '\n'
/** Letters from which the delimiter is guessed. */
const guessed = 100_000

/**
 * @param delimiter Null: it is found.
 * @param size Letters of one batch.
 * @throws CallError `file` where there is no table.
 */
export function readCsv(given: string, delimiter: string | null, size = chunkSize): CsvSource {
  // One line end for all: papaparse takes the first that it meets for the only one, in each batch anew.
  const text = given.replaceAll(/\r\n?/g, newline)
  const head = Papa.parse<string[]>(text.slice(0, guessed), {
    ...(delimiter === null ? { delimitersToGuess } : { delimiter }),
    newline,
    preview: 20,
    skipEmptyLines: 'greedy',
  })
  const names = head.data[0]?.map(unguardCell)
  if (names === undefined) throw new CallError('file', t('merge.no-table'))
  const found = delimiter ?? head.meta.delimiter
  return {
    delimiter: found,
    columns: toColumns(names),
    batches: () => batches(text, found, names.length, size),
  }
}

/** Longest name of a column, with room for a number: a letter names it in `{{…}}` (template.ts). */
const maxColumn = 180

/** Every column has a name of its own, which a letter can name it by. */
export function toColumns(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name, at) => {
    const written = name.replaceAll(/[{}<>\s]+/g, ' ').replace(/^[#/^!&=$ ]+/, '')
    const wanted = written.slice(0, maxColumn).toWellFormed().trim() || t('merge.column', { n: at + 1 })
    let free = wanted
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${wanted} ${n}`
    taken.add(free.toLowerCase())
    return free
  })
}

async function* batches(text: string, delimiter: string, width: number, size: number) {
  let [at, count, isHead] = [0, 0, true]
  while (at < text.length) {
    const { rows, next } = wholeRows(text, at, delimiter, size)
    const full = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
    const people = isHead ? full.slice(1) : full
    if (full.length > 0) isHead = false
    count += people.length
    if (count > maxRows) throw new CallError('file', t('merge.too-many', { n: maxRows }))
    yield await Promise.resolve(
      people.map((cells) => Array.from({ length: width }, (_, column) => unguardCell(cells[column] ?? ''))),
    )
    at = next
  }
}

/** Rows from there that are whole, and where the next begins. A row longer than a chunk is looked for in a longer one. */
function wholeRows(text: string, at: number, delimiter: string, first: number) {
  for (let size = first; ; size *= 4) {
    const isAll = at + size >= text.length
    const rows: string[][] = []
    let cursor = 0
    let before = 0
    // papaparse takes a mark off the beginning and does not count it: this one, and none that a cell begins with.
    Papa.parse<string[]>(`\ufeff${text.slice(at, at + size)}`, {
      delimiter,
      newline,
      step: ({ data, meta }) => {
        before = cursor
        cursor = meta.cursor
        rows.push(data)
      },
    })
    if (isAll) return { rows, next: text.length }
    if (rows.length > 1) return { rows: rows.slice(0, -1), next: at + before }
  }
}
