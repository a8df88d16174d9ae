// A page of a list, and how many stand in it. What is asked by group or by one state is counted by sections (list-sections.ts);
// what is looked for in the rows is looked for in all of them (list-search.ts).
import type { Group } from '../api.ts'
import type { Page, PageQuery } from '../outbox/queue.ts'
import { groups } from './derive.ts'
import type { EntryRows } from './entry-rows.ts'
import { readSearched, wantedText } from './list-search.ts'
import { countList, groupList, readList, sentList, stateList, type ListKey } from './list-sections.ts'
import { inOnePiece } from './savepoint.ts'
import type { Row, Sql } from './sql.ts'

/** Rows of a page that are not understood yet, and what it counts. */
export interface PageRows {
  readonly rows: readonly Row[]
  readonly counts: Page['counts']
}

export function readPage(sql: Sql, rows: EntryRows, query: PageQuery): Page {
  const read = readRows(sql, query)
  const { counts } = read
  return {
    total: groups.reduce((sum, group) => sum + counts[group], 0),
    // Behind the sight of the store: one that cannot be understood is taken out of the lists, which writes.
    entries: rows.toEntries(read.rows),
    counts,
  }
}

/** All statements in one sight of the store: another process may write in between. */
function readRows(sql: Sql, query: PageQuery): PageRows {
  return inOnePiece(sql, () => {
    const runs = runsOf(query)
    return runs === undefined ? readSearched(sql, query) : readRuns(sql, query, runs)
  })
}

/** A list of sections that is a part of the page's list. */
interface Run {
  readonly group: Group
  readonly list: ListKey
  /** What changed before is not in it, epoch ms. */
  readonly since?: number
}

const settled = groups.indexOf('settled')

/** The parts of the page's list in their order; undefined: what is in it, only the rows tell. */
function runsOf({ list, filter, settledSince }: PageQuery): readonly Run[] | undefined {
  const { states, lane, addresses, bounced } = filter
  if (bounced === true || lane !== undefined || addresses !== undefined || wantedText(filter) !== '')
    return undefined
  const [state, ...more] = states ?? []
  if (more.length > 0) return undefined
  if (states !== undefined && state === undefined) return []
  // One group, by day, wherever something came back from.
  if (list === 'sent')
    return state === undefined || state === 'sent' ? [{ group: 'settled', list: sentList }] : []
  return groups.map((group, place) => ({
    group,
    list: state === undefined ? groupList(place) : stateList(state, place),
    ...(place === settled ? { since: settledSince } : {}),
  }))
}

function readRuns(sql: Sql, { offset, limit }: PageQuery, runs: readonly Run[]): PageRows {
  const counts: Record<Group, number> = { 'your-move': 0, moving: 0, settled: 0 }
  const rows: Row[] = []
  let before = 0
  for (const { group, list, since } of runs) {
    const count = countList(sql, list, since)
    const from = Math.max(0, offset - before)
    const wanted = Math.min(limit - rows.length, count - from)
    if (wanted > 0) rows.push(...readList(sql, list, from, wanted))
    counts[group] = count
    before += count
  }
  return { rows, counts }
}
