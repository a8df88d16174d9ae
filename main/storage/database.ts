import { closeSync, existsSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseName } from './database-name.ts'
import { isInDoubt, takeCleanEnd } from './clean-end.ts'
import { DamagedError, isDamage } from './damage.ts'
import { currentVersion, migrate, readVersion } from './migrations.ts'
import { salvage } from './repair.ts'

/** What was made of a damaged database. */
export interface Repair {
  /** Name under which the damaged file is kept. */
  readonly setAside: string
  /** Entries that could be copied. */
  readonly entries: number
}

export interface OpenedDatabase {
  readonly database: DatabaseSync
  /** When the whole file was read for damage last, epoch ms; undefined: that is another process's matter. */
  readonly checkedAt: number | undefined
  /** It is as a process of ours left it: what stands beside the entries is whole. */
  readonly isAsLeft: boolean
  /** Undefined where all is well. */
  readonly repair?: Repair
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
 * Opens the profile's database. One that is damaged is set aside under a new name, and what can be read of it is copied to a
 * new one.
 * @param dataDir Profile folder, which is there.
 * @param stamp Date for the name of a damaged file, e.g. `2026-11-25T03-10-00`.
 * @param now Epoch ms.
 * @param isAlone No other process has it open.
 * @throws NewerDatabaseError, and what SQLite says of a folder that cannot be written.
 */
export function openDatabase(
  dataDir: string,
  { stamp, now }: { readonly stamp: string; readonly now: number },
  isAlone: boolean,
): OpenedDatabase {
  const path = join(dataDir, databaseName)
  if (isAlone) endRepair(dataDir)
  try {
    return openChecked(path, now, isAlone)
  } catch (error) {
    if (!isDamage(error)) throw error
    if (!isAlone) {
      const sentence = `${path} is damaged. Quit every Sendoff, then start it: it is repaired at start.`
      throw new Error(sentence, { cause: error })
    }
    const repair = rebuild(dataDir, stamp)
    return { ...openChecked(path, now, isAlone), repair }
  }
}

/** The new database while it is made; it takes its place only when it is whole. */
const newName = 'outbox.repaired.db'

function rebuild(dataDir: string, stamp: string): Repair {
  const path = join(dataDir, newName)
  rmSync(path, { force: true })
  const made = new DatabaseSync(path, { enableForeignKeyConstraints: true })
  let entries: number
  try {
    made.exec('PRAGMA synchronous = FULL')
    migrate(made)
    entries = salvage(join(dataDir, databaseName), made)
  } finally {
    made.close()
  }
  const setAside = putAside(dataDir, stamp)
  endRepair(dataDir)
  return { setAside, entries }
}

/** A repair that was cut off between the two names is ended. */
function endRepair(dataDir: string): void {
  const [from, to] = [join(dataDir, newName), join(dataDir, databaseName)]
  if (existsSync(from) && !existsSync(to)) renameSync(from, to)
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

/** How long to wait for another process that is writing, ms: a change of every entry takes some seconds. */
const busyMs = 30_000

function openChecked(path: string, now: number, isAlone: boolean): OpenedDatabase {
  refuseNewer(path, versionInHeader(path))
  const check = isInDoubt(path) ? 'integrity_check' : 'quick_check'
  const trusted = isAlone ? takeCleanEnd(path, now) : undefined
  const database = new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true })
  try {
    refuseNewer(path, readVersion(database))
    // FULL: a commit is on the disk when it returns (P1, P3).
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    // Who came first has checked it.
    if (isAlone && trusted === undefined) checkWhole(database, check)
    migrate(database)
    const checkedAt = isAlone ? (trusted ?? now) : undefined
    return { database, checkedAt, isAsLeft: !isAlone || trusted !== undefined }
  } catch (error) {
    database.close()
    throw error
  }
}

/** `integrity_check` also holds indexes against their tables, in several times the time: where damage was met, it is to be found. */
function checkWhole(database: DatabaseSync, check: 'quick_check' | 'integrity_check'): void {
  const found = database.prepare(`PRAGMA ${check}(1)`).get()?.[check]
  if (found !== 'ok') throw new DamagedError(String(found))
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
