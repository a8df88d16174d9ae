// Counts of the lists that are read by place. Each list is cut into sections, and a section knows how many rows it has, so that
// neither a total nor a jump walks over all of them. The newest rows belong to no section yet: where the work is, nothing is
// written for a count. Runs in the worker, inside the transaction of the change that it counts.
import type { EntryState } from '../outbox/entry.ts'
import { groups } from './derive.ts'
import type { Row, Sql } from './sql.ts'

/** One list of `listing`, newest first: a group, a state within a group, or all that was sent. */
export interface ListKey {
  readonly name: string
  /** `listing`, with the index that has its rows in order where SQLite would take another. */
  readonly rows: string
  /** Condition on `listing` that names its rows; an index has them in order. */
  readonly where: string
  readonly values: readonly (string | number)[]
}

export function groupList(group: number): ListKey {
  return { name: String(group), rows: 'listing', where: 'grp = ?', values: [group] }
}

/** All that was sent, in whichever group: what came back is another one's. */
export const sentList: ListKey = {
  name: 'sent',
  rows: 'listing INDEXED BY listing_sent',
  where: `state = 'sent'`,
  values: [],
}

/** What was sent has no sections in its groups: it is counted, of the last days or where something came back. */
export function stateList(state: EntryState, group: number): ListKey {
  return {
    ...{ name: `${state}/${group}`, rows: 'listing' },
    ...{ where: 'state = ? AND grp = ?', values: [state, group] },
  }
}

/** Where an entry stands in its lists. */
export interface Place {
  readonly state: EntryState
  readonly group: number
  /** `updated_at`, epoch ms, and id: the order of the rows. */
  readonly at: number
  readonly id: string
}

export interface ListSections {
  /** A row came (`before` null), went (`after` null) or moved. Called when `listing` has it as it is. */
  moved(before: Place | null, after: Place | null): void
  /** Counts what no section has, in every list: after the rows were computed anew, or by a program that had no sections. */
  complete(): void
}

/** Rows of a section when it is made. */
const sectionRows = 1024

/** @param size Rows of a section; a test takes few. */
export function createListSections(sql: Sql, size = sectionRows): ListSections {
  return new Sections(sql, size)
}

interface Mark {
  readonly at: number
  readonly id: string
}

interface Known {
  /** No section ends behind it; undefined: there is none. It may be too far behind, never too far ahead. */
  bound: Mark | undefined
  /** Rows of no section, roughly: another process, or a change that was taken back, is not in it. */
  open: number
}

class Sections implements ListSections {
  readonly #sql: Sql
  readonly #size: number
  readonly #known = new Map<string, Known>()
  #version: unknown

  constructor(sql: Sql, size: number) {
    this.#sql = sql
    this.#size = size
  }

  moved(before: Place | null, after: Place | null): void {
    this.#heed()
    if (before !== null) for (const list of listsOf(before)) this.#leave(list, before)
    if (after !== null) for (const list of listsOf(after)) this.#enter(list, after)
  }

  complete(): void {
    this.#known.clear()
    for (const list of allLists) {
      if (this.#knownOf(list).open >= 2 * this.#size) this.#close(list)
    }
  }

  /** What another process stored may have moved any bound. Nothing of this transaction is written to the sections before. */
  #heed(): void {
    const version = this.#sql.get('PRAGMA data_version')?.data_version
    if (version !== this.#version) this.#known.clear()
    this.#version = version
  }

  #leave(list: ListKey, place: Place): void {
    const known = this.#knownOf(list)
    const section = this.#sectionOf(list, known, place)
    if (section === undefined) known.open -= 1
    else this.#put(list, section, Number(section.n) - 1)
  }

