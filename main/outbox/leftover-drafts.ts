import type { Drafts } from '../drafts/drafts.ts'
import type { Outbox } from './outbox.ts'
import type { RevisionFiles } from './revision-files.ts'

/**
 * A crash between queueing a message and removing its draft leaves a draft that was sent: it goes, lest it be sent
 * again (P2). And an entry that is held for an edit whose draft is gone is let go (P22).
 */
export async function settleLeftoverDrafts(
  outbox: Outbox,
  drafts: Drafts,
  files: RevisionFiles,
): Promise<void> {
  const editing = new Set<string>()
  for (const draft of await drafts.list()) {
    const entry = await outbox.find(draft.entryId ?? draft.id)
    if (entry === undefined) continue
    const wasSent = draft.entryId === undefined || (await files.draftId(entry.revision)) === draft.id
    if (wasSent) await drafts.remove(draft.id)
    else editing.add(entry.id)
  }
  for (const { id } of await outbox.withHold('editing')) {
    if (!editing.has(id)) await outbox.act(id, 'release', { type: 'released' })
  }
}
