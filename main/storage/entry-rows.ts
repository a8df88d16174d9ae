// An entry in its table and in the tables beside it. Runs in the worker, inside a transaction that the worker opened.
import type { Entry, EntryState, Revision } from '../outbox/entry.ts'
import { bouncesOf } from '../outbox/state.ts'
import {
  derivation,
  duesOf,
  filesOf,
  listingOf,
  unknownFiles,
  type Due,
  type Listing,
  type OwnedFile,
} from './derive.ts'
import type { AttemptRow } from './attempt-row.ts'
import { checkSections } from './list-check.ts'
import { createListSections, type ListSections, type Place } from './list-sections.ts'
import { removeOrphanLines } from './orphan-lines.ts'
import { parseJson } from './parse-row.ts'
import { inOnePiece } from './savepoint.ts'
import { entrySchema } from './schemas.ts'
import type { Row, Sql } from './sql.ts'
import type { DamagedRow } from './store.ts'

export interface EntryRows {
  /** Undefined where it is not there, or cannot be understood. */
  read(entryId: string): Entry | undefined
  /** Rows with `id` and `data` as entries; one that cannot be understood is left out. */
  toEntries(rows: readonly Row[]): readonly Entry[]
  /** @throws where an entry of this id is there. */
  insert(entry: Entry): void
  /** Gives the text that stands in the row. */
  update(entry: Entry, before: Entry): string
  /** With its attempts and their transcripts; gives the files that it owned. */
  remove(entryId: string): readonly OwnedFile[]
  putAttempt(attempt: AttemptRow): void
  has(entryId: string): boolean
  /** Id of the attempt that is under way, null where none is; undefined where the entry is not there. */
  runningAttempt(entryId: string): string | null | undefined
  /**
   * Computes again what stands beside the entries, where that is missing or of another derivation; and where it is not as our own
   * program left it, what does not go with the entries: lists, their sections, lines of attempts that are gone.
   * @param isAsLeft It is missing nowhere but where it was missing before: not every entry is asked for it, and no section is.
   * @returns how many rows did not go with the entries.
   */
  derive(isAsLeft?: boolean): number
}

export interface EntryRowsDeps {
  readonly sql: Sql
  /** Hears of each row that cannot be understood. It is left where it is, and is in no list and no lane. */
  readonly report: (row: DamagedRow) => void
  /** Names of attached files of a revision that does not say them; undefined where that cannot be known. */
  readonly readAttachments: (revision: Revision) => readonly string[] | undefined
  /** Those of this store; a test takes small ones. */
  readonly sections?: ListSections
}

export function createEntryRows(deps: EntryRowsDeps): EntryRows {
  return new Rows(deps)
}

/** Entries that are kept beside their texts: more than are under way at a time. */
const maxKnown = 200

class Rows implements EntryRows {
  readonly #sql: Sql
  readonly #deps: EntryRowsDeps
  readonly #sections: ListSections
  /** What was read or written last, by id, with its text: while the row holds the same text, it is not understood anew. */
  readonly #known = new Map<string, { readonly text: string; readonly entry: Entry }>()

  constructor(deps: EntryRowsDeps) {
    this.#sql = deps.sql
    this.#deps = deps
    this.#sections = deps.sections ?? createListSections(deps.sql)
  }

  read(entryId: string): Entry | undefined {
    const row = this.#sql.get('SELECT id, data FROM entries WHERE id = ?', entryId)
    return row === undefined ? undefined : this.#parse(row)
  }

