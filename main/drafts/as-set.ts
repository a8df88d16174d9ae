import type { Settings } from '../settings/settings.ts'
import type { DraftContent } from './draft.ts'

/** A new message in the kind that new messages have. Its window makes the rich text of what stands in `text`. */
export function asSet(
  content: Partial<DraftContent>,
  { newMessages }: Pick<Settings, 'newMessages'>,
): Partial<DraftContent> {
  return newMessages === 'rich' && content.html === undefined ? { ...content, html: '' } : content
}
