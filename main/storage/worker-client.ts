import { join } from 'node:path'
import { setImmediate } from 'node:timers'
import { Worker } from 'node:worker_threads'
import { CallError } from '../result.ts'
import { databaseName } from './database-name.ts'
import type { Repair } from './database.ts'
import type { OperationName, Operations } from './operations.ts'
import type {
  Damage,
  Request,
  Requests,
  Response,
  Responses,
  Started,
  WorkerData,
  WorkerError,
} from './protocol.ts'
import type { DamagedRow, StoredFile } from './store.ts'

type Unnumbered = Request extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never

/** The store's side of the worker thread. */
export interface WorkerClient {
  readonly repair: Repair | undefined
  /** Rows beside the entries that did not go with them at the start, and were put right. */
  readonly differed: number
  sql<N extends OperationName>(
    name: N,
    input: Parameters<Operations[N]>[0],
    isPatient?: boolean,
  ): Promise<ReturnType<Operations[N]>>
  file(request: Exclude<Unnumbered, { kind: 'sql' | 'read-file' }>): Promise<void>
  /** A small file, whole; null where it is not what was expected, or not there. */
  read(path: string, expected: StoredFile): Promise<Uint8Array | null>
  close(): Promise<void>
}

/** What happened and where, and what a person can do about it. */
function toSentence(error: WorkerError, dataDir: string): string {
  const { message } = error
  const place = error.path ?? join(dataDir, databaseName)
  switch (codeOf(error)) {
    case 'ENOSPC':
      return `The disk is full: ${place} could not be written. Nothing was lost; make room and try again.`
    case 'EIO':
      return `The disk reported a fault at ${place}: ${message}`
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return `The profile folder ${dataDir} cannot be written: ${message}`
    case 'BUSY':
      return `Another Sendoff kept ${place} busy for too long. Nothing was lost; try again.`
    case 'CORRUPT':
      return `${place} is damaged. Quit every Sendoff, then start it: it is repaired at start.`
    default:
      return `The profile in ${dataDir} could not be read or written: ${message}`
  }
}

/** SQLite reports by words what the system reports by a code. */
const sqliteWords: readonly (readonly [RegExp, string])[] = [
  [/database or disk is full/, 'ENOSPC'],
  [/disk I\/O error/, 'EIO'],
  [/readonly database|unable to open database file/, 'EACCES'],
  [/database (table )?is locked/, 'BUSY'],
  [/malformed|not a database/, 'CORRUPT'],
]

function codeOf({ code, message }: WorkerError): string | undefined {
  const [, found] = sqliteWords.find(([words]) => words.test(message)) ?? []
  return found ?? code
}

/**
 * Starts the worker and waits until the database is open.
 * `report` hears of rows that cannot be understood.
 * @throws CallError `storage` that names the folder: not writable, or written by a newer program.
 */
export async function startWorker(
  url: URL,
  data: WorkerData,
  report: (row: DamagedRow) => void,
): Promise<WorkerClient> {
  const worker = new Worker(url, { workerData: data })
  const started = await firstMessage(worker)
  if (!started.started) {
    const sentence = started.newer ? started.error.message : toSentence(started.error, data.dataDir)
    throw new CallError('storage', sentence)
  }
  return createClient(worker, data.dataDir, started, report)
}

async function firstMessage(worker: Worker): Promise<Started> {
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', (error: Error) =>
      reject(new CallError('internal', `The storage thread did not start: ${error.message}`)),
    )
  })
}

/** All that is asked in one turn of the event loop arrives together, and is committed together. */
function createPost(worker: Worker): (request: Request) => void {
  let asked: Request[] = []
  const post = (): void => {
    const requests = asked
    asked = []
    worker.postMessage(requests satisfies Requests)
  }
  return (request) => {
    if (asked.length === 0) setImmediate(post)
    asked.push(request)
  }
}

function createClient(
  worker: Worker,
  dataDir: string,
  { repair, differed }: Extract<Started, { started: true }>,
  report: (row: DamagedRow) => void,
): WorkerClient {
  let nextId = 1
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let dead: Error | undefined

  const fail = (error: Error): void => {
    dead = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const settle = (response: Response): void => {
    const one = waiting.get(response.id)
    waiting.delete(response.id)
    if (response.ok) one?.resolve(response.value)
    else one?.reject(new CallError('storage', toSentence(response.error, dataDir)))
  }
  worker.on('message', (message: Responses | Damage) => {
    if ('damaged' in message) report(message.damaged)
    else message.forEach(settle)
  })
  worker.on('error', (error: Error) =>
    fail(new CallError('internal', `The storage thread ended: ${error.message}`)),
  )
  worker.on('exit', () => fail(new CallError('storage', `The profile in ${dataDir} is closed.`)))

  const post = createPost(worker)
  const ask = async (request: Unnumbered): Promise<unknown> => {
    if (dead !== undefined) throw dead
    return await new Promise((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve, reject })
      post({ ...request, id })
    })
  }

  return {
    ...{ repair, differed },
    sql: async (name, input, isPatient = false) =>
      (await ask({ kind: 'sql', name, input, ...(isPatient ? { isPatient } : {}) })) as never,
    file: async (request) => {
      await ask(request)
    },
    read: async (path, { size, sha256 }) =>
      (await ask({ kind: 'read-file', path, size, sha256 })) as Uint8Array | null,
    close: async () => {
      if (dead !== undefined) return
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      const closed = ask({ kind: 'close' })
      // What is asked from now on would come behind it.
      dead = new CallError('storage', `The profile in ${dataDir} is closed.`)
      await closed
      await ended
    },
  }
}
