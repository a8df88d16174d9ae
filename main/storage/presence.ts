// Who else is on this profile: a lock that ends with its process, whatever ends it.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Holds no data; its locks are those of SQLite. */
const presenceName = 'presence.db'

/** How long to wait for another process that is starting, ms: it may have to repair a database. */
const startingMs = 60_000

export interface Presence {
  /** No other process is on the profile. Until `settle` none can come. */
  readonly isAlone: boolean
  /** Lets others in; from here this process is seen. */
  settle(): void
  close(): void
}

/**
 * Enters the profile. Where another process is starting, waits until it is done.
 * @throws what SQLite says of a folder that cannot be written.
 */
export function enterProfile(dataDir: string): Presence {
  const database = new DatabaseSync(join(dataDir, presenceName), { timeout: 0 })
  try {
    const isAlone = tryAlone(database)
    database.exec(`PRAGMA busy_timeout = ${startingMs}`)
    if (!isAlone) beSeen(database)
    return {
      isAlone,
      settle: () => {
        if (!isAlone) return
        database.exec('COMMIT')
        beSeen(database)
      },
      close: () => database.close(),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLITE_BUSY: somebody is seen. */
const busy = 5

function tryAlone(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) === busy) return false
    throw error
  }
}

/** A shared lock, held until the process ends: a transaction that has read. */
function beSeen(database: DatabaseSync): void {
  database.exec('BEGIN; SELECT count(*) FROM sqlite_schema;')
}
