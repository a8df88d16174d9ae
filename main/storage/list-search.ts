// What is looked for in the rows of a list: text, a lane, addresses, several states, what came back. Every row of the list is looked at once; where
// they are most of the table, in the order in which they lie on the disk and not by an index.
import type { Group } from '../api.ts'
import type { PageQuery } from '../outbox/queue.ts'
import { groups } from './derive.ts'
import type { PageRows } from './list-page.ts'
import { countList, groupList, sentList } from './list-sections.ts'
import type { Row, Sql } from './sql.ts'

/** As `search` of `listing` has it; empty: all. */
export function wantedText({ text }: PageQuery['filter']): string {
  return text?.trim().toLowerCase() ?? ''
}

/** @param few So many are put in order here; where more fit, those of a page are soon found in the order of the list. */
export function readSearched(sql: Sql, query: PageQuery, few = 2_000): PageRows {
  const rows = rowsOf(sql, query)
  const found = findSome(sql, query, rows, few + 1)
  const { ids, counts } = found.length <= few ? pageOfFew(query, found) : pageOfMany(sql, query, rows)
  const read = (id: string): readonly Row[] => sql.all('SELECT id, data FROM entries WHERE id = ?', id)
  return { rows: ids.flatMap(read), counts }
}

interface Places {
  readonly ids: readonly string[]
  readonly counts: PageRows['counts']
}

/** In any order. */
function findSome(sql: Sql, query: PageQuery, rows: Part, most: number): readonly Row[] {
  const { text, values } = join([rows, ...wanted(query)])
  return sql.all(`SELECT entry_id, grp, updated_at FROM ${text} LIMIT ?`, ...[...values, most])
}

function pageOfFew({ list, offset, limit }: PageQuery, found: readonly Row[]): Places {
  const ordered = found.toSorted(
    (a, b) =>
      (list === 'sent' ? 0 : Number(a.grp) - Number(b.grp)) ||
      Number(b.updated_at) - Number(a.updated_at) ||
      (String(a.entry_id) < String(b.entry_id) ? 1 : -1),
  )
  return {
    ids: ordered.slice(offset, offset + limit).map(({ entry_id }) => String(entry_id)),
    counts: toCounts((group) => found.filter((row) => groupIn(list, row) === group).length),
  }
}

/** All that was sent is one group, by day, wherever something came back from. */
function groupIn(list: PageQuery['list'], { grp }: Row): number {
  return list === 'sent' ? settled : Number(grp)
}

function pageOfMany(sql: Sql, query: PageQuery, rows: Part): Places {
  const all = join([rows, ...wanted(query)])
  const grp = query.list === 'sent' ? String(settled) : '+grp'
  const counted = new Map(
    sql
      .all(`SELECT ${grp} AS grp, count(*) AS n FROM ${all.text} GROUP BY 1`, ...all.values)
      .map(({ grp, n }) => [Number(grp), Number(n)]),
  )
  const ids: string[] = []
  let before = 0
  for (const group of groups.keys()) {
    const count = counted.get(group) ?? 0
    const from = Math.max(0, query.offset - before)
    const limit = Math.min(query.limit - ids.length, count - from)
    if (limit > 0) ids.push(...idsInOrder(sql, query, group, from, limit))
    before += count
  }
  return { ids, counts: toCounts((group) => counted.get(group) ?? 0) }
}

function idsInOrder(
  sql: Sql,
  query: PageQuery,
  group: number,
  offset: number,
  limit: number,
): readonly string[] {
  const { text, values } = join([byIndex(query, group), ...wanted(query)])
  return sql
    .all(
      `SELECT entry_id FROM ${text} ORDER BY updated_at DESC, entry_id DESC LIMIT ? OFFSET ?`,
      ...[...values, limit, offset],
    )
    .map(({ entry_id }) => String(entry_id))
}

function toCounts(countOf: (group: number) => number): PageRows['counts'] {
  const [yourMove = 0, moving = 0, rest = 0] = [...groups.keys()].map(countOf)
  return { 'your-move': yourMove, moving, settled: rest } satisfies Record<Group, number>
}

/** Rows, or a condition on them, with its values. */
type Part = readonly [string, readonly (string | number)[]]

function join([rows, ...conditions]: readonly [Part, ...Part[]]) {
  return {
    text: [rows[0], ...conditions.map(([text]) => `AND ${text}`)].join(' '),
    values: [rows, ...conditions].flatMap(([, values]) => values),
  }
}

const settled = groups.indexOf('settled')

/** The rows of the list in one group, by an index that has them in order. */
function byIndex({ list, settledSince }: PageQuery, group: number): Part {
  if (list === 'sent') return [`${sentList.rows} WHERE ${sentList.where}`, sentList.values]
  return group === settled
    ? ['listing WHERE grp = ? AND updated_at >= ?', [group, settledSince]]
    : ['listing WHERE grp = ?', [group]]
}

/** A row by an index costs about as much as three in their order. */
const indexCost = 3

/** The rows of the list, in any order: by an index where they are few, else as they lie on the disk (`+` keeps SQLite from an index). */
function rowsOf(sql: Sql, query: PageQuery): Part {
  const { list, settledSince } = query
  const inGroups = groups.map((_, group) => countList(sql, groupList(group)))
  const all = inGroups.reduce((sum, n) => sum + n, 0)
  if (list === 'sent') {
    const sent = countList(sql, sentList)
    return sent * indexCost < all ? byIndex(query, settled) : ['listing WHERE +state = ?', ['sent']]
  }
  const open = all - (inGroups[settled] ?? 0)
  const rows = open + countList(sql, groupList(settled), settledSince)
  if (rows * indexCost >= all)
    return ['listing WHERE (+grp < ? OR +updated_at >= ?)', [settled, settledSince]]
  const parts = [...groups.keys()].map((group) => byIndex(query, group))
  const union = parts.map(([text]) => `SELECT * FROM ${text}`).join(' UNION ALL ')
  return [`(${union}) WHERE true`, parts.flatMap(([, values]) => values)]
}

/** Whole lines of what is searched: an address is one. */
const isToOne = `EXISTS (SELECT 1 FROM json_each(?) AS wanted
  WHERE instr(char(10) || search || char(10), char(10) || wanted.value || char(10)) > 0)`

const isBounced = 'entry_id IN (SELECT entry_id FROM bounced)'

function wanted({ filter }: PageQuery): readonly Part[] {
  const { states, lane, addresses, bounced } = filter
  const text = wantedText(filter)
  const parts: readonly (Part | null)[] = [
    states === undefined ? null : ['+state IN (SELECT value FROM json_each(?))', [JSON.stringify(states)]],
    lane === undefined ? null : ['instr(lanes, ?) > 0', [`\n${lane}\n`]],
    text === '' ? null : ['instr(search, ?) > 0', [text]],
    bounced === true ? [isBounced, []] : null,
    addresses === undefined ? null : [isToOne, [JSON.stringify(addresses.map((each) => each.toLowerCase()))]],
  ]
  return parts.filter((part) => part !== null)
}
