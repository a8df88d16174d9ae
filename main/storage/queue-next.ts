// What a lane takes next, read from the table of what is due.
import type { LaneKey } from '../outbox/entry.ts'
import type { Next, NextQuery } from '../outbox/queue.ts'
import { allRanks } from './derive.ts'
import type { EntryRows } from './entry-rows.ts'
import type { Row, Sql } from './sql.ts'

/** Entries behind the first as text, which is copied between the threads in a fraction of the time. */
interface FurtherText {
  readonly entry: string
  readonly dueAt: number
  readonly attempts: number
}

export interface NextText extends Omit<Next, 'further'> {
  readonly further?: readonly FurtherText[]
}

interface Candidate {
  readonly entryId: string
  /** Its own time, and when it goes: not before the floor. */
  readonly ownAt: number
  readonly dueAt: number
  readonly createdAt: number
}

/** What `Queue.next` says, with what goes behind it where that is asked for. */
export function readNext(sql: Sql, rows: EntryRows, lane: LaneKey, query: NextQuery): NextText | null {
  const found = dueHurried(sql, lane, query) ?? dueNow(sql, lane, query) ?? soonest(sql, lane, query)
  if (found === undefined) return null
  const entry = rows.read(found.entryId)
  // A row that cannot be understood is in no lane any more: the next one is asked for.
  if (entry === undefined) return readNext(sql, rows, lane, query)
  const attempts = sql.get('SELECT count(*) AS n FROM attempts WHERE entry_id = ?', entry.id)
  const further = found.dueAt > query.now ? [] : dueBehind(sql, rows, lane, query, entry.id)
  const totals = sql.get('SELECT sign_in FROM lane_totals WHERE lane = ?', lane)
  return {
    entry,
    dueAt: found.dueAt,
    attempts: Number(attempts?.n ?? 0),
    needsSignIn: Number(totals?.sign_in ?? 0) > 0,
    ...(further.length === 0 ? {} : { further }),
  }
}

/** What goes now behind the first, as `dueNow` would find one after the other. */
function dueBehind(
  sql: Sql,
  rows: EntryRows,
  lane: LaneKey,
  { now, floor, hurried, running, ahead = 0 }: NextQuery,
  firstId: string,
): readonly FurtherText[] {
  if (ahead === 0 || floor > now || hurried.length > 0) return []
  const found: FurtherText[] = []
  const out = JSON.stringify([...running, firstId])
  for (const rank of allRanks) {
    const due = sql.all(
      `SELECT id, data, due_at, (SELECT count(*) FROM attempts WHERE attempts.entry_id = entries.id) AS attempts
       FROM dues JOIN entries ON id = dues.entry_id
       WHERE lane = ? AND rank = ? AND due_at <= ? AND dues.entry_id NOT IN (SELECT value FROM json_each(?))
       ORDER BY due_at, dues.created_at, dues.entry_id LIMIT ?`,
      lane,
      rank,
      now,
      out,
      ahead - found.length,
    )
    for (const row of due) {
      // One that cannot be understood is in no lane any more.
      if (rows.toEntries([row]).length === 0) continue
      const dueAt = Math.max(Number(row.due_at), floor)
      found.push({ entry: String(row.data), dueAt, attempts: Number(row.attempts) })
    }
    if (found.length >= ahead) break
  }
  return found
}

const columns = 'entry_id, due_at, created_at'

/** Those that go first and are due by then; no floor holds them. */
function hurriedOne(
  sql: Sql,
  lane: LaneKey,
  { hurried, running }: NextQuery,
  dueBy: number,
  order: string,
): Candidate | undefined {
  if (hurried.length === 0) return undefined
  const row = sql.get(
    `SELECT ${columns} FROM dues
     WHERE lane = ? AND due_at <= ? AND entry_id IN (SELECT value FROM json_each(?))
       AND entry_id NOT IN (SELECT value FROM json_each(?))
     ORDER BY ${order} LIMIT 1`,
    lane,
    dueBy,
    JSON.stringify(hurried),
    JSON.stringify(running),
  )
  return toCandidate(row, 0)
}

function dueHurried(sql: Sql, lane: LaneKey, query: NextQuery): Candidate | undefined {
  return hurriedOne(sql, lane, query, query.now, 'rank, due_at, created_at, entry_id')
}

function dueNow(sql: Sql, lane: LaneKey, query: NextQuery): Candidate | undefined {
  if (query.floor > query.now) return undefined
  for (const rank of allRanks) {
    const row = firstOfRank(sql, lane, rank, query, query.now)
    if (row !== undefined) return toCandidate(row, query.floor)
  }
  return undefined
}

/** Nothing is due: what will be, first. */
function soonest(sql: Sql, lane: LaneKey, query: NextQuery): Candidate | undefined {
  const hurried = hurriedOne(sql, lane, query, latest, 'due_at, created_at, entry_id')
  const others = Number.isFinite(query.floor)
    ? allRanks.map((rank) => toCandidate(firstOfRank(sql, lane, rank, query, latest), query.floor))
    : []
  const all = [hurried, ...others].filter((one) => one !== undefined)
  return all.sort(
    (a, b) =>
      a.dueAt - b.dueAt || a.ownAt - b.ownAt || a.createdAt - b.createdAt || (a.entryId < b.entryId ? -1 : 1),
  )[0]
}

/** Behind every time that is stored. */
const latest = Number.MAX_SAFE_INTEGER

/** One look into the index: within a rank the order is due time and age. */
function firstOfRank(sql: Sql, lane: LaneKey, rank: number, { running }: NextQuery, dueBy: number) {
  return sql.get(
    `SELECT ${columns} FROM dues
     WHERE lane = ? AND rank = ? AND due_at <= ? AND entry_id NOT IN (SELECT value FROM json_each(?))
     ORDER BY due_at, created_at, entry_id LIMIT 1`,
    lane,
    rank,
    dueBy,
    JSON.stringify(running),
  )
}

function toCandidate(row: Row | undefined, floor: number): Candidate | undefined {
  if (row === undefined) return undefined
  const ownAt = Number(row.due_at)
  return {
    entryId: String(row.entry_id),
    ownAt,
    dueAt: Math.max(ownAt, floor),
    createdAt: Number(row.created_at),
  }
}
