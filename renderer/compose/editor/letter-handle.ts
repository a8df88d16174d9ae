import type { DraftPlace } from '../../../main/drafts/place.ts'

/** What the text of a letter lets its window do. */
export interface LetterHandle {
  /** Puts the cursor into it. */
  focus(): void
  /** Puts the cursor above all that stands there. */
  focusStart(): void
  /** Puts the cursor where it was, with the text scrolled as it was. */
  goBack(place: DraftPlace): void
  /** Puts a piece in at the cursor. */
  insert(piece: { readonly text: string; readonly html?: string }): void
}
