// Whether the sections of the lists say what the rows say. They are kept by each change (list-sections.ts): one that was made by a
// program that knows none, or by hand, is not in them, and nothing else would ever put that right.
import { allLists, type ListKey } from './list-sections.ts'
import type { Sql } from './sql.ts'

/**
 * Compares each section with the rows that it stands for. The sections of a list in which one differs are removed: `complete`
 * counts it anew, and until then its rows are counted one by one.
 * @returns how many rows of `sections` differed.
 */
export function checkSections(sql: Sql): number {
  const inLists = allLists.map((list) => {
    const wrong = countWrong(sql, list)
    if (wrong > 0) sql.run('DELETE FROM sections WHERE list = ?', list.name)
    return wrong
  })
  const names = JSON.stringify(allLists.map(({ name }) => name))
  const ofNoList = sql.run('DELETE FROM sections WHERE list NOT IN (SELECT value FROM json_each(?))', names)
  return inLists.reduce((sum, wrong) => sum + wrong, ofNoList)
}

/** Each row is looked at once, by the index that has the list in order. */
function countWrong(sql: Sql, { name, rows, where, values }: ListKey): number {
  const row = sql.get(
    `SELECT count(*) AS n FROM
       (SELECT n, upto_at, upto_id,
          lag(upto_at, 1, ?) OVER ends AS from_at, lag(upto_id, 1, '') OVER ends AS from_id
        FROM sections WHERE list = ? WINDOW ends AS (ORDER BY upto_at, upto_id)) AS section
     WHERE section.n <> (SELECT count(*) FROM ${rows} WHERE ${where}
       AND (updated_at, entry_id) > (from_at, from_id) AND (updated_at, entry_id) <= (upto_at, upto_id))`,
    ...[Number.MIN_SAFE_INTEGER, name, ...values],
  )
  return Number(row?.n ?? 0)
}
