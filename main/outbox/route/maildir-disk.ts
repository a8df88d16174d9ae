// A Maildir on the disk, as delivery needs it. What resolves is synced.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'

export interface MaildirDisk {
  /** Makes the folder, and what is above it, where it is not there; for its owner alone. */
  makeFolder(path: string): Promise<void>
  /** Writes a new file; rejects where one of that name is there. */
  write(path: string, bytes: Readable): Promise<void>
  move(from: string, to: string): Promise<void>
  syncFolder(path: string): Promise<void>
  remove(path: string): Promise<void>
  list(path: string): Promise<readonly string[]>
}

export function createMaildirDisk(): MaildirDisk {
  return {
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true, mode: 0o700 })
    },
    write: async (path, bytes) => {
      const handle = await open(path, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    move: rename,
    syncFolder: async (path) => {
      // Windows has no folder to sync.
      if (process.platform === 'win32') return
      const handle = await open(path, 'r')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    remove: (path) => rm(path, { force: true }),
    list: (path) => readdir(path),
  }
}
