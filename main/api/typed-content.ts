import type { DraftContent } from '../drafts/draft.ts'
import type { Entry, Revision } from '../outbox/entry.ts'
import { withPriority } from '../outbox/same-message.ts'
import { CallError } from '../result.ts'

/**
 * What was typed for an entry, to be edited: with its priority as it is in the outbox, and without a server that was deleted
 * since, or never chosen for this message alone.
 * @throws CallError `file`: it cannot be read.
 */
export async function readTyped(
  readContent: (revision: Revision) => Promise<DraftContent | undefined>,
  entry: Entry,
): Promise<DraftContent> {
  const typed = await readContent(entry.revision)
  if (typed === undefined) {
    throw new CallError(
      'file',
      `What was typed for this message (${entry.revision.contentFile}) cannot be read.`,
    )
  }
  const content = withPriority(typed, entry)
  return entry.serverId === '' ? { ...content, serverId: null } : content
}
