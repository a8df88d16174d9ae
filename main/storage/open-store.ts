import { chmod, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import { CallError } from '../result.ts'
import { databaseName } from './database-name.ts'
import type { Repair } from './database.ts'
import { createFaults } from './faults.ts'
import { createFileStore } from './file-store.ts'
import type { PlannedFault } from './protocol.ts'
import { createMergeTables } from './merge-tables.ts'
import { createQueueTable } from './queue-table.ts'
import type { DamagedRow, OpenedStore, Store } from './store.ts'
import {
  createAttemptTable,
  createDraftTable,
  createIdentityTable,
  createLeftoverTable,
  createPeopleTables,
  createServerTable,
  createSettingsTable,
  createTemplateTable,
  createTranscriptTable,
} from './tables.ts'
import { startWorker, type WorkerClient } from './worker-client.ts'

export interface OpenStoreOptions {
  /** Profile folder; made with mode 0700 if it is not there. */
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
  /** The worker's module; where a bundle has it. */
  readonly workerUrl?: URL | undefined
  /** Faults to be made, for tests. */
  readonly faults?: readonly PlannedFault[]
}

/**
 * Opens the profile: folders, database (repaired if damaged), file stores. Where no other process is on the profile, what a
 * crash left unfinished is removed.
 * @throws CallError `storage` that names the folder and what is wrong with it.
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const { dataDir, clock } = options
  const dirs = { spool: join(dataDir, 'spool'), files: join(dataDir, 'files') }
  await makeFolders(dataDir, Object.values(dirs))
  const stamp = () => new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  const damage = createDamageWatch(options.log)
  const worker = await startWorker(
    options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    {
      dataDir,
      stamp: stamp(),
      now: clock.now(),
      faults: options.faults ?? [],
    },
    (row) => damage.report(row),
  )
  if (worker.differed > 0) options.log.warn(toDifference(dataDir, worker.differed))
  const faults = createFaults(options.faults ?? [])
  const fileStore = (dir: string) => createFileStore({ dir, worker, faults, stamp })
  const store = {
    ...createTables(worker, damage.report),
    spool: fileStore(dirs.spool),
    files: fileStore(dirs.files),
    close: () => worker.close(),
  }
  return {
    store,
    watchDamage: damage.watch,
    notices: worker.repair === undefined ? [] : [repairNotice(dataDir, worker.repair)],
  }
}

function createTables(
  worker: WorkerClient,
  report: (row: DamagedRow) => void,
): Omit<Store, 'spool' | 'files' | 'close'> {
  return {
    queue: createQueueTable(worker),
    attempts: createAttemptTable(worker, report),
    transcripts: createTranscriptTable(worker, report),
    drafts: createDraftTable(worker, report),
    servers: createServerTable(worker, report),
    identities: createIdentityTable(worker, report),
    people: createPeopleTables(worker, report),
    templates: createTemplateTable(worker, report),
    settings: createSettingsTable(worker),
    leftovers: createLeftoverTable(worker),
    merge: createMergeTables(worker),
  }
}

async function makeFolders(dataDir: string, folders: readonly string[]): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await closeToOthers(dataDir)
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw notWritable(dataDir, error)
  }
}

/** A folder that was there before, from a backup or made by another, may be open to others: messages lie in it unencrypted. */
async function closeToOthers(dataDir: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode, uid } = await stat(dataDir)
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) await chmod(dataDir, 0o700)
}

function notWritable(dataDir: string, error: unknown): CallError {
  const why = error instanceof Error ? error.message : String(error)
  return new CallError('storage', `The profile folder ${dataDir} cannot be written: ${why}`, { cause: error })
}

/** Logs each row that cannot be understood, and tells of the entries among them. */
function createDamageWatch(log: Log): {
  readonly report: (row: DamagedRow) => void
  readonly watch: OpenedStore['watchDamage']
} {
  const entryIds = new Set<string>()
  let tell: (entryIds: readonly string[]) => void = () => undefined
  return {
    report: (row) => {
      log.warn(toSentence(row))
      if (row.table !== 'entries' || entryIds.has(row.id)) return
      entryIds.add(row.id)
      tell([...entryIds])
    },
    watch: (listener) => {
      tell = listener
      if (entryIds.size > 0) listener([...entryIds])
    },
  }
}

/** A row that cannot be understood, as a sentence for the log. */
export function toSentence({ table, id, problem }: DamagedRow): string {
  return `Row ${id} of ${table} is damaged (${problem}); it was left where it is.`
}

/** `rows`: those of the lists and of their counts that did not go with the entries. */
function toDifference(dataDir: string, rows: number): string {
  return `${join(dataDir, databaseName)}: rows of the lists and of their counts that did not go with the entries: ${rows}; they were made anew.`
}

function repairNotice(dataDir: string, { setAside, entries }: Repair): Notice {
  const kept =
    entries === 1 ? '1 message could be read and is here.' : `${entries} messages could be read and are here.`
  return {
    id: 'database-set-aside',
    message: `The outbox was damaged and was set aside; a new one was made. ${kept}`,
    detail: `${join(dataDir, databaseName)} was damaged. It is kept as ${join(dataDir, setAside)}. Messages whose record could not be read are among the drafts, under "Recovered".`,
  }
}
