// Whether an edit makes another message, or only other headers of the same one (P2). Pure.
import type { DraftContent } from '../drafts/draft.ts'
import type { Entry } from './entry.ts'

/** Rich text in which no window wrote is empty: what was typed is the text. */
export const isRich = ({ html }: DraftContent) => html !== undefined && html !== ''

/** What was typed, with the priority that it has in the outbox: it may have been set there. */
export function withPriority<T extends DraftContent>(content: T, { priority }: Pick<Entry, 'priority'>): T {
  return { ...content, priority: priority ?? 'normal' }
}

/** Whether only addresses differ; the sender's and where replies go are addresses too (P2). */
export function isSameMessage(before: DraftContent, after: DraftContent): boolean {
  const parts = (content: DraftContent) =>
    inOneOrder([
      content.subject,
      isRich(content) ? content.html : content.text,
      content.attachments.map(({ name, type, sha256, cid }) => [name, type, sha256, cid]),
      { ...content.options, replyTo: undefined },
      // It stands in a header; absent is normal.
      content.priority ?? 'normal',
      content.invitation,
      content.thread,
    ])
  return parts(before) === parts(after)
}

/** As text, whatever order the keys came in: what was stored is read in another one than a window sends. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
