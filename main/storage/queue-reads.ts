// What is read of the queue: what a lane takes next, what waits, pages of the lists.
import type { Group } from '../api.ts'
import type { Entry, Hold, LaneKey } from '../outbox/entry.ts'
import type { InLaneQuery, LaneWork, Missed, Next, NextQuery, Page, PageQuery } from '../outbox/queue.ts'
import { allRanks, groups } from './derive.ts'
import type { EntryRows } from './entry-rows.ts'
import type { Row, Sql } from './sql.ts'

export interface QueueReads {
  'queue.get': (input: { entryId: string }) => Entry | null
  'queue.getMany': (input: { entryIds: readonly string[] }) => readonly Entry[]
  'queue.next': (input: { lane: LaneKey; query: NextQuery }) => NextText | null
  'queue.lanes': (input: null) => readonly LaneWork[]
  'queue.lane': (input: { lane: LaneKey }) => LaneWork
  'queue.inLane': (input: { lane: LaneKey; query: InLaneQuery }) => readonly Entry[]
  'queue.page': (input: { query: PageQuery }) => Page
  'queue.missed': (input: { limit: number }) => Missed | null
  'queue.withHold': (input: { hold: Hold }) => readonly Entry[]
  'queue.naming': (input: { texts: readonly string[]; limit: number }) => readonly Entry[]
  'queue.toAudit': (input: null) => readonly Entry[]
  'queue.copiesDue': (input: null) => readonly string[]
  'queue.settledBefore': (input: { at: number; limit: number }) => readonly string[]
}

export function queueReads(sql: Sql, rows: EntryRows): QueueReads {
  const entriesOf = (where: string, ...values: readonly (string | number)[]) =>
    rows.toEntries(
      sql.all(
        `SELECT id, data FROM entries WHERE id IN (SELECT entry_id FROM listing WHERE ${where})`,
        ...values,
      ),
    )
  return {
    'queue.get': ({ entryId }) => rows.read(entryId) ?? null,
    'queue.getMany': ({ entryIds }) => entryIds.flatMap((id) => rows.read(id) ?? []),
    'queue.next': ({ lane, query }) => readNext(sql, rows, lane, query),
    'queue.lanes': () =>
      sql.all('SELECT lane, waiting, sign_in FROM lane_totals ORDER BY lane').map((row) => toWork(sql, row)),
    'queue.lane': ({ lane }) => {
      const row = sql.get('SELECT lane, waiting, sign_in FROM lane_totals WHERE lane = ?', lane)
      return row === undefined ? { lane, waiting: 0, needsSignIn: false, nextDueAt: null } : toWork(sql, row)
    },
    'queue.inLane': ({ lane, query: { dueBy, identityIds, after, limit } }) =>
      rows.toEntries(
        sql.all(
          `SELECT id, data FROM entries JOIN dues ON dues.entry_id = id JOIN listing ON listing.entry_id = id
           WHERE lane = ? AND due_at <= ? AND identity_id IN (SELECT value FROM json_each(?)) AND id > ?
           ORDER BY id LIMIT ?`,
          lane,
          dueBy,
          JSON.stringify(identityIds),
          after,
          limit,
        ),
      ),
    'queue.page': ({ query }) => readPage(sql, rows, query),
    'queue.missed': ({ limit }) => readMissed(sql, limit),
    'queue.withHold': ({ hold }) => entriesOf('hold = ?', hold),
    'queue.naming': ({ texts, limit }) =>
      rows.toEntries(
        sql.all(
          `SELECT id, data FROM entries
           WHERE EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE instr(data, wanted.value) > 0) LIMIT ?`,
          JSON.stringify(texts),
          limit,
        ),
      ),
    'queue.toAudit': () => entriesOf('sending = 1 OR (scheduled_at IS NOT NULL AND hold IS NULL)'),
    'queue.copiesDue': () =>
      sql.all('SELECT entry_id FROM copies_due ORDER BY entry_id').map((row) => String(row.entry_id)),
    'queue.settledBefore': ({ at, limit }) =>
      sql
        .all(
          'SELECT entry_id FROM listing WHERE grp = ? AND updated_at < ? ORDER BY updated_at LIMIT ?',
          groups.indexOf('settled'),
          at,
          limit,
        )
        .map((row) => String(row.entry_id)),
  }
}

/** Entries behind the first as text, which is copied between the threads in a fraction of the time. */
interface FurtherText {
  readonly entry: string
  readonly dueAt: number
  readonly attempts: number
}

interface NextText extends Omit<Next, 'further'> {
  readonly further?: readonly FurtherText[]
}

interface Candidate {
  readonly entryId: string
  /** Its own time, and when it goes: not before the floor. */
  readonly ownAt: number
  readonly dueAt: number
  readonly createdAt: number
}

function readNext(sql: Sql, rows: EntryRows, lane: LaneKey, query: NextQuery): NextText | null {
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
      `SELECT id, data, due_at, (SELECT count(*) FROM attempts WHERE entry_id = id) AS attempts
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

function toWork(sql: Sql, row: Row): LaneWork {
  const lane = String(row.lane)
  const dues = allRanks.flatMap((rank) => {
    const first = sql.get(
      'SELECT due_at FROM dues WHERE lane = ? AND rank = ? AND due_at IS NOT NULL ORDER BY due_at LIMIT 1',
      lane,
      rank,
    )
    return first === undefined ? [] : [Number(first.due_at)]
  })
  return {
    lane,
    waiting: Number(row.waiting),
    needsSignIn: Number(row.sign_in) > 0,
    nextDueAt: dues.length === 0 ? null : Math.min(...dues),
  }
}

function readPage(sql: Sql, rows: EntryRows, query: PageQuery): Page {
  const { where, values } = conditionsOf(query)
  const inGroups = new Map(
    sql
      .all(`SELECT ${groupIn(query)} AS grp, count(*) AS n FROM listing WHERE ${where} GROUP BY 1`, ...values)
      .map(({ grp, n }) => [groups[Number(grp)], Number(n)]),
  )
  const byTime = 'l.updated_at DESC, l.entry_id DESC'
  const order = query.list === 'sent' ? byTime : `l.grp, ${byTime}`
  const page = sql.all(
    `SELECT id, data FROM
       (SELECT entry_id, grp, updated_at FROM listing l WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) l
     JOIN entries ON id = entry_id ORDER BY ${order}`,
    ...values,
    query.limit,
    query.offset,
  )
  const countOf = (group: Group) => inGroups.get(group) ?? 0
  return {
    total: [...inGroups.values()].reduce((sum, n) => sum + n, 0),
    entries: rows.toEntries(page),
    counts: {
      'your-move': countOf('your-move'),
      moving: countOf('moving'),
      settled: countOf('settled'),
    },
  }
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
  const text = filter.text?.trim().toLowerCase() ?? ''
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

function readMissed(sql: Sql, limit: number): Missed | null {
  const where = `hold = 'missed' AND scheduled_at IS NOT NULL`
  const all = sql.get(
    `SELECT count(*) AS n, min(scheduled_at) AS first, max(scheduled_at) AS last FROM listing WHERE ${where}`,
  )
  if (all === undefined || Number(all.n) === 0) return null
  const named = sql.all(
    `SELECT entry_id FROM listing WHERE ${where} ORDER BY scheduled_at, entry_id LIMIT ?`,
    limit,
  )
  return {
    count: Number(all.n),
    entryIds: named.map((row) => String(row.entry_id)),
    from: Number(all.first),
    to: Number(all.last),
  }
}
