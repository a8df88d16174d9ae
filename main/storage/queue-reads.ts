// What is read of the queue: what a lane takes next, what waits, pages of the lists.
import type { Entry, Hold, LaneKey } from '../outbox/entry.ts'
import type { InLaneQuery, LaneWork, Missed, NextQuery, Page, PageQuery } from '../outbox/queue.ts'
import { allRanks, groups } from './derive.ts'
import type { EntryRows } from './entry-rows.ts'
import { readPage } from './list-page.ts'
import { readNext, type NextText } from './queue-next.ts'
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
