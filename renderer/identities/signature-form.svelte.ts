import { maxOctets, type TakenPicture } from './signature-picture.ts'
import type { Signature, SignaturePicture } from '../../main/identities/identity.ts'
import type { LetterEditor } from '../compose/editor/letter-editor.ts'
import type { RichBody } from '../compose/editor/rich-body.ts'
import { toRichText } from '../compose/editor/rich-text.ts'

/** One signature as it is typed; the text of its rich form. */
export class SignatureForm implements RichBody {
  readonly id: string
  name = $state('')
  /** The plain form. */
  text = $state('')
  /** Null: there is no rich form. */
  html = $state.raw<string | null>(null)
  /** The plain form is made from the rich one, until it is written apart. */
  followsRich = $state(true)
  pictures = $state.raw<readonly SignaturePicture[]>([])
  /** A picture that was not taken, because there would be too many octets. */
  isTooLarge = $state(false)
  #editor: LetterEditor | null = null

  constructor(id: string, name: string, { text, html, pictures = [] }: Omit<Signature, 'id' | 'name'>) {
    this.id = id
    this.name = name
    this.text = text
    this.html = html ?? null
    this.pictures = pictures
  }

  get value(): Signature {
    const { id, name, text, html } = this
    const rich = html === null ? {} : { html, pictures: this.#standing(html).map((one) => ({ ...one })) }
    return { id, name: name.trim(), text, ...rich }
  }

  attach(editor: LetterEditor): () => void {
    editor.setHTML(this.html ?? '')
    this.#editor = editor
    this.followsRich = plainOf(editor) === this.text
    return () => (this.#editor = null)
  }

  edited(): void {
    if (this.#editor === null) return
    this.html = this.#editor.stored()
    if (this.followsRich) this.text = plainOf(this.#editor)
  }

  countPictures(): void {
    // Those that left the text go when it is saved.
  }

  /** The person wrote in the plain form. */
  typed(text: string): void {
    this.text = text
    if (this.html !== null) this.followsRich = false
  }

  /** The plain form from the rich one again. */
  follow(): void {
    this.followsRich = true
    this.edited()
  }

  makeRich(): void {
    this.html = toRichText(this.text)
    this.followsRich = true
  }

  makePlain(): void {
    this.html = null
  }

  /** @returns whether there is room for it. */
  takePicture(cid: string, { octets, ...picture }: TakenPicture): boolean {
    const there = this.#standing(this.html ?? '').reduce(
      (sum, { base64 }) => sum + (base64.length * 3) / 4,
      0,
    )
    this.isTooLarge = there + octets > maxOctets
    if (!this.isTooLarge) this.pictures = [...this.pictures, { cid, ...picture }]
    return !this.isTooLarge
  }

  #standing(html: string): readonly SignaturePicture[] {
    return this.pictures.filter(({ cid }) => html.includes(`cid:${cid}"`))
  }
}

function plainOf(editor: LetterEditor): string {
  return editor.plainText().replace(/\n+$/, '')
}
