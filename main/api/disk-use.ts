// How much of what lies in the profile folder.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskUse } from '../api.ts'

type Kind = Exclude<keyof DiskUse, 'dataDir'>

/** So many names are looked at; a folder with more is counted in part. */
const maxFiles = 500_000

/** Octets of the files in the profile, by what they are; links are not followed. What goes away meanwhile is left out. */
export async function measureProfile(dataDir: string): Promise<DiskUse> {
  const sums = { messages: 0, attachments: 0, database: 0, practice: 0, logs: 0, rest: 0 }
  let left = maxFiles
  const walk = async (folder: string, kind: Kind | null): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      left -= 1
      if (left < 0) return
      const path = join(folder, entry.name)
      const own = kind ?? kindOf(entry.name)
      if (entry.isDirectory()) await walk(path, own)
      else if (entry.isFile()) sums[own] += await sizeOf(path)
    }
  }
  await walk(dataDir, null)
  return { dataDir, ...sums }
}

async function sizeOf(path: string): Promise<number> {
  return await lstat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

function kindOf(name: string): Kind {
  if (name === 'spool') return 'messages'
  if (name === 'files' || name === 'opened') return 'attachments'
  if (name === 'practice' || name === 'logs') return name
  return name.startsWith('outbox.db') ? 'database' : 'rest'
}
