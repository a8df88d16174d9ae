// Discarded drafts: kept for a while, had back, deleted for good.
import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { FileStore, Store } from '../storage/store.ts'
import type { Draft } from './draft.ts'
import type { InTurn } from '../turns.ts'
import { isBlank } from './versions.ts'

/** So long a discarded draft is kept, days. */
export const discardedDays = 7

export interface DiscardingDeps {
  readonly store: Pick<Store, 'drafts' | 'leftovers'> & { readonly files: Pick<FileStore, 'remove'> }
  readonly clock: Clock
  readonly changed: (
    draftId: string,
    savedAt: number | null,
    discarded?: { readonly subject: string },
  ) => void
}

/** @param get Gives a draft that was not discarded. */
export function createDiscarding(
  deps: DiscardingDeps,
  get: (draftId: string) => Promise<Draft>,
  inTurn: InTurn,
) {
  const { store, clock, changed } = deps
  const getDiscarded = async (draftId: string): Promise<Draft> => {
    const draft = await store.drafts.get(draftId)
    if (draft?.discardedAt !== undefined) return draft
    throw new CallError('not-found', `The draft ${draftId} is not among the discarded any more.`)
  }
  const erase = async (draftId: string): Promise<void> => {
    const files = await store.drafts.erase(draftId)
    changed(draftId, null)
    await Promise.all(files.map(({ name }) => store.files.remove(name)))
    await store.leftovers.forget(files)
  }
  return {
    discarded: () => store.drafts.discarded(),
    getDiscarded,
    erase: (draftId: string) => inTurn(draftId, () => erase(draftId)),
    discard: (draftId: string) =>
      inTurn(draftId, async () => {
        const { content } = await get(draftId)
        const versions = await store.drafts.versions(draftId)
        if (isBlank(content) && versions.every((version) => isBlank(version.content))) {
          await erase(draftId)
          return
        }
        await store.drafts.setDiscarded(draftId, clock.now())
        changed(draftId, null, { subject: content.subject })
      }),
    undoDiscard: (draftId: string) =>
      inTurn(draftId, async () => {
        const { discardedAt: _at, ...draft } = await getDiscarded(draftId)
        await store.drafts.setDiscarded(draftId, null)
        changed(draftId, draft.savedAt)
        return draft
      }),
  }
}

/** Ids of those that were discarded before then (epoch ms), as many as `limit`. */
export async function discardedBefore(
  store: Pick<Store, 'drafts'>,
  at: number,
  limit: number,
): Promise<readonly string[]> {
  const old = (await store.drafts.discarded()).filter(({ discardedAt = at }) => discardedAt < at)
  return old.slice(0, limit).map(({ id }) => id)
}
