import type { LetterEditor } from './letter-editor.ts'

/** A text that the rich editor writes in. */
export interface RichBody {
  /** The editor takes over; returns the function that ends it. */
  attach(editor: LetterEditor): () => void
  /** The person wrote. */
  edited(): void
  /** Told after each change which pictures stand in it. */
  countPictures(images: Iterable<Element>): void
}