  toEntries(rows: readonly Row[]): readonly Entry[] {
    return rows.flatMap((row) => this.#parse(row) ?? [])
  }

  has(entryId: string): boolean {
    return this.#sql.get('SELECT 1 FROM entries WHERE id = ?', entryId) !== undefined
  }

  runningAttempt(entryId: string): string | null | undefined {
    const row = this.#sql.get(`SELECT data ->> 'sendingAttemptId' AS id FROM entries WHERE id = ?`, entryId)
    if (row === undefined) return undefined
    return typeof row.id === 'string' ? row.id : null
  }

  insert(entry: Entry): void {
    this.#sql.run(
      'INSERT INTO entries (id, created_at, updated_at, data) VALUES (?, ?, ?, ?)',
      entry.id,
      entry.createdAt,
      entry.updatedAt,
      JSON.stringify(entry),
    )
    this.#putBeside(entry)
    if (entry.reports !== undefined) this.#putBounced(entry)
    this.#own(entry)
  }

  update(entry: Entry, before: Entry): string {
    const { id, updatedAt } = entry
    const text = JSON.stringify(entry)
    this.#sql.run('UPDATE entries SET updated_at = ?, data = ? WHERE id = ?', updatedAt, text, id)
    this.#know(entry, text)
    this.#updateBeside(entry, before)
    if (entry.sentCopy?.state !== before.sentCopy?.state) this.#putCopyDue(entry)
    if (entry.reports !== before.reports) this.#putBounced(entry)
    if (entry.revision.spoolFile !== before.revision.spoolFile) this.#own(entry)
    return text
  }

