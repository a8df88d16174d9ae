import type { AttachOutcome, CopyProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createTimedId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { DraftVersion, FileStore, Store } from '../storage/store.ts'
import { attachBytes, attachPaths, retake } from './attach.ts'
import type { Draft, DraftAttachment, DraftContent } from './draft.ts'
import { withSave } from './versions.ts'

export interface DraftsDeps {
  readonly store: Pick<Store, 'drafts'> & { readonly files: FileStore }
  readonly clock: Clock
  readonly random: Random
  /** Told after a draft is stored; `null`: it is gone. */
  readonly changed: (draftId: string, savedAt: number | null) => void
  /** Told how the copy of an attached file goes. */
  readonly copying?: (progress: CopyProgress) => void
}

export interface Drafts {
  list(): Promise<readonly Draft[]>
  /** @throws CallError `not-found`. */
  get(draftId: string): Promise<Draft>
  find(draftId: string): Promise<Draft | undefined>
  /** The draft that edits this entry, where one is open. */
  findForEntry(entryId: string): Promise<Draft | undefined>
  create(content: Partial<DraftContent>, entryId?: string): Promise<Draft>
  /** Durable when it resolves. @throws CallError `not-found`: it was sent or discarded elsewhere. */
  save(draftId: string, content: DraftContent): Promise<Draft>
  versions(draftId: string): Promise<readonly DraftVersion[]>
  /** Deletes the draft. Its files stay for the entry that it became, unless `withFiles`. */
  remove(draftId: string, options?: { readonly withFiles: boolean }): Promise<void>
  attachPaths(draftId: string, paths: readonly string[]): Promise<AttachOutcome>
  /** Copies the original of a file of the draft once more. @throws CallError `file`. */
  retake(draftId: string, file: DraftAttachment): Promise<DraftAttachment>
  attachBytes(
    draftId: string,
    file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
  ): Promise<AttachOutcome>
}

/** A draft in which nothing was written yet. */
export const emptyContent: DraftContent = {
  identityId: null,
  serverId: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  text: '',
  attachments: [],
}

/** Drafts over the store: saved durably, with earlier versions (P24), files copied in (P23). */
export function createDrafts(deps: DraftsDeps): Drafts {
  const { store, clock, random } = deps

  const get = async (draftId: string): Promise<Draft> => {
    const draft = await store.drafts.get(draftId)
    if (draft === undefined) throw new CallError('not-found', `The draft ${draftId} is not there any more.`)
    return draft
  }

  const save = async (draftId: string, content: DraftContent): Promise<Draft> => {
    const draft = await get(draftId)
    const now = clock.now()
    const versions = withSave(await store.drafts.versions(draftId), content, now)
    const saved = { ...draft, content, savedAt: now, version: versions.at(-1)?.version ?? 1 }
    await store.drafts.put(saved, versions)
    deps.changed(draftId, now)
    return saved
  }

  return {
    list: () => store.drafts.all(),
    get,
    find: (draftId) => store.drafts.get(draftId),
    findForEntry: async (entryId) => (await store.drafts.all()).find((draft) => draft.entryId === entryId),
    create: async (content, entryId) => {
      const now = clock.now()
      const draft: Draft = {
        id: createTimedId(random, clock),
        ...(entryId === undefined ? {} : { entryId }),
        createdAt: now,
        savedAt: now,
        version: 1,
        content: { ...emptyContent, ...content },
      }
      await store.drafts.put(draft, withSave([], draft.content, now))
      deps.changed(draft.id, now)
      return draft
    },
    save: createTurns(save),
    versions: (draftId) => store.drafts.versions(draftId),
    remove: async (draftId, options) => {
      const draft = await store.drafts.get(draftId)
      if (draft === undefined) return
      await store.drafts.remove(draftId)
      if (options?.withFiles) await removeFiles(store.files, draft)
      deps.changed(draftId, null)
    },
    attachPaths: async (draftId, paths) => {
      await get(draftId)
      return await attachPaths(attachDeps(deps, draftId), paths)
    },
    retake: (draftId, file) => retake(attachDeps(deps, draftId), file),
    attachBytes: async (draftId, file) => {
      await get(draftId)
      return await attachBytes({ files: store.files, clock, random }, file)
    },
  }
}

function attachDeps({ store, clock, random, copying }: DraftsDeps, draftId: string) {
  return {
    files: store.files,
    clock,
    random,
    copying: (progress: Omit<CopyProgress, 'draftId'>) => copying?.({ draftId, ...progress }),
  }
}

async function removeFiles(files: FileStore, draft: Draft): Promise<void> {
  await Promise.all(draft.content.attachments.map(({ file }) => files.remove(file)))
}

/** Saves of one draft follow one another: each reads the versions that the one before it wrote. */
function createTurns(save: Drafts['save']): Drafts['save'] {
  const tails = new Map<string, Promise<unknown>>()
  return (draftId, content) => {
    const before = tails.get(draftId) ?? Promise.resolve()
    const run = () => save(draftId, content)
    const next = before.then(run, run)
    tails.set(draftId, next)
    void next
      .catch(() => undefined)
      .then(() => {
        if (tails.get(draftId) === next) tails.delete(draftId)
      })
    return next
  }
}
