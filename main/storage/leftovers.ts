// Files that nobody owns: what a crash left between a file and its row.
import { opendirSync, rmSync, statSync, writeFileSync, type Dir } from 'node:fs'
import { join } from 'node:path'
import type { Folder, OwnedFile } from './derive.ts'
import { isDoomed, isOwned } from './owned-files.ts'
import type { Sql } from './sql.ts'
import { tempEnding } from './temp-files.ts'

export interface Leftover extends OwnedFile {
  /** Its owner was deleted. */
  readonly isDoomed: boolean
}

export interface LeftoverPart {
  readonly files: readonly Leftover[]
  /** There is no more. */
  readonly isDone: boolean
}

/** Names that are looked at in one go: other requests come between two of them. */
const partSize = 1_000

const folders: readonly Folder[] = ['spool', 'files']

/** Goes through the folders once. Files that were written since the profile was opened are another process's, or our own. */
export function createLeftoverWalk(sql: Sql, dataDir: string): () => LeftoverPart {
  const openedAt = timeOf(join(dataDir, 'spool'))
  const ahead = [...folders]
  let open: { readonly folder: Folder; readonly dir: Dir } | undefined

  /** Undefined at the end of a folder: what is found in the next may have another owner by then. */
  const nextName = (): OwnedFile | undefined => {
    if (open === undefined) {
      const folder = ahead.shift()
      if (folder === undefined) return undefined
      open = { folder, dir: opendirSync(join(dataDir, folder)) }
    }
    const entry = open.dir.readSync()
    if (entry !== null) return { folder: open.folder, name: entry.name }
    open.dir.closeSync()
    open = undefined
    return undefined
  }
  const isOlder = ({ folder, name }: OwnedFile): boolean => {
    const found = statSync(join(dataDir, folder, name), { throwIfNoEntry: false })
    return found !== undefined && found.ctimeMs < openedAt
  }
  return () => {
    const files: Leftover[] = []
    for (let looked = 0; looked < partSize; looked += 1) {
      const file = nextName()
      if (file === undefined) return { files, isDone: ahead.length === 0 }
      if (file.name.endsWith(tempEnding) || isOwned(sql, file) || !isOlder(file)) continue
      files.push({ ...file, isDoomed: isDoomed(sql, file) })
    }
    return { files, isDone: false }
  }
}

/** Now, by the clock that stamps files. Not the time of their content: a copy may keep that of its source. */
function timeOf(folder: string): number {
  const path = join(folder, `opened${tempEnding}`)
  writeFileSync(path, '')
  const { ctimeMs } = statSync(path)
  rmSync(path)
  return ctimeMs
}
