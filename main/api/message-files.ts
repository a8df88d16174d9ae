// Messages of this profile as files: saved where a person says, or dragged out of the window.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MessageTarget, SaveMessageOutcome } from '../api.ts'
import { toDiskName } from '../drafts/file-name.ts'
import type { Entry } from '../outbox/entry.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { writeStreamSafely } from '../write-file.ts'

export interface MessageFilesDeps {
  readonly outbox: Outbox
  readonly store: { readonly spool: FileStore }
  readonly shell: Shell
  readonly dataDir: string
}

/** `Boats.eml`: a subject is no path, whatever stands in it. */
export function nameOfMessage(subject: string, ending: string): string {
  const name = toDiskName(subject.replaceAll(/[/\\:*?"<>|\t]+/g, ' ').trim())
  return `${name === 'file' ? t('save.name') : name.slice(0, 120).trim()}${ending}`
}

/** The bytes that go, or went; nothing is written where the draft could not be sent. */
export async function saveMessage(
  deps: MessageFilesDeps,
  target: MessageTarget,
): Promise<SaveMessageOutcome> {
  if ('entryId' in target) {
    const entry = await deps.outbox.get(target.entryId)
    return await saveTo(deps, entry.subject, bytesOf(deps, entry))
  }
  const made = await deps.outbox.bytes(target.content)
  if ('problems' in made) return { ok: false, problems: made.problems }
  return await saveTo(deps, target.content.subject, made.pieces)
}

async function saveTo({ shell }: MessageFilesDeps, subject: string, pieces: AsyncIterable<Uint8Array>) {
  const path = await shell.pickSavePath(nameOfMessage(subject, '.eml'))
  if (path !== null) await write(path, pieces)
  return { ok: true, path } as const
}

/** @throws CallError `file`: the disk is full, the folder is not writable. */
export async function write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await writeStreamSafely(path, pieces)
  } catch (error) {
    if (error instanceof CallError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CallError('file', t('save.unwritten', { path, reason }), { cause: error })
  }
}

/** A copy of its own: what another program does to it reaches no message of the profile (P23). */
export async function dragMessage(deps: MessageFilesDeps, entryId: string): Promise<void> {
  const entry = await deps.outbox.get(entryId)
  const folder = join(deps.dataDir, 'opened', entry.id)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, nameOfMessage(entry.subject, '.eml'))
  await write(path, bytesOf(deps, entry))
  deps.shell.startDrag(path)
}

async function* bytesOf({ store }: MessageFilesDeps, { revision }: Entry): AsyncGenerator<Uint8Array> {
  try {
    yield* store.spool.pieces(revision.spoolFile)
  } catch (error) {
    throw new CallError('file', t('save.unread', { file: revision.spoolFile }), { cause: error })
  }
}
