// Writes the copy of what was handed over: into a Maildir, or as an .eml file.
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import type { Entry, EntryCopy } from '../entry.ts'
import type { MaildirDisk } from '../route/maildir-disk.ts'
import { createLineEnds } from '../route/maildir-file.ts'
import { handedAt, isCopyOf, toFileName, toMaildirName, withBlindLine } from './copy-file.ts'

/** A folder of files, as copies need it. What resolves is synced. */
export interface CopyDisk extends MaildirDisk {
  /** Gives the file its name; false, and nothing is changed, where a file of that name is there. */
  giveName(temporary: string, path: string): Promise<boolean>
  /** Whether both hold the same octets; false where one is not there. */
  isSame(path: string, other: string): Promise<boolean>
}

export interface SaveCopyDeps {
  readonly disk: CopyDisk
  readonly host: string
  /** What divides a name from its flags in a Maildir: `:`, but on Windows `;`. */
  readonly flagMark: ':' | ';'
}

/**
 * Writes it once: what an earlier try, cut off by a crash, left complete is found and taken for done.
 * @returns the file's name in the folder. Rejects with what the disk said; nothing half is left under a name that a reader sees.
 */
export function saveCopy(
  deps: SaveCopyDeps,
  entry: Entry,
  place: EntryCopy,
  open: () => Readable,
): Promise<string> {
  return place.kind === 'maildir'
    ? saveToMaildir(deps, entry, place.path, open)
    : saveAsFile(deps, entry, place.path, open)
}

/** In cur/ and seen: nobody has to read what they wrote themselves. */
async function saveToMaildir(
  { disk, host, flagMark }: SaveCopyDeps,
  entry: Entry,
  path: string,
  open: () => Readable,
): Promise<string> {
  for (const folder of ['tmp', 'new', 'cur']) await disk.makeFolder(join(path, folder))
  for (const folder of ['cur', 'new']) {
    const found = (await disk.list(join(path, folder))).find((name) => isCopyOf(name, entry))
    if (found !== undefined) return found
  }
  const name = toMaildirName(entry, host)
  const temporary = join(path, 'tmp', name)
  const lineEnds = createLineEnds()
  // A fault in reading ends the writing too: the write rejects with it.
  pipeline(Readable.from(withBlindLine(entry, open())), lineEnds, () => undefined)
  await written(disk, temporary, lineEnds)
  const seen = `${name}${flagMark}2,S`
  await orRemove(disk, temporary, () => disk.move(temporary, join(path, 'cur', seen)))
  await disk.syncFolder(join(path, 'cur'))
  return seen
}

/** Two messages of one subject in one minute are told apart by a number. */
const maxNumber = 1_000

async function saveAsFile(
  { disk }: SaveCopyDeps,
  entry: Entry,
  path: string,
  open: () => Readable,
): Promise<string> {
  await disk.makeFolder(path)
  const temporary = join(path, `.sendoff-${entry.id}-${entry.revision.number}.part`)
  await written(disk, temporary, Readable.from(withBlindLine(entry, open())))
  const base = toFileName(entry.subject, handedAt(entry))
  return orRemove(disk, temporary, async () => {
    for (let number = 1; number <= maxNumber; number += 1) {
      const name = number === 1 ? `${base}.eml` : `${base} (${number}).eml`
      const isThere = await disk.isSame(temporary, join(path, name))
      if (isThere) await disk.remove(temporary)
      else if (!(await disk.giveName(temporary, join(path, name)))) continue
      await disk.syncFolder(path)
      return name
    }
    throw new Error(`${base}.eml and ${maxNumber - 1} more of that name are there`)
  })
}

/** A half one of a try that was cut off makes room. */
async function written(disk: CopyDisk, temporary: string, bytes: Readable): Promise<void> {
  await disk.remove(temporary)
  await orRemove(disk, temporary, () => disk.write(temporary, bytes))
}

async function orRemove<T>(disk: CopyDisk, temporary: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined)
    throw error
  }
}
