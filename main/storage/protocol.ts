// What passes between the store and its worker thread.
import type { Repair } from './database.ts'
import type { OperationName } from './operations.ts'
import type { DamagedRow } from './store.ts'

/** Where a fault is made to happen, for tests: the n-th of its kind from now fails with this code. */
export interface PlannedFault {
  readonly at: 'commit' | 'fsync' | 'rename' | 'write'
  /** 1 is the next. */
  readonly nth: number
  /** As Node reports it: `ENOSPC`, `EIO`, `EROFS` … */
  readonly code: string
}

export interface WorkerData {
  readonly dataDir: string
  /** For the name of a damaged file. */
  readonly stamp: string
  /** Epoch ms. */
  readonly now: number
  readonly faults: readonly PlannedFault[]
}

export interface CommittedFile {
  readonly temp: string
  readonly path: string
  /** To be written into the temp file; absent: it is there. */
  readonly bytes?: Uint8Array
}

export type Request =
  | {
      readonly id: number
      readonly kind: 'sql'
      readonly name: OperationName
      readonly input: unknown
      /** A change that may wait for the next one, `patienceMs` at most, to be committed with it. */
      readonly isPatient?: boolean
    }
  /** fsync of each temp file, rename, fsync of the folder: all of them, or none. */
  | { readonly id: number; readonly kind: 'commit-files'; readonly files: readonly CommittedFile[] }
  /** Removal or renaming inside a folder, made durable. */
  | { readonly id: number; readonly kind: 'remove-file'; readonly path: string }
  | { readonly id: number; readonly kind: 'rename-file'; readonly from: string; readonly to: string }
  /** A small file in one go, where size and hash are those. */
  | {
      readonly id: number
      readonly kind: 'read-file'
      readonly path: string
      readonly size: number
      readonly sha256: string
    }
  | { readonly id: number; readonly kind: 'close' }

/** How long a patient change waits, ms. */
export const patienceMs = 5

/** What is asked in one turn of the event loop goes as one message, and so do its answers. */
export type Requests = readonly Request[]
export type Responses = readonly Response[]

/** An error as plain data: class instances do not survive the way between threads. */
export interface WorkerError {
  readonly message: string
  readonly code?: string
  /** The database's file is damaged, or may be by now: the disk reported a fault. */
  readonly isDoubtful?: true
  /** Where it happened, if not in the database. */
  readonly path?: string
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: WorkerError }

/** A row that could not be understood was met. */
export interface Damage {
  readonly damaged: DamagedRow
}

/** The first message of the worker: the database is open, or why not. */
export type Started =
  | {
      readonly started: true
      readonly repair?: Repair
      /** Rows beside the entries that did not go with them, and were put right. */
      readonly differed: number
    }
  | { readonly started: false; readonly error: WorkerError; readonly newer: boolean }
