import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CallError } from '../result.ts'
import type { Faults } from './faults.ts'
import type { FileStore, StoredFile } from './store.ts'
import { damagedMark } from './owned-files.ts'
import { tempEnding } from './temp-files.ts'
import type { WorkerClient } from './worker-client.ts'

export interface FileStoreDeps {
  readonly dir: string
  readonly worker: Pick<WorkerClient, 'file'>
  readonly faults: Faults
  /** For the name of a damaged file. */
  readonly stamp: () => string
}

/** Counts and hashes what passes. */
function createMeter(faults: Faults): { readonly stream: Transform; result(): StoredFile } {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        faults.check('write')
        hash.update(chunk)
        size += chunk.length
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  return { stream, result: () => ({ size, sha256: hash.digest('hex') }) }
}

/** Makes the files of one folder durable. Names are ours: no path separator is ever in one. */
export function createFileStore(deps: FileStoreDeps): FileStore {
  const { dir, worker, faults } = deps
  const pathOf = (name: string): string => {
    if (name === '' || name !== basename(name) || name.startsWith('.')) {
      throw new CallError('internal', `${JSON.stringify(name)} is not a name of a stored file.`)
    }
    return join(dir, name)
  }

  /** Fills the temp file, then syncs and renames it; on a fault nothing is left behind. */
  const commit = async (name: string, fill: (temp: string) => Promise<StoredFile>): Promise<StoredFile> => {
    const path = pathOf(name)
    const temp = `${path}${tempEnding}`
    try {
      const stored = await fill(temp)
      await worker.file({ kind: 'commit-file', temp, path })
      return stored
    } catch (error) {
      await rm(temp, { force: true }).catch(() => undefined)
      throw toStorageError(error, path)
    }
  }

  return {
    write: (name, bytes) => commit(name, (temp) => fillFrom(bytes, temp, faults)),
    copyIn: (name, sourcePath) =>
      commit(name, async (temp) => {
        faults.check('write')
        await copyFile(sourcePath, temp, constants.COPYFILE_FICLONE)
        return await hashFile(temp)
      }),
    open: (name) => createReadStream(pathOf(name)),
    read: async (name) => {
      try {
        return await readFile(pathOf(name))
      } catch (error) {
        throw toStorageError(error, pathOf(name))
      }
    },
    verify: (name, expected) => verify(pathOf(name), expected),
    setAside: async (name) => {
      const aside = freeName(await readdir(dir), `${name}${damagedMark}${deps.stamp()}`)
      await worker.file({ kind: 'rename-file', from: pathOf(name), to: pathOf(aside) })
      return aside
    },
    remove: (name) => worker.file({ kind: 'remove-file', path: pathOf(name) }),
    list: () => readdir(dir),
  }
}

/** `base`, or `base-2`, `base-3` …: one that is not taken. */
function freeName(taken: readonly string[], base: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(name)) return name
  }
}

async function fillFrom(bytes: Readable, temp: string, faults: Faults): Promise<StoredFile> {
  const meter = createMeter(faults)
  await pipeline(bytes, meter.stream, createWriteStream(temp, { mode: 0o600 }))
  return meter.result()
}

/** Size and SHA-256 of a file, streamed. */
export async function hashFile(path: string): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const stream: ReadStream = createReadStream(path)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, sha256: hash.digest('hex') }
}

async function verify(path: string, expected: StoredFile): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new CallError('file', `The stored file ${path} is gone.`, { field: basename(path) })
  const { size, sha256 } = await hashFile(path)
  if (size === expected.size && sha256 === expected.sha256) return
  throw new CallError(
    'file',
    `The stored file ${path} is damaged: its ${size} octets are not the ${expected.size} that were written.`,
    { field: basename(path) },
  )
}

function toStorageError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOSPC':
      return new CallError('storage', `The disk is full: ${path} could not be written. Nothing was lost.`, {
        cause: error,
      })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new CallError('storage', `${path} cannot be written: permission denied.`, { cause: error })
    case 'EIO':
      return new CallError('storage', `The disk reported a fault at ${path}.`, { cause: error })
    default:
      return error
  }
}
