// What a version is shown as: its text, and what else is not as in the current one. Pure.
import type { DraftContent } from '../../main/drafts/draft.ts'
import { diffWords, type Piece } from './word-diff.ts'
import { recipientsOf } from './recipients-of.ts'

const fields = ['subject', 'recipients', 'files'] as const

interface VersionPart {
  readonly field: (typeof fields)[number]
  readonly pieces: readonly Piece[]
}

/** What stands in a version beside its text; fields with nothing in them are left out. */
export function partsOf(content: DraftContent): readonly { field: VersionPart['field']; text: string }[] {
  return fields.map((field) => ({ field, text: toText(content, field) })).filter(({ text }) => text !== '')
}

/** From the version to the current one: what was added since, and what is gone since. */
export function differencesOf(version: DraftContent, current: DraftContent) {
  const parts: readonly VersionPart[] = fields.map((field) => ({
    field,
    pieces: diffWords(toText(version, field), toText(current, field)),
  }))
  return {
    parts: parts.filter(({ pieces }) => hasChange(pieces)),
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
