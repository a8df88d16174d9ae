import type { DraftContent } from '../../main/drafts/draft.ts'
import { toShortMailbox } from '../shared/mailbox.ts'

/** All recipients of a draft in one line, To first; '' when there are none. */
export function recipientsOf({ to, cc, bcc }: Pick<DraftContent, 'to' | 'cc' | 'bcc'>): string {
  return [...to, ...cc, ...bcc].map(toShortMailbox).join(', ')
}
