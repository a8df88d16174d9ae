// Requests that are run together: one transaction, in which an operation that fails takes no other with it.
import type { DatabaseSync } from 'node:sqlite'
import { toWorkerError } from './commit-files.ts'
import type { Faults } from './faults.ts'
import { readOnly, type OperationTable } from './operations.ts'
import type { Request, Response, WorkerError } from './protocol.ts'
import { withoutSuperseded } from './superseded.ts'

export type SqlRequest = Extract<Request, { kind: 'sql' }>

export interface BatchDeps {
  readonly database: DatabaseSync
  readonly operations: OperationTable
  readonly faults: Faults
}

/** SQLite itself gave the transaction up, as it may where the disk is full: nothing of it is left. */
class GivenUp extends Error {
  readonly why: WorkerError

  constructor(why: WorkerError) {
    super(why.message)
    this.why = why
  }
}

/** Runs `work`; what it changed is there whole, or not at all. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    database.exec('COMMIT')
    return value
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** One transaction for all; an operation that fails is rolled back alone and answered with its error. */
export function runBatch(deps: BatchDeps, batch: readonly SqlRequest[]): readonly Response[] {
  const { database, operations } = deps
  if (batch.length === 0) return []
  if (batch.every(({ name }) => readOnly.has(name)))
    return batch.map((request) => runOne(operations, request))
  try {
    return runBare(deps, batch) ?? runGuarded(deps, batch)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    // What only reads is answered as if it had come alone.
    return batch.map((request) =>
      readOnly.has(request.name)
        ? runOne(operations, request)
        : { id: request.id, ok: false, error: error instanceof GivenUp ? error.why : toWorkerError(error) },
    )
  }
}

/** Without a savepoint for each, as mostly none fails. Undefined where one does: then nothing of it is left, and all are run again. */
function runBare(deps: BatchDeps, batch: readonly SqlRequest[]): readonly Response[] | undefined {
  const { database, operations } = deps
  database.exec('BEGIN IMMEDIATE')
  const responses: Response[] = []
  for (const request of withoutSuperseded(batch)) {
    const response = runOne(operations, request)
    if (!response.ok) {
      if (!database.isTransaction) throw new GivenUp(response.error)
      database.exec('ROLLBACK')
      return undefined
    }
    responses.push(response)
  }
  commit(deps)
  return responses
}

function runGuarded(deps: BatchDeps, batch: readonly SqlRequest[]): readonly Response[] {
  const { database, operations } = deps
  database.exec('BEGIN IMMEDIATE')
  const responses = batch.map((request) => runInSavepoint(database, operations, request))
  commit(deps)
  return responses
}

function commit({ database, faults }: BatchDeps): void {
  faults.check('commit')
  database.exec('COMMIT')
}

function runInSavepoint(database: DatabaseSync, operations: OperationTable, request: SqlRequest): Response {
  database.exec('SAVEPOINT one')
  const response = runOne(operations, request)
  if (!response.ok && !database.isTransaction) throw new GivenUp(response.error)
  database.exec(response.ok ? 'RELEASE one' : 'ROLLBACK TO one; RELEASE one')
  return response
}

function runOne(operations: OperationTable, { id, name, input }: SqlRequest): Response {
  try {
    const run = operations[name] as (input: unknown) => unknown
    return { id, ok: true, value: run(input) }
  } catch (error) {
    return { id, ok: false, error: toWorkerError(error) }
  }
}
