import { closeSync, existsSync, openSync, readSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { currentVersion, migrate, readVersion } from './migrations.ts'

export const databaseName = 'outbox.db'

export interface OpenedDatabase {
  readonly database: DatabaseSync
  /** New name of a database that was damaged; undefined where all is well. */
  readonly setAside?: string
}

/** The database was written by a newer program; nothing in it was touched. */
export class NewerDatabaseError extends Error {
  constructor(path: string, found: number) {
    super(
      `${path} was written by a newer Sendoff: its format is ${found}, this program knows ${currentVersion}. Nothing was changed.`,
    )
    this.name = 'NewerDatabaseError'
  }
}

/**
 * Opens the profile's database. One that is damaged is set aside under a new name and a new one is begun.
 * @param dataDir Profile folder, which is there.
 * @param stamp Date for the name of a damaged file, e.g. `2026-11-25T03-10-00`.
 * @throws NewerDatabaseError, and what SQLite says of a folder that cannot be written.
 */
export function openDatabase(dataDir: string, stamp: string): OpenedDatabase {
  const path = join(dataDir, databaseName)
  try {
    return { database: openChecked(path) }
  } catch (error) {
    if (!isDamage(error)) throw error
    const setAside = putAside(dataDir, stamp)
    return { database: openChecked(path), setAside }
  }
}

/** Where the file's header holds `user_version`, and the octets to read for it (SQLite file format, 1.3). */
const versionOffset = 60
const headerOctets = 64

/** `user_version` by the file's header alone: even opening a database with SQLite may write to its folder. */
function versionInHeader(path: string): number {
  if (!existsSync(path)) return 0
  const header = Buffer.alloc(headerOctets)
  const file = openSync(path, 'r')
  try {
    const length = readSync(file, header, 0, headerOctets, 0)
    const isDatabase = length === headerOctets && header.toString('latin1', 0, 15) === 'SQLite format 3'
    return isDatabase ? header.readUInt32BE(versionOffset) : 0
  } finally {
    closeSync(file)
  }
}

function refuseNewer(path: string, version: number): void {
  if (version > currentVersion) throw new NewerDatabaseError(path, version)
}

function openChecked(path: string): DatabaseSync {
  refuseNewer(path, versionInHeader(path))
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: true })
  try {
    refuseNewer(path, readVersion(database))
    // FULL: a commit is on the disk when it returns (P1, P3).
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    const check = database.prepare('PRAGMA quick_check(1)').get()
    if (check?.quick_check !== 'ok') throw new DamagedError(String(check?.quick_check))
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

class DamagedError extends Error {}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26): the file is no usable database. */
function isDamage(error: unknown): boolean {
  if (error instanceof DamagedError) return true
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}

function putAside(dataDir: string, stamp: string): string {
  const name = freeName(dataDir, `outbox.damaged-${stamp}`)
  for (const ending of ['', '-wal', '-shm']) {
    const from = join(dataDir, `${databaseName}${ending}`)
    if (existsSync(from)) renameSync(from, join(dataDir, `${name}.db${ending}`))
  }
  return `${name}.db`
}

function freeName(dataDir: string, base: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!existsSync(join(dataDir, `${name}.db`))) return name
  }
}
