// How the database's file was left. The whole of it is read for damage at a start, unless the process that was alone on it closed it
// and nobody has touched it since: then only a disk that forgets could have changed it, and that is looked for once a week.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { currentVersion } from './migrations.ts'

/** The note beside the database. */
const ending = '-closed'

/** A file that is left untouched is read in whole again after this, ms. */
const trustedMs = 7 * 24 * 3_600_000

/** In the place of the note: the file is damaged, or may be. */
const doubt = 'in doubt'

const noteSchema = z.strictObject({
  /** Of the database. A program that knows an older one may have been on it beside this one, and keeps less of what stands beside the entries. */
  format: z.literal(currentVersion),
  /** What tells a file that was changed, copied or brought back: size, inode, times of its content and of its inode. */
  file: z.string().max(200),
  /** When it was read in whole last, epoch ms. */
  checkedAt: z.number(),
})

/**
 * Takes the note away, so that an end that is not clean leaves none. Called before SQLite opens the file.
 * @returns when the file was checked last, epoch ms, where it is as it was left; else undefined.
 */
export function takeCleanEnd(path: string, now: number): number | undefined {
  const note = readNote(path + ending)
  rmSync(path + ending, { force: true })
  if (note === undefined || existsSync(`${path}-wal`) || note.file !== describe(path)) return undefined
  const age = now - note.checkedAt
  return age >= 0 && age < trustedMs ? note.checkedAt : undefined
}

/** Leaves the note. Called after SQLite has closed the file; where another process has it open, nothing is left. */
export function leaveCleanEnd(path: string, checkedAt: number): void {
  if (existsSync(`${path}-wal`) || isInDoubt(path)) return
  const file = describe(path)
  if (file === undefined) return
  writeNote(path, JSON.stringify({ format: currentVersion, file, checkedAt }))
}

/** Damage was met, or the disk reported a fault: until the next start takes this away, nobody's end is clean. */
export function leaveDoubt(path: string): void {
  writeNote(path, doubt)
}

/** Asked before `takeCleanEnd`. */
export function isInDoubt(path: string): boolean {
  try {
    return readFileSync(path + ending, 'utf8') === doubt
  } catch {
    return false
  }
}

function writeNote(path: string, text: string): void {
  try {
    writeFileSync(path + ending, text, { mode: 0o600 })
  } catch {
    // Without the note the next start takes longer.
  }
}

function readNote(path: string): z.infer<typeof noteSchema> | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

function describe(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found && [found.size, found.ino, found.mtimeNs, found.ctimeNs].join(' ')
}