  remove(entryId: string): readonly OwnedFile[] {
    const entry = this.read(entryId)
    for (const table of ['lines', 'line_blocks'])
      this.#sql.run(
        `DELETE FROM ${table} WHERE attempt_id IN (SELECT id FROM attempts WHERE entry_id = ?)`,
        entryId,
      )
    this.#removeBeside(entryId)
    this.#sql.run('DELETE FROM entries WHERE id = ?', entryId)
    const files = entry === undefined ? [] : this.#filesOf(entry)
    this.#disown(entryId, files)
    return files
  }

  putAttempt({ id, entryId, number, serverId, startedAt, data }: AttemptRow): void {
    this.#sql.run(
      `INSERT INTO attempts (id, entry_id, number, server_id, started_at, data) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET data = excluded.data`,
      id,
      entryId,
      number,
      serverId,
      startedAt,
      data,
    )
  }

  derive(isAsLeft = false): number {
    const stored = this.#sql.get(`SELECT value FROM facts WHERE key = 'derivation'`)?.value
    if (stored !== String(derivation)) {
      for (const table of ['listing', 'sections', 'dues', 'lane_totals', 'owned'])
        this.#sql.run(`DELETE FROM ${table}`)
    }
    const stale = isAsLeft ? 0 : this.#removeStale()
    const isKnown = isAsLeft && stored === String(derivation)
    const missing = this.#sql.all(
      isKnown
        ? 'SELECT entry_id AS id FROM unlisted'
        : 'SELECT id FROM entries WHERE NOT EXISTS (SELECT 1 FROM listing WHERE entry_id = id)',
    )
    for (const { id } of missing) {
      const entry = this.read(String(id))
      if (entry === undefined) {
        this.#ownFiles(String(id), unknownFiles(String(id)))
        continue
      }
      this.#enlist(entry)
    }
    const wrong = isAsLeft ? 0 : checkSections(this.#sql)
    if (!isAsLeft) removeOrphanLines(this.#sql)
    this.#sections.complete()
    this.#sql.run(`INSERT OR REPLACE INTO facts (key, value) VALUES ('derivation', ?)`, String(derivation))
    return stale + wrong
  }

  /**
   * What stands beside an entry that is gone, or that was changed at another time than its lists say. Not each entry is understood
   * anew: that would take several times as long as reading the file.
   */
  #removeStale(): number {
    const stale = this.#sql.all(
      `SELECT entry_id AS id FROM listing LEFT JOIN entries ON id = entry_id
       WHERE entries.updated_at IS NOT listing.updated_at`,
    )
    for (const { id } of stale) this.#removeBeside(String(id))
    return stale.length
  }

  /** It is in no list yet, or was not understood. */
  #enlist(entry: Entry): void {
    this.#disown(entry.id, unknownFiles(entry.id))
    for (const table of ['dues', 'unlisted'])
      this.#sql.run(`DELETE FROM ${table} WHERE entry_id = ?`, entry.id)
    this.#putBeside(entry)
    this.#putBounced(entry)
    this.#own(entry)
  }

  #parse({ id, data }: Row): Entry | undefined {
    const text = String(data)
    const known = this.#known.get(String(id))
    if (known?.text === text) return known.entry
    const parsed = parseJson(text, entrySchema)
    if (parsed.ok) {
      this.#know(parsed.value, text)
      return parsed.value
    }
    inOnePiece(this.#sql, () => {
      this.#removeBeside(String(id))
      this.#sql.run('INSERT INTO unlisted (entry_id) VALUES (?)', String(id))
    })
    this.#deps.report({ table: 'entries', id: String(id), problem: parsed.problem })
    return undefined
  }

  #know(entry: Entry, text: string): void {
    this.#known.delete(entry.id)
    this.#known.set(entry.id, { text, entry })
    const [oldest] = this.#known.size > maxKnown ? this.#known.keys() : []
    if (oldest !== undefined) this.#known.delete(oldest)
  }

  /** Writes what the change moved: an index of a column that is not named is not touched. */
  #updateBeside(entry: Entry, before: Entry): void {
    const [now, then] = [listingOf(entry), listingOf(before)]
    const isSame = isSameBeside(now, then, entry, before)
    // One that another program on this file does not understand is in no list.
    if (!(isSame ? this.#updateListing(entry, now) : this.#isListed(entry))) {
      this.#enlist(entry)
      return
    }
    if (!isSame) {
      this.#sql.run('DELETE FROM dues WHERE entry_id = ?', entry.id)
      this.#putBeside(entry, placeOf(before, then))
      return
    }
    this.#sections.moved(placeOf(before, then), placeOf(entry, now))
    const [dues, duesBefore] = [duesOf(entry), duesOf(before)]
    if (JSON.stringify(dues) === JSON.stringify(duesBefore)) return
    const isMoved =
      dues.length !== duesBefore.length || dues.some((due, at) => !isSameWait(due, duesBefore[at]))
    if (!isMoved) {
      this.#moveDues(entry, dues)
      return
    }
    this.#sql.run('DELETE FROM dues WHERE entry_id = ?', entry.id)
    this.#putDues(entry, dues)
  }

  /** False: it is in no list. */
  #updateListing({ id, updatedAt }: Entry, { state, group, scheduledAt, isSending }: Listing): boolean {
    const changed = this.#sql.run(
      'UPDATE listing SET state = ?, grp = ?, updated_at = ?, scheduled_at = ?, sending = ? WHERE entry_id = ?',
      ...[state, group, updatedAt, scheduledAt, isSending ? 1 : 0, id],
    )
    return changed > 0
  }

  #isListed({ id }: Entry): boolean {
    return this.#sql.get('SELECT 1 FROM listing WHERE entry_id = ?', id) !== undefined
  }

  /** The same lanes at another time: their totals stay. */
  #moveDues(entry: Entry, dues: readonly Due[]): void {
    const sql = 'UPDATE dues SET due_at = ?, rank = ? WHERE entry_id = ? AND lane = ?'
    for (const { lane, dueAt, rank } of dues) this.#sql.run(sql, dueAt, rank, entry.id, lane)
  }

  /** `before`: where it stood; null: in no list. */
  #putBeside(entry: Entry, before: Place | null = null): void {
    const listing = listingOf(entry)
    const { state, group, lanes, hold, scheduledAt, isSending, search } = listing
    this.#sql.run(
      `INSERT OR REPLACE INTO listing
         (entry_id, state, grp, updated_at, server_id, identity_id, lanes, hold, scheduled_at, sending, search)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.id,
      state,
      group,
      entry.updatedAt,
      entry.serverId,
      entry.identityId,
      lanes,
      hold,
      scheduledAt,
      isSending ? 1 : 0,
      search,
    )
    this.#sections.moved(before, placeOf(entry, listing))
    this.#putDues(entry, duesOf(entry))
  }

  #putDues(entry: Entry, dues: readonly Due[]): void {
    for (const { lane, dueAt, rank, needsSignIn } of dues) {
      this.#sql.run(
        'INSERT INTO dues (entry_id, lane, due_at, rank, created_at, sign_in) VALUES (?, ?, ?, ?, ?, ?)',
        entry.id,
        lane,
        dueAt,
        rank,
        entry.createdAt,
        needsSignIn ? 1 : 0,
      )
    }
  }

  #putCopyDue({ id, sentCopy }: Entry): void {
    const isDue = sentCopy?.state === 'pending'
    this.#sql.run(
      isDue
        ? 'INSERT OR IGNORE INTO copies_due (entry_id) VALUES (?)'
        : 'DELETE FROM copies_due WHERE entry_id = ?',
      id,
    )
  }

  #putBounced(entry: Entry): void {
    this.#sql.run(
      bouncesOf(entry).length > 0
        ? 'INSERT OR IGNORE INTO bounced (entry_id) VALUES (?)'
        : 'DELETE FROM bounced WHERE entry_id = ?',
      entry.id,
    )
  }

  #filesOf(entry: Entry): readonly OwnedFile[] {
    return filesOf(entry, (revision) => revision.files ?? this.#deps.readAttachments(revision))
  }

  #own(entry: Entry): void {
    this.#ownFiles(entry.id, this.#filesOf(entry))
  }

  #ownFiles(entryId: string, files: readonly OwnedFile[]): void {
    const sql = 'INSERT OR IGNORE INTO owned (folder, name, entry_id) VALUES (?, ?, ?)'
    for (const { folder, name } of files) this.#sql.run(sql, folder, name, entryId)
  }

  #disown(entryId: string, files: readonly OwnedFile[]): void {
    const sql = 'DELETE FROM owned WHERE folder = ? AND name = ? AND entry_id = ?'
    for (const { folder, name } of files) this.#sql.run(sql, folder, name, entryId)
  }

  /** In one piece: a row that cannot be understood is taken out where only a read was asked for. */
  #removeBeside(entryId: string): void {
    inOnePiece(this.#sql, () => {
      const row = this.#sql.get('SELECT state, grp, updated_at FROM listing WHERE entry_id = ?', entryId)
      this.#sql.run('DELETE FROM dues WHERE entry_id = ?', entryId)
      this.#sql.run('DELETE FROM listing WHERE entry_id = ?', entryId)
      this.#sql.run('DELETE FROM unlisted WHERE entry_id = ?', entryId)
      if (row !== undefined) this.#sections.moved(placeOfRow(entryId, row), null)
    })
  }
}

function placeOf({ id, updatedAt }: Entry, { state, group }: Pick<Listing, 'state' | 'group'>): Place {
  return { state, group, at: updatedAt, id }
}

/** As `listing` has it, which derive.ts wrote. */
function placeOfRow(id: string, row: Row): Place {
  return { state: row.state as EntryState, group: Number(row.grp), at: Number(row.updated_at), id }
}

function isSameWait(due: Due, before: Due | undefined): boolean {
  return due.lane === before?.lane && due.needsSignIn === before.needsSignIn
}

/** Whether what an attempt does not move stays as it was: the texts, the lanes, the hold. */
function isSameBeside(now: Listing, then: Listing, entry: Entry, before: Entry): boolean {
  return (
    now.lanes === then.lanes &&
    now.hold === then.hold &&
    now.search === then.search &&
    entry.serverId === before.serverId &&
    entry.identityId === before.identityId
  )
}
