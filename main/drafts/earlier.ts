// Earlier versions of a draft: looked at, and brought back.
import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { DraftVersion, FileStore, Store } from '../storage/store.ts'
import type { Draft, DraftAttachment } from './draft.ts'
import type { InTurn } from '../turns.ts'
import { withRestored } from './versions.ts'

export interface EarlierDeps {
  readonly store: Pick<Store, 'drafts'> & { readonly files: Pick<FileStore, 'list'> }
  readonly clock: Clock
  readonly changed: (draftId: string, savedAt: number) => void
}

/** A version, and which of its files are not in the profile any more. */
export interface KeptVersion extends DraftVersion {
  readonly gone: readonly DraftAttachment[]
}

export interface Restored {
  readonly draft: Draft
  /** What was brought back. */
  readonly from: KeptVersion
  /** Number of the version that stood before. */
  readonly before: number
}

/** @param get Gives a draft that was not discarded. */
export function createEarlier(deps: EarlierDeps, get: (draftId: string) => Promise<Draft>, inTurn: InTurn) {
  const { store, clock } = deps
  const version = async (draftId: string, number: number): Promise<KeptVersion> => {
    const kept = (await store.drafts.versions(draftId)).find((one) => one.version === number)
    if (kept === undefined)
      throw new CallError('not-found', `Version ${number} of the draft ${draftId} is not kept any more.`)
    const names = new Set(kept.content.attachments.length === 0 ? [] : await store.files.list())
    return { ...kept, gone: kept.content.attachments.filter(({ file }) => !names.has(file)) }
  }
  return {
    versions: (draftId: string) => store.drafts.versions(draftId),
    version,
    restore: (draftId: string, number: number): Promise<Restored> =>
      inTurn(draftId, async () => {
        const draft = await get(draftId)
        const from = await version(draftId, number)
        const attachments = from.content.attachments.filter((file) => !from.gone.includes(file))
        const content = { ...from.content, attachments }
        const versions = withRestored(await store.drafts.versions(draftId), content, clock.now())
        const saved = await putVersions(deps, { ...draft, content }, versions)
        return { draft: saved, from, before: draft.version }
      }),
  }
}

/** Stores the draft as saved now, and announces it. */
export async function putVersions(
  { store, clock, changed }: EarlierDeps,
  draft: Draft,
  versions: readonly DraftVersion[],
): Promise<Draft> {
  const savedAt = clock.now()
  const saved = { ...draft, savedAt, version: versions.at(-1)?.version ?? 1 }
  await store.drafts.put(saved, versions)
  changed(draft.id, savedAt)
  return saved
}
