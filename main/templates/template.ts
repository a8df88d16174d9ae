/** A message to begin with, or a piece of text to put in. */
export interface Template {
  readonly id: string
  readonly kind: 'message' | 'snippet'
  readonly name: string
  /** Of a message. */
  readonly subject: string
  readonly text: string
  /** Rich text; absent: plain. */
  readonly html?: string
  /** epoch ms; the one used last comes first. */
  readonly usedAt: number
}

/** What a window gives of one. */
export interface TemplateForm {
  readonly id: string | null
  readonly kind: Template['kind']
  readonly name: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
}
