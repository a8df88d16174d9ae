// Calls about files that a draft has already.
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttachmentsApi, ChangedSource } from '../api.ts'
import type { DraftAttachment } from '../drafts/draft.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { toDiskName } from '../drafts/file-name.ts'
import { CallError } from '../result.ts'
import type { Shell } from '../shell.ts'
import type { FileStore } from '../storage/store.ts'
import { t } from '../text/t.ts'
import { opensAsProgram } from './program-name.ts'

export interface AttachmentsApiDeps {
  readonly drafts: Drafts
  readonly store: { readonly files: FileStore }
  readonly shell: Shell
  readonly dataDir: string
}

/** A picture that is shown passes IPC whole. */
const maxReadOctets = 25_000_000

/** Makes the attachments part of the Api. */
export function createAttachmentsApi({ drafts, store, shell, dataDir }: AttachmentsApiDeps): AttachmentsApi {
  const find = async (draftId: string, id: string): Promise<DraftAttachment> => {
    const { content } = await drafts.get(draftId)
    const file = content.attachments.find((one) => one.id === id)
    if (file === undefined) throw new CallError('not-found', t('attachments.gone'))
    return file
  }
  return {
    read: async ({ draftId, id }) => {
      const file = await find(draftId, id)
      if (file.size > maxReadOctets)
        throw new CallError('file', t('attachments.too-large', { name: file.name }), { field: file.name })
      return { bytes: await store.files.read(file.file) }
    },
    open: async ({ draftId, id }) => {
      const file = await find(draftId, id)
      if (opensAsProgram(file.name))
        throw new CallError('not-possible', t('attachments.program', { name: file.name }))
      await shell.openFile(await copyOut(store.files, join(dataDir, 'opened', file.id), file))
    },
    changed: async ({ draftId }) => {
      const { content } = await drafts.get(draftId)
      const found = await Promise.all(content.attachments.map(findChange))
      return found.filter((one) => one !== null)
    },
    retake: async ({ draftId, id }) => drafts.retake(draftId, await find(draftId, id)),
  }
}

/** A copy that no change reaches the draft from (P23): the program that opens it may write there. */
async function copyOut(files: FileStore, folder: string, file: DraftAttachment): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, toDiskName(file.name))
  await writeFile(path, files.open(file.file), { mode: 0o600 })
  await chmod(path, 0o400)
  return path
}

/** The original, where its size is another one or it was written after it was copied. */
async function findChange({
  id,
  sourcePath,
  copiedAt,
  size,
}: DraftAttachment): Promise<ChangedSource | null> {
  if (sourcePath === undefined) return null
  try {
    const found = await stat(sourcePath)
    if (found.size === size && found.mtimeMs <= copiedAt) return null
    return { id, changedAt: Math.round(found.mtimeMs) }
  } catch {
    return { id, changedAt: null }
  }
}
