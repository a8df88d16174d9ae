import type { DraftContent } from '../../../main/drafts/draft.ts'
import type { Direction } from './direction.ts'
import type { LetterEditor } from './letter-editor.ts'
import { toRichText, toSignatureBlock } from './rich-text.ts'
import { putSignature, signatureOf } from './rich-signature.ts'
import { cidsIn, cidsOf } from './sanitise.ts'

export type BodyKind = 'rich' | 'plain'

/** The text of one letter, rich or plain; no markup. While the rich editor is there, it holds the text. */
export class BodyState {
  kind = $state<BodyKind>('plain')
  /** Rich text that was made plain, until the plain text is changed: it can be had back. */
  before = $state.raw<string | null>(null)
  /** Direction chosen for the plain text; null: by the first letter of each paragraph. Rich text has it in its paragraphs. */
  direction = $state<Direction | null>(null)
  /** Content-IDs of the pictures that stand in the text. */
  cids = $state.raw<ReadonlySet<string>>(cidsIn(''))

  #text = $state('')
  #html = ''
  #editor: LetterEditor | null = null
  /** The editor has changes that `#html` and `#text` have not. */
  #isStale = false
  readonly #changed: () => void

  /** @param changed Told after the person changed the text. */
  constructor(content: Pick<DraftContent, 'text' | 'html'>, changed: () => void) {
    this.kind = content.html === undefined ? 'plain' : 'rich'
    this.#text = content.text
    this.#html = content.html === '' && content.text !== '' ? toRichText(content.text) : (content.html ?? '')
    this.cids = cidsIn(this.#html)
    this.#changed = changed
  }

  get text(): string {
    this.#refresh()
    return this.#text
  }

  /** In a rich text only the signature can be changed so: the rest is the editor's. */
  set text(text: string) {
    this.sign(text, signatureOf(text))
  }

  /**
   * Takes the text with another signature; null: with none.
   * @param richForm HTML of the signature below its line; left out: as it is in `text`.
   */
  sign(text: string, signature: string | null, richForm?: string): void {
    if (this.kind === 'plain') {
      this.#text = text
      return
    }
    const before = this.text
    if (text === before) return
    if (this.#editor !== null) {
      putSignature(this.#editor, { before, after: text, signature, richForm })
      this.#isStale = true
    } else this.#html = replaceEmpty(text, richForm)
    this.#text = text
    if (this.#editor === null) this.cids = cidsIn(this.#html)
  }

  /** Stored form of the rich text; undefined: the letter is plain. */
  get html(): string | undefined {
    if (this.kind === 'plain') return undefined
    this.#refresh()
    return this.#html
  }

  get content(): Pick<DraftContent, 'text' | 'html'> {
    const { html } = this
    return html === undefined ? { text: this.text } : { text: this.text, html }
  }

  /** The editor takes over; returns the function that ends it. */
  attach(editor: LetterEditor): () => void {
    editor.setHTML(this.#html)
    this.#editor = editor
    return () => {
      this.#refresh()
      this.#editor = null
    }
  }

  /** The person wrote in the rich editor. Nothing is serialised until somebody asks. */
  edited(): void {
    this.#isStale = true
    this.#changed()
  }

  /** Looks which pictures are in the text now. */
  countPictures(images: Iterable<Element>): void {
    const cids = cidsOf(images)
    if (!isSame(cids, this.cids)) this.cids = cids
  }

  /** The person wrote in the plain text. */
  typed(text: string): void {
    this.#text = text
    this.before = null
    this.#changed()
  }

  /** The same letter in the other kind; not one word is lost. */
  makePlain(hasFormatting: boolean): void {
    const { html } = this
    if (html === undefined) return
    this.kind = 'plain'
    this.before = hasFormatting ? html : null
    this.#changed()
  }

  makeRich(): void {
    if (this.kind === 'rich') return
    this.#html = toRichText(this.#text)
    this.before = null
    this.kind = 'rich'
    this.#changed()
  }

  /** The rich text as it was before it was made plain. */
  bringBack(): void {
    if (this.before === null) return
    this.#html = this.before
    this.before = null
    this.kind = 'rich'
    this.#changed()
  }

  #refresh(): void {
    if (!this.#isStale || this.#editor === null) return
    this.#isStale = false
    this.#html = this.#editor.stored()
    const text = this.#editor.plainText().replace(/\n+$/, '')
    if (text !== this.#text) this.#text = text
    const cids = cidsIn(this.#html)
    if (!isSame(cids, this.cids)) this.cids = cids
  }
}

/** A letter in which nothing but a signature stands. */
function replaceEmpty(text: string, richForm?: string): string {
  const at = text.startsWith('-- \n') ? 0 : text.lastIndexOf('\n-- \n') + 1
  const hasSignature = at > 0 || text.startsWith('-- \n')
  if (!hasSignature) return toRichText(text)
  return toRichText(text.slice(0, at).replace(/\n$/, '')) + toSignatureBlock(text.slice(at), richForm)
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((cid) => other.has(cid))
}
