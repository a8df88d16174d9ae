// The worker thread that owns the database and every fsync: a commit may take longer than a frame of a window.
import { hash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { createAttachmentReader } from './attachment-reader.ts'
import { inTransaction, runBatch, type SqlRequest } from './batch.ts'
import { leaveCleanEnd, leaveDoubt } from './clean-end.ts'
import { isDamage } from './damage.ts'
import { databaseName } from './database-name.ts'
import { NewerDatabaseError, openDatabase, type OpenedDatabase, type Repair } from './database.ts'
import { commitFiles, rename, syncFolder, toWorkerError } from './commit-files.ts'
import { createFaults, type Faults } from './faults.ts'
import { createEntryRows, type EntryRows } from './entry-rows.ts'
import { createLeftoverWalk } from './leftovers.ts'
import { createOperations, readOnly, type OperationTable } from './operations.ts'
import {
  patienceMs,
  type Damage,
  type Request,
  type Requests,
  type Response,
  type Responses,
  type Started,
  type WorkerData,
  type WorkerError,
} from './protocol.ts'
import { createPatience, type Asked, type Patience } from './patience.ts'
import { enterProfile, type Presence } from './presence.ts'
import { createSql, type Sql } from './sql.ts'
import type { DamagedRow } from './store.ts'
import { createSystemClock } from '../system/clock.ts'
import { removeTempFiles } from './temp-files.ts'

type ReadRequest = Extract<Request, { kind: 'read-file' }>
interface ReadResponse {
  readonly id: number
  readonly ok: true
  readonly value: ReturnType<typeof readChecked>
}
type OtherRequest = Exclude<Request, FileRequest | SqlRequest | ReadRequest>
type FileRequest = Extract<Request, { kind: 'commit-files' }>

function start(port: MessagePort, data: WorkerData): void {
  const faults = createFaults(data.faults)
  try {
    const { served, repair, damaged, differed } = openProfile(data, faults, (row) =>
      port.postMessage({ damaged: row } satisfies Damage),
    )
    const told = { started: true, differed, ...(repair === undefined ? {} : { repair }) } as const
    port.postMessage(told satisfies Started)
    for (const row of damaged) port.postMessage({ damaged: row } satisfies Damage)
    serve(port, served)
  } catch (error) {
    const newer = error instanceof NewerDatabaseError
    port.postMessage({ started: false, error: toWorkerError(error), newer } satisfies Started)
    port.close()
  }
}

interface Served extends Pick<OpenedDatabase, 'database' | 'checkedAt'> {
  readonly dataDir: string
  readonly presence: Presence
  readonly operations: OperationTable
  readonly faults: Faults
}

interface OpenedProfile {
  readonly served: Served
  readonly repair: Repair | undefined
  /** Rows that could not be understood at start. */
  readonly damaged: readonly DamagedRow[]
  /** Rows beside the entries that did not go with them, and were put right. */
  readonly differed: number
}

/** Alone on the profile, what a crash left is put right; with others on it, that is not ours to judge. */
function openProfile(data: WorkerData, faults: Faults, report: (row: DamagedRow) => void): OpenedProfile {
  const { dataDir } = data
  const presence = enterProfile(dataDir)
  try {
    const { opened, sql, rows, ...told } = openRows(data, presence, report)
    if (presence.isAlone) for (const folder of ['spool', 'files']) removeTempFiles(join(dataDir, folder))
    const walk = presence.isAlone ? createLeftoverWalk(sql, dataDir) : noLeftovers
    presence.settle()
    return {
      served: { ...opened, dataDir, presence, operations: createOperations(sql, rows, walk), faults },
      ...{ ...told, repair: opened.repair },
    }
  } catch (error) {
    presence.close()
    throw error
  }
}

interface OpenedRows extends Omit<OpenedProfile, 'served' | 'repair'> {
  readonly opened: OpenedDatabase
  readonly sql: Sql
  readonly rows: EntryRows
}

/** Where damage is met before it serves, the file is read in whole now and repaired, or, with others on it, at the next start. */
function openRows(data: WorkerData, { isAlone }: Presence, report: (row: DamagedRow) => void): OpenedRows {
  try {
    return tryOpenRows(data, isAlone, report)
  } catch (error) {
    const isMet = isDamage(error) || (error instanceof Error && isDamage(error.cause))
    if (isMet) leaveDoubt(join(data.dataDir, databaseName))
    if (!isAlone || !isMet) throw error
    return tryOpenRows(data, isAlone, report)
  }
}

function tryOpenRows(
  { dataDir, stamp, now }: WorkerData,
  isAlone: boolean,
  report: (row: DamagedRow) => void,
): OpenedRows {
  const opened = openDatabase(dataDir, { stamp, now }, isAlone)
  const { database } = opened
  try {
    const sql = createSql(database)
    const damaged: DamagedRow[] = []
    let isStarting = true
    const rows = createEntryRows({
      sql,
      report: (row) => (isStarting ? void damaged.push(row) : report(row)),
      readAttachments: createAttachmentReader(join(dataDir, 'spool')),
    })
    const differed = inTransaction(database, () => rows.derive(opened.isAsLeft))
    isStarting = false
    return { opened, sql, rows, damaged, differed }
  } catch (error) {
    database.close()
    throw error
  }
}

const noLeftovers = () => ({ files: [], isDone: true })

/** Answers of one turn go as one message: each wakes the other thread. */
interface Answers {
  add(responses: Responses, given?: readonly ArrayBuffer[]): void
  send(): void
}

/** What met damage is read in whole at the next start, and repaired, whichever process ends last. */
function createAnswers(port: MessagePort, path: string): Answers {
  let responses: Response[] = []
  let given: ArrayBuffer[] = []
  return {
    add: (more, buffers = []) => {
      if (more.some((one) => !one.ok && one.error.isDoubtful === true)) leaveDoubt(path)
      responses.push(...more)
      given.push(...buffers)
    },
    send: () => {
      if (responses.length > 0) port.postMessage(responses satisfies Responses, given)
      responses = []
      given = []
    },
  }
}

/** Takes what has arrived in one go: changes asked for together are committed together, each answered after the sync. */
function serve(port: MessagePort, at: Served): void {
  const answers = createAnswers(port, join(at.dataDir, databaseName))
  const clock = createSystemClock()
  const patience = createPatience<SqlRequest & Asked>({
    run: (batch) => answers.add(runBatch(at, batch)),
    later: (call) => {
      const timer = clock.after(patienceMs, () => {
        call()
        answers.send()
      })
      return () => timer.cancel()
    },
  })
  port.on('message', (first: Requests) => {
    const requests = allThatArrived(port, first)
    takeTurn(requests, at, patience, answers)
    answers.send()
    if (requests.some(({ kind }) => kind === 'close')) port.close()
  })
}

function allThatArrived(port: MessagePort, first: Requests): Requests {
  const requests = [...first]
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    requests.push(...(next.message as Requests))
  }
  return requests
}

