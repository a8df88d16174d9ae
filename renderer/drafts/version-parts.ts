// What a version is shown as: its text, and what else is not as in the current one. Pure.
import type { DraftContent } from '../../main/drafts/draft.ts'
import { diffWords, type Piece } from './word-diff.ts'
import { recipientsOf } from './recipients-of.ts'

export interface VersionPart {
  readonly field: 'subject' | 'recipients' | 'files'
  readonly pieces: readonly Piece[]
}

/** From the version to the current one: what was added since, and what is gone since. */
export function differencesOf(version: DraftContent, current: DraftContent) {
  const fields = (['subject', 'recipients', 'files'] as const).map((field) => ({
    field,
    pieces: diffWords(toText(version, field), toText(current, field)),
  }))
  return {
    parts: fields.filter(({ pieces }) => hasChange(pieces)),
    text: diffWords(version.text, current.text),
  }
}

export function hasChange(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind }) => kind !== 'same')
}

function toText(content: DraftContent, field: VersionPart['field']): string {
  if (field === 'subject') return content.subject
  return field === 'recipients'
    ? recipientsOf(content)
    : content.attachments.map(({ name }) => name).join(', ')
}