  #enter(list: ListKey, place: Place): void {
    const known = this.#knownOf(list)
    const section = this.#sectionOf(list, known, place)
    if (section === undefined) {
      known.open += 1
      if (known.open >= 2 * this.#size) this.#close(list)
      return
    }
    const rows = Number(section.n) + 1
    if (rows <= 4 * this.#size) this.#put(list, section, rows)
    else this.#split(list, section, rows)
  }

  /** Undefined: the place is in none. */
  #sectionOf({ name }: ListKey, { bound }: Known, place: Place): Row | undefined {
    if (bound === undefined || isBehind(place, bound)) return undefined
    return this.#sql.get(
      `SELECT upto_at, upto_id, n FROM sections WHERE list = ? AND (upto_at, upto_id) >= (?, ?)
       ORDER BY upto_at, upto_id LIMIT 1`,
      name,
      place.at,
      place.id,
    )
  }

  /** An empty one goes: its stretch is then the next one's. */
  #put({ name }: ListKey, section: Row, rows: number): void {
    const { at, id } = endOf(section)
    if (rows === 0)
      this.#sql.run('DELETE FROM sections WHERE list = ? AND upto_at = ? AND upto_id = ?', name, at, id)
    else
      this.#sql.run(
        'INSERT OR REPLACE INTO sections (list, upto_at, upto_id, n) VALUES (?, ?, ?, ?)',
        ...[name, at, id, rows],
      )
  }

  /** The oldest of the open rows become sections; the newest, which are still moving, stay open. */
  #close(list: ListKey): void {
    const top = lastEnd(this.#sql, list)
    const { last, rest } = this.#cut(list, top, countBehind(this.#sql, list, top), 2 * this.#size)
    const known = this.#knownOf(list)
    known.open = rest
    if (last !== undefined && (known.bound === undefined || isBehind(last, known.bound))) known.bound = last
  }

  /** Many rows came into the middle, as after a clock that was set back. */
  #split(list: ListKey, section: Row, rows: number): void {
    const end = endOf(section)
    const before = this.#sql.get(
      `SELECT upto_at, upto_id FROM sections WHERE list = ? AND (upto_at, upto_id) < (?, ?)
       ORDER BY upto_at DESC, upto_id DESC LIMIT 1`,
      ...[list.name, end.at, end.id],
    )
    const { rest } = this.#cut(list, before && endOf(before), rows, 2 * this.#size)
    this.#put(list, section, rest)
  }

  /** Makes sections of the rows behind `from`, oldest first, while `least` are left. */
  #cut(
    list: ListKey,
    from: Mark | undefined,
    rows: number,
    least: number,
  ): { readonly last: Mark | undefined; readonly rest: number } {
    const first = `SELECT updated_at AS upto_at, entry_id AS upto_id FROM ${list.rows} WHERE ${list.where}`
    const order = 'ORDER BY updated_at, entry_id LIMIT 1 OFFSET ?'
    let [last, rest] = [from, rows]
    while (rest >= least) {
      const behind: readonly (string | number)[] = last === undefined ? [] : [last.at, last.id]
      const condition = last === undefined ? '' : 'AND (updated_at, entry_id) > (?, ?)'
      const row = this.#sql.get(
        `${first} ${condition} ${order}`,
        ...[...list.values, ...behind, this.#size - 1],
      )
      if (row === undefined) break
      last = endOf(row)
      rest -= this.#size
      this.#put(list, row, this.#size)
    }
    return { last, rest }
  }

  #knownOf(list: ListKey): Known {
    const found = this.#known.get(list.name)
    if (found !== undefined) return found
    const bound = lastEnd(this.#sql, list)
    const known = { bound, open: countBehind(this.#sql, list, bound) }
    this.#known.set(list.name, known)
    return known
  }
}

const otherStates = {
  ...{ queued: 0, scheduled: 0, sending: 0, deferred: 0 },
  ...{ partlySent: 0, failed: 0, unconfirmed: 0, held: 0, cancelled: 0 },
} satisfies Readonly<Record<Exclude<EntryState, 'sent'>, 0>>

/** Those that have sections. Also those that are always empty, as no state is in each group: they cost a look. */
export const allLists: readonly ListKey[] = [
  sentList,
  ...[...groups.keys()].flatMap((group) => [
    groupList(group),
    ...(Object.keys(otherStates) as (keyof typeof otherStates)[]).map((state) => stateList(state, group)),
  ]),
]

/** Each entry is in two: that of its group, and that of its state. */
function listsOf({ state, group }: Pick<Place, 'state' | 'group'>): readonly ListKey[] {
  return [groupList(group), state === 'sent' ? sentList : stateList(state, group)]
}

function endOf({ upto_at, upto_id }: Row): Mark {
  return { at: Number(upto_at), id: String(upto_id) }
}

/** In the order of SQLite, which compares octets: ids are ASCII. */
function isBehind(one: Mark, other: Mark): boolean {
  return one.at > other.at || (one.at === other.at && one.id > other.id)
}

function lastEnd(sql: Sql, { name }: ListKey): Mark | undefined {
  const row = sql.get(
    'SELECT upto_at, upto_id FROM sections WHERE list = ? ORDER BY upto_at DESC, upto_id DESC LIMIT 1',
    name,
  )
  return row && endOf(row)
}

/** Rows behind this place, which is that of a row or of a section's end; undefined: all. */
function countBehind(sql: Sql, { rows, where, values }: ListKey, mark: Mark | undefined): number {
  const row =
    mark === undefined
      ? sql.get(`SELECT count(*) AS n FROM ${rows} WHERE ${where}`, ...values)
      : sql.get(
          `SELECT count(*) AS n FROM ${rows} WHERE ${where} AND (updated_at, entry_id) > (?, ?)`,
          ...[...values, mark.at, mark.id],
        )
  return Number(row?.n ?? 0)
}

/** How many rows the list has; `since`: those that changed then or later, epoch ms. */
export function countList(sql: Sql, list: ListKey, since?: number): number {
  const first = since === undefined ? undefined : firstEndSince(sql, list, since)
  if (since !== undefined && first === undefined) return countSince(sql, list, since)
  const open = countBehind(sql, list, lastEnd(sql, list))
  if (first === undefined || since === undefined) {
    const all = sql.get('SELECT sum(n) AS n FROM sections WHERE list = ?', list.name)
    return open + Number(all?.n ?? 0)
  }
  // The section in which the time lies has rows on both sides of it.
  const behind = sql.get(
    'SELECT sum(n) AS n FROM sections WHERE list = ? AND (upto_at, upto_id) > (?, ?)',
    ...[list.name, first.at, first.id],
  )
  return open + Number(behind?.n ?? 0) + countSince(sql, list, since, first)
}

function firstEndSince(sql: Sql, { name }: ListKey, since: number): Mark | undefined {
  const row = sql.get(
    'SELECT upto_at, upto_id FROM sections WHERE list = ? AND upto_at >= ? ORDER BY upto_at, upto_id LIMIT 1',
    ...[name, since],
  )
  return row && endOf(row)
}

function countSince(sql: Sql, { rows, where, values }: ListKey, since: number, upto?: Mark): number {
  const row =
    upto === undefined
      ? sql.get(`SELECT count(*) AS n FROM ${rows} WHERE ${where} AND updated_at >= ?`, ...values, since)
      : sql.get(
          `SELECT count(*) AS n FROM ${rows}
           WHERE ${where} AND updated_at >= ? AND (updated_at, entry_id) <= (?, ?)`,
          ...[...values, since, upto.at, upto.id],
        )
  return Number(row?.n ?? 0)
}

/** Rows of `entries` from this place of the list on, newest first. */
export function readList(sql: Sql, list: ListKey, offset: number, limit: number): readonly Row[] {
  const { end, skip } = findPlace(sql, list, offset)
  const condition = end === undefined ? '' : 'AND (updated_at, entry_id) <= (?, ?)'
  return sql.all(
    `SELECT id, data FROM
       (SELECT entry_id, updated_at AS at FROM ${list.rows} WHERE ${list.where} ${condition}
        ORDER BY updated_at DESC, entry_id DESC LIMIT ? OFFSET ?)
     JOIN entries ON id = entry_id ORDER BY at DESC, id DESC`,
    ...[...list.values, ...(end === undefined ? [] : [end.at, end.id]), limit, skip],
  )
}

/** The section in which the place lies, and how many of its rows stand before it; no end: it lies among the open rows. */
function findPlace(sql: Sql, list: ListKey, offset: number): { readonly end?: Mark; readonly skip: number } {
  const top = lastEnd(sql, list)
  if (top === undefined || offset === 0) return { skip: offset }
  const open = countBehind(sql, list, top)
  if (offset < open) return { skip: offset }
  const found = sql.get(
    `SELECT upto_at, upto_id, upto - n AS before FROM
       (SELECT upto_at, upto_id, n, sum(n) OVER (ORDER BY upto_at DESC, upto_id DESC ROWS UNBOUNDED PRECEDING) AS upto
        FROM sections WHERE list = ?)
     WHERE upto > ? LIMIT 1`,
    ...[list.name, offset - open],
  )
  // Behind the last row.
  if (found === undefined) return { skip: offset }
  return { end: endOf(found), skip: offset - open - Number(found.before) }
}