/** What follows a close is not asked: the store refuses it. */
function takeTurn(
  requests: Requests,
  at: Served,
  patience: Patience<SqlRequest & Asked>,
  answers: Answers,
): void {
  answers.add(commitFiles(requests.filter(isFile), at.faults))
  let batch: (SqlRequest & Asked)[] = []
  const flush = (): void => {
    patience.take(batch)
    batch = []
  }
  for (const request of requests) {
    if (isFile(request)) continue
    if (request.kind === 'sql') {
      const { name, isPatient = false } = request
      batch.push({ ...request, isPatient, isRead: readOnly.has(name) })
      continue
    }
    if (request.kind === 'read-file') {
      const value = readChecked(request)
      answers.add(
        [{ id: request.id, ok: true, value } satisfies ReadResponse],
        value === null ? [] : [value.buffer],
      )
      continue
    }
    flush()
    if (request.kind === 'close') patience.flush()
    answers.add([runFileRequest(request, at)])
  }
  flush()
}

function isFile(request: Request): request is FileRequest {
  return request.kind === 'commit-files'
}

/** Null: it is not there, or not what was written; who asks finds out which. */
function readChecked({ path, size, sha256 }: ReadRequest): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = readFileSync(path)
    // A copy with memory of its own is given away whole; a buffer of Node's may share its memory with others.
    return bytes.length === size && hash('sha256', bytes, 'hex') === sha256 ? new Uint8Array(bytes) : null
  } catch {
    return null
  }
}

function runFileRequest(request: OtherRequest, at: Served): Response {
  const { database, presence, faults } = at
  try {
    switch (request.kind) {
      case 'rename-file':
        rename(request.from, request.to, faults)
        syncFolder(dirname(request.to), faults)
        break
      case 'remove-file':
        rmSync(request.path, { force: true })
        syncFolder(dirname(request.path), faults)
        break
      case 'close':
        database.close()
        if (at.checkedAt !== undefined) leaveCleanEnd(join(at.dataDir, databaseName), at.checkedAt)
        presence.close()
        break
    }
    return { id: request.id, ok: true, value: null }
  } catch (error) {
    return { id: request.id, ok: false, error: { ...toWorkerError(error), ...pathOf(request) } }
  }
}

function pathOf(request: OtherRequest): Pick<WorkerError, 'path'> {
  switch (request.kind) {
    case 'remove-file':
      return { path: request.path }
    case 'rename-file':
      return { path: request.from }
    case 'close':
      return {}
  }
}

if (parentPort !== null) start(parentPort, workerData as WorkerData)
