import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

export type Row = Readonly<Record<string, unknown>>

/** Statements of one database, each prepared once. */
export interface Sql {
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined
  /** Gives how many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number
}

export function createSql(database: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return {
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
  }
}
