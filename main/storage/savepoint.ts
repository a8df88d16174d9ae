import type { Sql } from './sql.ts'

/**
 * Runs `work`, inside a transaction or without one: it reads one state of the store, and what it changed is there whole or not
 * at all.
 */
export function inOnePiece<T>(sql: Sql, work: () => T): T {
  sql.run('SAVEPOINT piece')
  try {
    const value = work()
    sql.run('RELEASE piece')
    return value
  } catch (error) {
    takeBack(sql)
    throw error
  }
}

function takeBack(sql: Sql): void {
  try {
    sql.run('ROLLBACK TO piece')
    sql.run('RELEASE piece')
  } catch {
    // SQLite gave the whole transaction up, as it may where the disk is full: nothing is left to take back.
  }
}
