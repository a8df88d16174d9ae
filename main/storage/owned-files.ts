// Which files have an owner: an entry, by the table `owned`, or a draft or one of its versions, by what is attached to it.
import { basename } from 'node:path'
import { anyFile, anyVersionOf, type OwnedFile } from './derive.ts'
import type { Sql } from './sql.ts'

/** Behind the name of a file that was set aside for its damage: whose it was, it still is. */
export const damagedMark = '.damaged-'

/** Whether an entry or a draft needs this file. */
export function isOwned(sql: Sql, { folder, name }: OwnedFile): boolean {
  const whole = name.split(damagedMark)[0] ?? name
  const of = (one: string) => sql.get('SELECT 1 FROM owned WHERE folder = ? AND name = ?', folder, one)
  if (of(whole) !== undefined) return true
  if (folder === 'files')
    return of(anyFile.name) !== undefined || isAttached(sql, name) || isMerged(sql, name)
  return of(anyVersionOf(entryIdOf(name))) !== undefined
}

/** `d1-2-0123456789abcdef01234567.eml` is of entry d1. */
function entryIdOf(name: string): string {
  return /^(.+?)-\d+(?:-[0-9a-f]{24})?\./.exec(name)?.[1] ?? name
}

function isAttached(sql: Sql, name: string): boolean {
  const inTable = (table: string) =>
    // What a row that is not understood has is not known: nothing is taken from it.
    sql.get(`SELECT 1 FROM ${table} WHERE NOT json_valid(data)`) ??
    sql.get(
      `SELECT 1 FROM ${table}, json_each(data, '$.attachments') AS one
       WHERE CASE WHEN one.type = 'object' THEN one.value ->> 'file' = ? END`,
      name,
    )
  return inTable('drafts') !== undefined || inTable('draft_versions') !== undefined
}

/** A mail merge keeps it. */
function isMerged(sql: Sql, name: string): boolean {
  return sql.get('SELECT 1 FROM merge_files WHERE file = ?', name) !== undefined
}

/** Its owner is gone: it is removed, if not now, then at the next start. */
export function doom(sql: Sql, { folder, name }: OwnedFile): void {
  sql.run('INSERT OR IGNORE INTO doomed (folder, name) VALUES (?, ?)', folder, basename(name))
}

export function isDoomed(sql: Sql, { folder, name }: OwnedFile): boolean {
  return sql.get('SELECT 1 FROM doomed WHERE folder = ? AND name = ?', folder, name) !== undefined
}

/** It is not there any more. */
export function forget(sql: Sql, { folder, name }: OwnedFile): void {
  sql.run('DELETE FROM doomed WHERE folder = ? AND name = ?', folder, name)
}
