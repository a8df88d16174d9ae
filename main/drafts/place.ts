// Where a person stood in the text of a draft. It is the window's own: no part of the message, of its versions or of a copy.

/** The text as it was shown: caret, scroll, and the direction of a plain text. */
export interface DraftPlace {
  /** The kind of text that `block` and `sign` count in. */
  readonly kind: 'rich' | 'plain'
  /** Paragraph with the caret, from 0; 0 in plain text. */
  readonly block: number
  /** Characters of the paragraph before the caret (UTF-16); a line break or a picture counts as one. */
  readonly sign: number
  /** px. */
  readonly scroll: number
  /** Direction chosen for a plain text; absent: by the first letter of each paragraph. */
  readonly direction?: 'ltr' | 'rtl'
}
