import { constants, createReadStream } from 'node:fs'
import { copyFile, link, open, stat } from 'node:fs/promises'
import { createMaildirDisk } from '../route/maildir-disk.ts'
import type { CopyDisk } from './save-copy.ts'

/** The disk itself. */
export function createCopyDisk(): CopyDisk {
  const disk = createMaildirDisk()
  return {
    ...disk,
    giveName: async (temporary, path) => {
      const isNamed = await named(temporary, path)
      if (isNamed) await disk.remove(temporary)
      return isNamed
    },
    isSame: async (path, other) => {
      const sizes = await Promise.all([sizeOf(path), sizeOf(other)])
      return sizes[0] !== undefined && sizes[0] === sizes[1] && (await hasSameOctets(path, other))
    },
  }
}

/** A second name for the same file: it is there whole or not at all, and never in place of another. */
async function named(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    return copied(temporary, path)
  }
}

/** Some file systems know one name for a file alone (FAT). */
async function copied(temporary: string, path: string): Promise<boolean> {
  try {
    await copyFile(temporary, path, constants.COPYFILE_EXCL)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return true
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const { size } = await stat(path)
    return size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function hasSameOctets(path: string, other: string): Promise<boolean> {
  const theirs = createReadStream(other)[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let ahead: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      while (ahead.length < chunk.length) {
        const next = await theirs.next()
        if (next.done === true) return false
        ahead = Buffer.concat([ahead, next.value])
      }
      if (!ahead.subarray(0, chunk.length).equals(chunk)) return false
      ahead = ahead.subarray(chunk.length)
    }
    return true
  } finally {
    await theirs.return?.()
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
