import type { DraftView } from '../../main/api.ts'

export type DraftOrder = 'newest' | 'oldest'

/** Drafts in which every word stands: in a recipient, the subject, the text or a file's name. Pure. */
export function findDrafts(
  drafts: readonly DraftView[],
  text: string,
  order: DraftOrder,
): readonly DraftView[] {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  // Whole letters are folded only where something is looked for.
  const found = words.length === 0 ? drafts : drafts.filter((draft) => hasAll(draft, words))
  return order === 'newest' ? found : found.toReversed()
}

function hasAll({ content }: DraftView, words: readonly string[]): boolean {
  const { to, cc, bcc, subject, attachments, text } = content
  const names = attachments.map(({ name }) => name)
  const all = fold([...to, ...cc, ...bcc, subject, text, ...names].join('\n'))
  return words.every((word) => all.includes(word))
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
