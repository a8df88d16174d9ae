import type { DraftContent } from '../../main/drafts/draft.ts'

/** What stands before the angle bracket, else the address: `Jane Doe <jane@example.org>` is shown as `Jane Doe`. */
function short(mailbox: string): string {
  const name = /^\s*"?([^"<]+?)"?\s*</.exec(mailbox)?.[1]
  return name ?? mailbox.replaceAll(/[<>]/g, '').trim()
}

/** All recipients of a draft in one line, To first; '' when there are none. */
export function recipientsOf({ to, cc, bcc }: Pick<DraftContent, 'to' | 'cc' | 'bcc'>): string {
  return [...to, ...cc, ...bcc].map(short).join(', ')
}
