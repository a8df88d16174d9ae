import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import { CallError } from '../result.ts'
import { databaseName } from './database.ts'
import { createFaults } from './faults.ts'
import { createFileStore, removeTempFiles } from './file-store.ts'
import type { PlannedFault } from './protocol.ts'
import { createQueueTable } from './queue-table.ts'
import type { DamagedRow, OpenedStore, Store } from './store.ts'
import {
  createAttemptTable,
  createDraftTable,
  createIdentityTable,
  createServerTable,
  createSettingsTable,
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
 * Opens the profile: folders, database (set aside if damaged), file stores; removes what a crash left unfinished.
 * @throws CallError `storage` that names the folder and what is wrong with it.
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const { dataDir, clock } = options
  const dirs = { spool: join(dataDir, 'spool'), files: join(dataDir, 'files') }
  await makeFolders(dataDir, Object.values(dirs))
  const stamp = () => new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-')
  const worker = await startWorker(
    options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    {
      dataDir,
      stamp: stamp(),
      faults: options.faults ?? [],
    },
    (row) => options.log.warn(toSentence(row)),
  )
  try {
    await Promise.all(Object.values(dirs).map(removeTempFiles))
  } catch (error) {
    await worker.close()
    throw notWritable(dataDir, error)
  }
  const faults = createFaults(options.faults ?? [])
  const fileStore = (dir: string) => createFileStore({ dir, worker, faults, stamp })
  const store = {
    ...createTables(worker, (row) => options.log.warn(toSentence(row))),
    spool: fileStore(dirs.spool),
    files: fileStore(dirs.files),
    close: () => worker.close(),
  }
  return { store, notices: worker.setAside === undefined ? [] : [setAsideNotice(dataDir, worker.setAside)] }
}

function createTables(
  worker: WorkerClient,
  report: (row: DamagedRow) => void,
): Omit<Store, 'spool' | 'files' | 'close'> {
  return {
    queue: createQueueTable(worker),
    attempts: createAttemptTable(worker, report),
    transcripts: createTranscriptTable(worker),
    drafts: createDraftTable(worker, report),
    servers: createServerTable(worker, report),
    identities: createIdentityTable(worker, report),
    settings: createSettingsTable(worker),
  }
}

async function makeFolders(dataDir: string, folders: readonly string[]): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw notWritable(dataDir, error)
  }
}

function notWritable(dataDir: string, error: unknown): CallError {
  const why = error instanceof Error ? error.message : String(error)
  return new CallError('storage', `The profile folder ${dataDir} cannot be written: ${why}`, { cause: error })
}

/** A row that cannot be understood, as a sentence for the log. */
export function toSentence({ table, id, problem }: DamagedRow): string {
  return `Row ${id} of ${table} is damaged (${problem}); it was left where it is.`
}

function setAsideNotice(dataDir: string, name: string): Notice {
  return {
    id: 'database-set-aside',
    message: 'The outbox could not be read and was set aside; a new one was begun.',
    detail: `${join(dataDir, databaseName)} is damaged. It is kept as ${join(dataDir, name)}.`,
  }
}
