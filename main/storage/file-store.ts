import { createReadStream } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CallError } from '../result.ts'
import { copyWithHash } from './copy-file.ts'
import type { Faults } from './faults.ts'
import { fillFrom, hashFile, readPieces, type Filled } from './fill-file.ts'
import type { CommittedFile } from './protocol.ts'
import type { FileBytes, FileStore, StoredFile } from './store.ts'
import { damagedMark } from './owned-files.ts'
import { tempEnding } from './temp-files.ts'
import type { WorkerClient } from './worker-client.ts'

export interface FileStoreDeps {
  readonly dir: string
  readonly worker: Pick<WorkerClient, 'file' | 'read'>
  readonly faults: Faults
  /** For the name of a damaged file. */
  readonly stamp: () => string
}

/** Up to this the storage thread reads a file in one go. */
const smallOctets = 65_536

/** Makes the files of one folder durable. Names are ours: no path separator is ever in one. */
export function createFileStore(deps: FileStoreDeps): FileStore {
  const { dir, worker, faults } = deps
  const pathOf = (name: string): string => {
    if (name === '' || name !== basename(name) || name.startsWith('.')) {
      throw new CallError('internal', `${JSON.stringify(name)} is not a name of a stored file.`)
    }
    return join(dir, name)
  }

  const commit = createCommit(worker, pathOf)
  const fillWith = (name: string, bytes: FileBytes): Fill => ({
    name,
    fill: (temp) => fillFrom(bytes, temp, faults),
  })

  return {
    write: (name, bytes) => commit(fillWith(name, bytes)),
    writePair: (name, bytes, beside) => commit(fillWith(name, bytes), fillWith(beside.name, beside.bytes)),
    copyIn: (name, sourcePath, progress = () => undefined) =>
      commit({
        name,
        fill: async (temp) => ({ stored: await copyWithHash(sourcePath, temp, faults, progress) }),
      }),
    open: (name) => createReadStream(pathOf(name)),
    pieces: (name, lasting) => readPieces(pathOf(name), lasting),
    read: async (name) => {
      try {
        return await readFile(pathOf(name))
      } catch (error) {
        throw toStorageError(error, pathOf(name))
      }
    },
    readSmall: async (name, expected) => {
      if (expected.size > smallOctets) return undefined
      const bytes = await worker.read(pathOf(name), expected)
      return bytes === null ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    },
    verify: (name, expected, look) => verify(pathOf(name), expected, look),
    setAside: async (name) => {
      const aside = freeName(await readdir(dir), `${name}${damagedMark}${deps.stamp()}`)
      await worker.file({ kind: 'rename-file', from: pathOf(name), to: pathOf(aside) })
      return aside
    },
    remove: (name) => worker.file({ kind: 'remove-file', path: pathOf(name) }),
    list: () => readdir(dir),
  }
}

/** Fills the temp files, then syncs and renames them; on a fault nothing is left behind. */
function createCommit(worker: FileStoreDeps['worker'], pathOf: (name: string) => string) {
  const prepare = async ({ name, fill }: Fill): Promise<Prepared> => {
    const path = pathOf(name)
    const temp = `${path}${tempEnding}`
    try {
      const { stored, ...written } = await fill(temp)
      return { stored, file: { temp, path, ...written } }
    } catch (error) {
      await removeTemp(temp)
      throw toStorageError(error, path)
    }
  }
  return async (fill: Fill, beside?: Fill): Promise<StoredFile> => {
    const first = await prepare(fill)
    const files = [first.file]
    try {
      if (beside !== undefined) files.push((await prepare(beside)).file)
      await worker.file({ kind: 'commit-files', files })
      return first.stored
    } catch (error) {
      await Promise.all(files.map(({ temp }) => removeTemp(temp)))
      throw error
    }
  }
}

/** `base`, or `base-2`, `base-3` …: one that is not taken. */
function freeName(taken: readonly string[], base: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(name)) return name
  }
}

interface Fill {
  readonly name: string
  readonly fill: (temp: string) => Promise<Filled>
}

interface Prepared {
  readonly stored: StoredFile
  readonly file: CommittedFile
}

/** What cannot be removed now is at the next start. */
async function removeTemp(temp: string): Promise<void> {
  await rm(temp, { force: true }).catch(() => undefined)
}

async function verify(path: string, expected: StoredFile, look?: (piece: Buffer) => void): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new CallError('file', `The stored file ${path} is gone.`, { field: basename(path) })
  const { size, sha256 } = await hashFile(path, look)
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
