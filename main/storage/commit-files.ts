// Files made durable: many at once share the sync of their folder.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDamage, isDiskFault } from './damage.ts'
import type { Faults } from './faults.ts'
import type { CommittedFile, Request, Response, WorkerError } from './protocol.ts'

type FileRequest = Extract<Request, { kind: 'commit-files' }>

export function toWorkerError(error: unknown): WorkerError {
  if (!(error instanceof Error)) return { message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(isDamage(error) || isDiskFault(error) ? { isDoubtful: true } : {}),
  }
}

/**
 * Each request stands for itself: where one of its files fails, none of them is there. All are written before any is synced,
 * so that the file system's journal is committed once for many files and not once for each.
 */
export function commitFiles(requests: readonly FileRequest[], faults: Faults): readonly Response[] {
  const batch = new Batch(requests, faults)
  try {
    batch.write()
    batch.sync()
  } finally {
    batch.close()
  }
  batch.rename()
  batch.syncFolders()
  return batch.end()
}

interface Member {
  readonly request: FileRequest
  readonly file: CommittedFile
  /** Its descriptor while it is open. */
  open?: number
}

class Batch {
  readonly #requests: readonly FileRequest[]
  readonly #members: readonly Member[]
  readonly #faults: Faults
  readonly #failed = new Map<FileRequest, WorkerError>()

  constructor(requests: readonly FileRequest[], faults: Faults) {
    this.#requests = requests
    this.#members = requests.flatMap((request) => request.files.map((file): Member => ({ request, file })))
    this.#faults = faults
  }

  write(): void {
    this.#forEach((member) => {
      const { temp, bytes } = member.file
      member.open = openSync(temp, bytes === undefined ? 'r+' : 'w', 0o600)
      if (bytes !== undefined) writeWhole(member.open, bytes)
    })
  }

  sync(): void {
    this.#forEach(({ open }) => {
      this.#faults.check('fsync')
      if (open !== undefined) fsyncSync(open)
    })
  }

  close(): void {
    for (const { open } of this.#members) if (open !== undefined) closeSync(open)
  }

  rename(): void {
    this.#forEach(({ file }) => rename(file.temp, file.path, this.#faults))
  }

  /** A rename is durable only once the folder that holds the name is synced. */
  syncFolders(): void {
    const byFolder = Map.groupBy(this.#members, ({ file }) => dirname(file.path))
    for (const [folder, members] of byFolder) {
      try {
        syncFolder(folder, this.#faults)
      } catch (error) {
        for (const member of members) this.#fail(member, error)
      }
    }
  }

  end(): readonly Response[] {
    for (const { files } of this.#failed.keys()) for (const file of files) discard(file)
    return this.#requests.map((request) => {
      const error = this.#failed.get(request)
      const { id } = request
      return error === undefined ? { id, ok: true, value: null } : { id, ok: false, error }
    })
  }

  /** A file that fails takes its request out; the others go on. */
  #forEach(step: (member: Member) => void): void {
    for (const member of this.#members) {
      if (this.#failed.has(member.request)) continue
      try {
        step(member)
      } catch (error) {
        this.#fail(member, error)
      }
    }
  }

  #fail({ request, file }: Member, error: unknown): void {
    if (!this.#failed.has(request)) this.#failed.set(request, { ...toWorkerError(error), path: file.path })
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
}

/** What is left of a file that failed; what cannot be removed now is at the next start. */
function discard({ temp, path }: CommittedFile): void {
  for (const name of [temp, path]) {
    try {
      rmSync(name, { force: true })
    } catch {
      continue
    }
  }
}

export function rename(from: string, to: string, faults: Faults): void {
  faults.check('rename')
  renameSync(from, to)
}

export function syncFolder(path: string, faults: Faults): void {
  // Windows has no handle for a folder; its file system journals the rename itself.
  if (process.platform === 'win32') return
  faults.check('fsync')
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
