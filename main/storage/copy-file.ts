// A copy of a person's file, with its hash, told as it goes.
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, open } from 'node:fs/promises'
import type { Faults } from './faults.ts'
import { readPieces } from './fill-file.ts'
import type { StoredFile } from './store.ts'

/**
 * Copies `source` to `target` and gives size and SHA-256 of the copy. Where the file system can share the blocks, nothing is
 * copied and the clone is read for its hash: what is hashed is what is kept, whatever becomes of the source meanwhile.
 * @param progress Hears how many octets are done.
 */
export async function copyWithHash(
  source: string,
  target: string,
  faults: Faults,
  progress: (doneOctets: number) => void,
): Promise<StoredFile> {
  faults.check('write')
  const isCloned = await clone(source, target)
  const file = isCloned ? undefined : await open(target, 'w', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of readPieces(isCloned ? target : source)) {
      await file?.writeFile(piece)
      hash.update(piece)
      size += piece.length
      progress(size)
    }
  } finally {
    await file?.close()
  }
  return { size, sha256: hash.digest('hex') }
}

async function clone(source: string, target: string): Promise<boolean> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE)
    // A copy has the mode of its source: one that others may read, or that cannot be synced.
    await chmod(target, 0o600)
    return true
  } catch {
    // Another file system, or one that cannot share blocks. A source that cannot be read says so when it is read.
    return false
  }
}
