import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { AttachOutcome, CopyProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { FileStore } from '../storage/store.ts'
import type { DraftAttachment } from './draft.ts'
import { toFileName } from './file-name.ts'
import { mediaTypeOf } from './media-type.ts'

export interface AttachDeps {
  readonly files: FileStore
  readonly clock: Clock
  readonly random: Random
  /** Hears how a copy goes: as it begins, now and then, and when it ended. */
  readonly copying?: (progress: Omit<CopyProgress, 'draftId'>) => void
}

/** So often at most a copy is told of, ms. */
const tellEveryMs = 100

/** A file pasted from the clipboard passes IPC whole; larger ones come by path. */
const maxPastedOctets = 25_000_000

type Problem = AttachOutcome['problems'][number]

/** Copies the files into the profile, each by itself: what cannot be taken is named, the others are added. */
export async function attachPaths(deps: AttachDeps, paths: readonly string[]): Promise<AttachOutcome> {
  const results = await Promise.all(paths.map((path) => attachPath(deps, path)))
  return {
    added: results.flatMap((result) => ('file' in result ? [result] : [])),
    problems: results.flatMap((result) => ('file' in result ? [] : [result])),
  }
}

async function attachPath(deps: AttachDeps, path: string): Promise<DraftAttachment | Problem> {
  const name = toFileName(basename(path))
  const found = await findFile(path)
  if ('message' in found) return { name, message: found.message }
  const id = createId(deps.random)
  const told = createProgress(deps, { id, name, totalOctets: found.size })
  try {
    const stored = await deps.files.copyIn(id, path, told.at)
    const copiedAt = deps.clock.now()
    return { id, name, type: mediaTypeOf(name), file: id, ...stored, sourcePath: path, copiedAt }
  } catch (error) {
    return { name, message: toSentence(error, path) }
  } finally {
    told.end()
  }
}

function createProgress(
  { copying, clock }: AttachDeps,
  file: Pick<CopyProgress, 'id' | 'name' | 'totalOctets'>,
) {
  let lastAt = clock.now()
  const tell = (doneOctets: number, ended: boolean) => copying?.({ ...file, doneOctets, ended })
  tell(0, false)
  return {
    at: (doneOctets: number) => {
      if (clock.now() - lastAt < tellEveryMs) return
      lastAt = clock.now()
      tell(doneOctets, false)
    },
    end: () => tell(file.totalOctets, true),
  }
}

/** Copies the original of a file once more, under the name that it has by now. @throws CallError `file`. */
export async function retake(deps: AttachDeps, file: DraftAttachment): Promise<DraftAttachment> {
  if (file.sourcePath === undefined)
    throw new CallError('file', `${file.name} was not attached from the disk.`, { field: file.name })
  const taken = await attachPath(deps, file.sourcePath)
  if (!('file' in taken)) throw new CallError('file', taken.message, { field: file.name })
  return { ...taken, name: file.name, ...(file.cid === undefined ? {} : { cid: file.cid }) }
}

async function findFile(path: string): Promise<{ readonly size: number } | { readonly message: string }> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return { message: `${path} is a folder; a message carries files.` }
    if (!found.isFile()) return { message: `${path} is not a file that can be attached.` }
    return { size: found.size }
  } catch (error) {
    return { message: toSentence(error, path) }
  }
}

function toSentence(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `${path} is not there any more.`
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be read.`
  if (error instanceof CallError) return error.message
  return `${path} could not be copied: ${error instanceof Error ? error.message : String(error)}`
}

/** A file that has no path: pasted, or part of a message that was read. */
export interface PathlessFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
  /** Content-ID of one that stands in the text. */
  readonly cid?: string
}

/** Stores a file that was pasted. A too large one is refused with its size. */
export async function attachBytes(deps: AttachDeps, file: Omit<PathlessFile, 'cid'>): Promise<AttachOutcome> {
  const name = toFileName(file.name)
  if (file.bytes.length > maxPastedOctets) {
    const message = `${name} has ${file.bytes.length} octets; a pasted file may have ${maxPastedOctets}. Attach it from the disk.`
    return { added: [], problems: [{ name, message }] }
  }
  return { added: [await storeBytes(deps, { ...file, name })], problems: [] }
}

/** Stores the files of a message that was read, whatever their size: they are inside of its limit. */
export async function attachParts(
  deps: AttachDeps,
  parts: readonly PathlessFile[],
): Promise<readonly DraftAttachment[]> {
  const stored: DraftAttachment[] = []
  for (const part of parts) stored.push(await storeBytes(deps, { ...part, name: toFileName(part.name) }))
  return stored
}

async function storeBytes(
  { files, clock, random }: AttachDeps,
  { name, type, bytes, cid }: PathlessFile,
): Promise<DraftAttachment> {
  const id = createId(random)
  const stored = await files.write(id, Readable.from([Buffer.from(bytes)]))
  return {
    ...{ id, name, type: isMediaType(type) ? type : mediaTypeOf(name), file: id },
    ...stored,
    copiedAt: clock.now(),
    ...(cid === undefined ? {} : { cid }),
  }
}

/** RFC 2045 5.1: type and subtype are tokens. */
function isMediaType(type: string): boolean {
  return /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,60}$/.test(type)
}
