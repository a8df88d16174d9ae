import type { Identity, Signature } from '../../main/identities/identity.ts'
import { exchangeSignature, toBlock, withoutSignature } from './signature.ts'

/** What the text is written in. */
interface Written {
  readonly text: string
  /** Takes the text with its other signature, which is given once more by itself; null: none. */
  sign(text: string, signature: string | null): void
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
    if (isNew && this.id === undefined && this.#letter.text.trim() === '') this.#put(null, this.all[0])
  }

  /** The person's choice. Where the one that stands there was changed by hand, the new one comes below it. */
  choose(id: string | null): void {
    const before = this.#current(this.#identity())
    const after = this.all.find((one) => one.id === id) ?? null
    const { text } = this.#letter
    const changed = exchangeSignature(text, before, after) ?? exchangeSignature(text, null, after) ?? text
    this.#letter.sign(changed, after === null ? null : toBlock(after))
    this.id = after?.id ?? null
  }

  /** From was changed: its first signature takes the place of one that is as it was put there. */
  senderChanged(before: Identity | null): void {
    if (this.id !== null) this.#put(this.#current(before), this.all[0])
  }

  /** Whether nothing but the signature stands in the text. */
  get isAlone(): boolean {
    return withoutSignature(this.#letter.text, this.#current(this.#identity())).trim() === ''
  }

  get content(): { readonly signatureId?: string | null } {
    return this.id === undefined ? {} : { signatureId: this.id }
  }

  #put(before: Signature | null, after: Signature | undefined): void {
    if (before === null && (after === undefined || typeof this.id === 'string')) return
    const text = exchangeSignature(this.#letter.text, before, after ?? null)
    if (text === null) return
    this.#letter.sign(text, after === undefined ? null : toBlock(after))
    this.id = after?.id
  }

  #current(identity: Identity | null): Signature | null {
    return identity?.signatures?.find(({ id }) => id === this.id) ?? null
  }
}
