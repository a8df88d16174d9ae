// Drafts and their versions in the database.
import type { Draft } from '../drafts/draft.ts'
import type { DraftPlace } from '../drafts/place.ts'
import type { OwnedFile } from './derive.ts'
import type { DataRow } from './operations.ts'
import { doom, isOwned } from './owned-files.ts'
import type { Row, Sql } from './sql.ts'
import type { DraftVersion } from './store.ts'

export interface DraftOperations {
  'drafts.all': (input: null) => readonly DraftRow[]
  /** Last discarded first. */
  'drafts.discarded': (input: null) => readonly DraftRow[]
  'drafts.get': (input: { draftId: string }) => DraftRow | null
  'drafts.put': (input: { draft: Draft; versions: readonly DraftVersion[] }) => void
  'drafts.versions': (input: { draftId: string }) => readonly VersionRow[]
  /** `at` epoch ms; null: it is a draft again. */
  'drafts.setDiscarded': (input: { draftId: string; at: number | null }) => void
  'drafts.setPlace': (input: { draftId: string; place: DraftPlace }) => void
  'drafts.remove': (input: { draftId: string }) => void
  /** Gives the files that nobody owns any more; they are doomed until `files.forget`. */
  'drafts.erase': (input: { draftId: string }) => readonly OwnedFile[]
}

export interface DraftRow extends DataRow {
  readonly entryId: string | null
  readonly createdAt: number
  readonly savedAt: number
  readonly discardedAt: number | null
  readonly version: number
  /** JSON. */
  readonly place: string | null
}

export interface VersionRow {
  readonly version: number
  readonly startedAt: number
  readonly savedAt: number
  readonly data: string
}

/** Those that change nothing. */
export const draftReads = ['drafts.all', 'drafts.discarded', 'drafts.get', 'drafts.versions'] as const

const toDraftRow = (row: Row): DraftRow => ({
  id: String(row.id),
  data: String(row.data),
  entryId: typeof row.entry_id === 'string' ? row.entry_id : null,
  createdAt: Number(row.created_at),
  savedAt: Number(row.saved_at),
  version: Number(row.version),
  place: typeof row.place === 'string' ? row.place : null,
  discardedAt: typeof row.discarded_at === 'number' ? row.discarded_at : null,
})

const columns = 'id, entry_id, created_at, saved_at, version, place, data'

export function draftOperations(sql: Sql) {
  const { all, get, run } = sql
  const select = `SELECT ${columns}, discarded_at FROM drafts`
  return {
    'drafts.all': () =>
      all(`${select} WHERE discarded_at IS NULL ORDER BY saved_at DESC, id`).map(toDraftRow),
    'drafts.discarded': () =>
      all(`${select} WHERE discarded_at IS NOT NULL ORDER BY discarded_at DESC, id`).map(toDraftRow),
    'drafts.get': ({ draftId }) => {
      const row = get(`${select} WHERE id = ?`, draftId)
      return row === undefined ? null : toDraftRow(row)
    },
    'drafts.put': ({ draft, versions }) => put(sql, draft, versions),
    'drafts.versions': ({ draftId }) =>
      all(
        'SELECT version, started_at, saved_at, data FROM draft_versions WHERE draft_id = ? ORDER BY version',
        draftId,
      ).map((row) => ({
        version: Number(row.version),
        startedAt: Number(row.started_at),
        savedAt: Number(row.saved_at),
        data: String(row.data),
      })),
    'drafts.setDiscarded': ({ draftId, at }) =>
      void run('UPDATE drafts SET discarded_at = ? WHERE id = ?', at, draftId),
    'drafts.setPlace': ({ draftId, place }) =>
      void run('UPDATE drafts SET place = ? WHERE id = ?', JSON.stringify(place), draftId),
    'drafts.remove': ({ draftId }) => void run('DELETE FROM drafts WHERE id = ?', draftId),
    'drafts.erase': ({ draftId }) => {
      const attached = attachedTo(sql, draftId)
      run('DELETE FROM drafts WHERE id = ?', draftId)
      const files = attached.filter((file) => !isOwned(sql, file))
      for (const file of files) doom(sql, file)
      return files
    },
  } satisfies DraftOperations
}

function put({ run }: Sql, draft: Draft, versions: readonly DraftVersion[]): void {
  run(
    `INSERT INTO drafts (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, version = excluded.version,
       place = excluded.place, data = excluded.data`,
    draft.id,
    draft.entryId ?? null,
    draft.createdAt,
    draft.savedAt,
    draft.version,
    draft.place === undefined ? null : JSON.stringify(draft.place),
    JSON.stringify(draft.content),
  )
  run('DELETE FROM draft_versions WHERE draft_id = ?', draft.id)
  for (const { version, startedAt, savedAt, content } of versions) {
    run(
      'INSERT INTO draft_versions (draft_id, version, started_at, saved_at, data) VALUES (?, ?, ?, ?, ?)',
      draft.id,
      version,
      startedAt,
      savedAt,
      JSON.stringify(content),
    )
  }
}

/** Files of the draft and of all its versions. What a damaged row has is not known, and stays. */
function attachedTo(sql: Sql, draftId: string): readonly OwnedFile[] {
  const rows = sql.all(
    `SELECT DISTINCT one.value ->> 'file' AS name FROM (
       SELECT data FROM drafts WHERE id = ?1 AND json_valid(data)
       UNION ALL SELECT data FROM draft_versions WHERE draft_id = ?1 AND json_valid(data)
     ) AS kept, json_each(kept.data, '$.attachments') AS one WHERE one.type = 'object'`,
    draftId,
  )
  return rows.flatMap(({ name }) => (typeof name === 'string' ? [{ folder: 'files', name } as const] : []))
}
