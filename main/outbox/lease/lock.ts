// The sending lease: a lock that dies with its process, whatever ends it.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Holds no data: its lock is SQLite's, which is the operating system's. */
const lockName = 'lease.db'
/** SQLITE_BUSY: another process has it. */
const busy = 5

export interface Lock {
  release(): void
}

/**
 * Takes the lease, if no process has it. Never waits.
 * @throws what SQLite says of a folder that cannot be written.
 */
export function tryLock(dataDir: string): Lock | undefined {
  const database = new DatabaseSync(join(dataDir, lockName), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) === busy) return undefined
    throw error
  }
  return { release: () => database.close() }
}
