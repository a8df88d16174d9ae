import type { Identity, Signature } from '../../main/identities/identity.ts'
import type { BodyState } from './editor/body-state.svelte.ts'
import { plainFormOf } from './editor/rich-signature.ts'
import { exchangeSignature, toBlock, withoutSignature } from './signature.ts'

/** What the text is written in. */
interface Written {
  readonly body: Pick<BodyState, 'kind' | 'sign' | 'text'>
  /** The rich form of a signature, for this letter. */
  readonly richForm: (signature: Signature) => string
}

/** Which signature stands below the text of a message; no markup. */
export class SignatureState {
  /** Null: the person wants none; undefined: none was put there yet. */
  id = $state<string | null | undefined>(undefined)
  readonly #letter: Written
  readonly #identity: () => Identity | null

  constructor(letter: Written, identity: () => Identity | null, id: string | null | undefined) {
    this.#letter = letter
    this.#identity = identity
    this.id = id
  }

  /** Signatures to choose among. */
  get all(): readonly Signature[] {
    return this.#identity()?.signatures ?? []
  }

  /** A new message begins with the first; one that has text, or had a signature before, is left as it is. */
  begin(isNew: boolean): void {
    if (isNew && this.id === undefined && this.#text.trim() === '') this.#put(null, this.all[0])
  }

  /** The person's choice. Where the one that stands there was changed by hand, the new one comes below it. */
  choose(id: string | null): void {
    const before = this.#current(this.#identity())
    const after = this.all.find((one) => one.id === id) ?? null
    const [now, next] = [this.#standing(before), after === null ? null : this.#form(after)]
    const text = exchangeSignature(this.#text, now, next) ?? exchangeSignature(this.#text, null, next)
    if (text !== null) this.#write(text, after)
    this.id = after?.id ?? null
  }

  /** From was changed: its first signature takes the place of one that is as it was put there. */
  senderChanged(before: Identity | null): void {
    if (this.id !== null) this.#put(this.#current(before), this.all[0])
  }

  /** Whether nothing but the signature stands in the text. */
  get isAlone(): boolean {
    return withoutSignature(this.#text, this.#standing(this.#current(this.#identity()))).trim() === ''
  }

  get content(): { readonly signatureId?: string | null } {
    return this.id === undefined ? {} : { signatureId: this.id }
  }

  #put(before: Signature | null, after: Signature | undefined): void {
    if (before === null && (after === undefined || typeof this.id === 'string')) return
    const next = after === undefined ? null : this.#form(after)
    const text = exchangeSignature(this.#text, this.#standing(before), next)
    if (text === null) return
    this.#write(text, after ?? null)
    this.id = after?.id
  }

  get #text(): string {
    return this.#letter.body.text
  }

  #write(text: string, signature: Signature | null): void {
    const isRich = this.#letter.body.kind === 'rich' && signature?.html !== undefined
    const block = signature === null ? null : toBlock(this.#form(signature))
    this.#letter.body.sign(text, block, isRich ? this.#letter.richForm(signature) : undefined)
  }

  /** Its text as it is put into this letter. */
  #form({ text, html }: Signature): Pick<Signature, 'text'> {
    return this.#letter.body.kind === 'rich' && html !== undefined ? { text: plainFormOf(html) } : { text }
  }

  /** Its text as it stands there: a letter that was made plain has the plain words of the rich form. */
  #standing(signature: Signature | null): Pick<Signature, 'text'> | null {
    if (signature?.html === undefined) return signature
    const rich = { text: plainFormOf(signature.html) }
    return withoutSignature(this.#text, rich) === this.#text ? signature : rich
  }

  #current(identity: Identity | null): Signature | null {
    return identity?.signatures?.find(({ id }) => id === this.id) ?? null
  }
}
