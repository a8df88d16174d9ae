import type { AttachOutcome, CopyProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createTimedId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { DraftVersion, FileStore, Store } from '../storage/store.ts'
import { attachBytes, attachPaths, retake } from './attach.ts'
import type { Draft, DraftAttachment, DraftContent } from './draft.ts'
import { createDiscarding } from './discarding.ts'
import { createEarlier, putVersions, type KeptVersion, type Restored } from './earlier.ts'
import { createTurns } from '../turns.ts'
import type { DraftPlace } from './place.ts'
import { withSave } from './versions.ts'

export interface DraftsDeps {
  readonly store: Pick<Store, 'drafts' | 'leftovers'> & { readonly files: FileStore }
  readonly clock: Clock
  readonly random: Random
  /** Told after a draft is stored; `null`: it is gone; `discarded`: among the discarded. */
  readonly changed: (
    draftId: string,
    savedAt: number | null,
    discarded?: { readonly subject: string },
  ) => void
  /** Told how the copy of an attached file goes. */
  readonly copying?: (progress: CopyProgress) => void
}

export interface Drafts {
  list(): Promise<readonly Draft[]>
  /** Last discarded first. */
  discarded(): Promise<readonly Draft[]>
  /** @throws CallError `not-found`: it is gone or discarded. */
  get(draftId: string): Promise<Draft>
  find(draftId: string): Promise<Draft | undefined>
  /** A discarded one. @throws CallError `not-found`. */
  getDiscarded(draftId: string): Promise<Draft>
  /** The draft that edits this entry, where one is open. */
  findForEntry(entryId: string): Promise<Draft | undefined>
  create(content: Partial<DraftContent>, entryId?: string): Promise<Draft>
  /** Durable when it resolves. @throws CallError `not-found`: it was sent or discarded elsewhere. */
  save(draftId: string, content: DraftContent, place?: DraftPlace): Promise<Draft>
  /** Keeps where the person stands in its text; nothing where the draft is gone. It is no change of the draft. */
  keepPlace(draftId: string, place: DraftPlace): Promise<void>
  /** Oldest first; of a discarded draft too. */
  versions(draftId: string): Promise<readonly DraftVersion[]>
  /** @throws CallError `not-found`. */
  version(draftId: string, version: number): Promise<KeptVersion>
  /** Brings a version back as a new one. @throws CallError `not-found`. */
  restore(draftId: string, version: number): Promise<Restored>
  /** Keeps it among the discarded; one in which nothing was ever written is deleted. */
  discard(draftId: string): Promise<void>
  undoDiscard(draftId: string): Promise<Draft>
  /** Deletes it with its versions and the files that nobody else has. */
  erase(draftId: string): Promise<void>
  /** Deletes the draft of a message that is in the outbox; its files stay for the entry that it became. */
  remove(draftId: string): Promise<void>
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
  const find = async (draftId: string): Promise<Draft | undefined> => {
    const draft = await store.drafts.get(draftId)
    return draft?.discardedAt === undefined ? draft : undefined
  }
  const get = async (draftId: string): Promise<Draft> => {
    const draft = await find(draftId)
    if (draft === undefined) throw new CallError('not-found', `The draft ${draftId} is not there any more.`)
    return draft
  }
  const inTurn = createTurns()
  return {
    list: () => store.drafts.all(),
    get,
    find,
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
    keepPlace: (draftId, place) => inTurn(draftId, () => store.drafts.setPlace(draftId, place)),
    save: (draftId, content, place) =>
      inTurn(draftId, async () => {
        const draft = await get(draftId)
        const versions = withSave(await store.drafts.versions(draftId), content, clock.now())
        const saved = { ...draft, content, ...(place === undefined ? {} : { place }) }
        return await putVersions(deps, saved, versions)
      }),
    ...createEarlier(deps, get, inTurn),
    ...createDiscarding(deps, get, inTurn),
    // Behind a save that is under way, which would put the draft of a sent message back (P2).
    remove: (draftId) =>
      inTurn(draftId, async () => {
        if ((await store.drafts.get(draftId)) === undefined) return
        await store.drafts.remove(draftId)
        deps.changed(draftId, null)
      }),
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
