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
  const found = drafts.filter((draft) => {
    const { to, cc, bcc, subject, attachments, text: letter } = draft.content
    const all = fold(
      [...to, ...cc, ...bcc, subject, letter, ...attachments.map(({ name }) => name)].join('\n'),
    )
    return words.every((word) => all.includes(word))
  })
  return order === 'newest' ? found : found.toReversed()
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
