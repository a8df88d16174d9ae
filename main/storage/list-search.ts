// What is looked for in the rows of a list: text, a lane, addresses, several states.
import type { Group } from '../api.ts'
import type { PageQuery } from '../outbox/queue.ts'
import { groups } from './derive.ts'
import type { PageRows } from './list-page.ts'
import type { Sql } from './sql.ts'

/** As `search` of `listing` has it; empty: all. */
export function wantedText({ text }: PageQuery['filter']): string {
  return text?.trim().toLowerCase() ?? ''
}

export function readSearched(sql: Sql, query: PageQuery): PageRows {
  const { where, values } = conditionsOf(query)
  const counts: Record<Group, number> = { 'your-move': 0, moving: 0, settled: 0 }
  for (const { grp, n } of sql.all(
    `SELECT ${groupIn(query)} AS grp, count(*) AS n FROM listing WHERE ${where} GROUP BY 1`,
    ...values,
  )) {
    const group = groups[Number(grp)]
    if (group !== undefined) counts[group] = Number(n)
  }
  const byTime = 'l.updated_at DESC, l.entry_id DESC'
  const order = query.list === 'sent' ? byTime : `l.grp, ${byTime}`
  const rows = sql.all(
    `SELECT id, data FROM
       (SELECT entry_id, grp, updated_at FROM listing l WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) l
     JOIN entries ON id = entry_id ORDER BY ${order}`,
    ...values,
    query.limit,
    query.offset,
  )
  return { rows, counts }
}

/** All that was sent is settled: the index of states alone counts it. */
function groupIn({ list }: PageQuery): string {
  return list === 'sent' ? String(groups.indexOf('settled')) : 'grp'
}

interface Conditions {
  readonly where: string
  readonly values: readonly (string | number)[]
}

/** Whole lines of what is searched: an address is one. */
const isToOne = `EXISTS (SELECT 1 FROM json_each(?) AS wanted
  WHERE instr(char(10) || search || char(10), char(10) || wanted.value || char(10)) > 0)`

function conditionsOf({ list, filter, settledSince }: PageQuery): Conditions {
  const { states, lane, addresses } = filter
  const text = wantedText(filter)
  const parts: readonly (readonly [string, string | number] | null)[] = [
    list === 'sent' ? ['state = ?', 'sent'] : ['(grp < 2 OR updated_at >= ?)', settledSince],
    states === undefined ? null : ['state IN (SELECT value FROM json_each(?))', JSON.stringify(states)],
    lane === undefined ? null : ['instr(lanes, ?) > 0', `\n${lane}\n`],
    text === '' ? null : ['instr(search, ?) > 0', text],
    addresses === undefined ? null : [isToOne, JSON.stringify(addresses.map((each) => each.toLowerCase()))],
  ]
  const given = parts.filter((part) => part !== null)
  return { where: given.map(([sql]) => sql).join(' AND '), values: given.map(([, value]) => value) }
}
