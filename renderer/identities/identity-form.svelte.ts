import type { IdentityForm, SendProblem } from '../../main/api.ts'
import type { Identity, SentCopy } from '../../main/identities/identity.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { moved } from '../shared/moved.ts'
import { t } from '../text/t.ts'
import { SignatureForm } from './signature-form.svelte.ts'

export type CopyKind = SentCopy['kind'] | 'none'

export interface FormDeps {
  readonly bridge: Pick<Bridge, 'identities' | 'addresses'>
  readonly newId: () => string
}

/** The form of one identity and its unsaved values; no markup. */
export class IdentityFormState {
  readonly id: string | null
  /** What is stored; null: it is new. */
  readonly identity: Identity | null
  name = $state('')
  address = $state('')
  serverId = $state('')
  furtherServerIds = $state.raw<readonly string[]>([])
  replyTo = $state('')
  organisation = $state('')
  signatures = $state.raw<readonly SignatureForm[]>([])
  alwaysBcc = $state('')
  copyKind = $state<CopyKind>('none')
  copyPath = $state('')
  envelopeSender = $state('')

  problems = $state.raw<readonly SendProblem[]>([])
  failure = $state.raw<CallFailure | null>(null)
  readonly #deps: FormDeps
  #saved = $state('')

  /** @param like What its fields begin with. */
  constructor(deps: FormDeps, identity: Identity | null, like: Partial<Identity> = identity ?? {}) {
    this.#deps = deps
    this.id = identity?.id ?? null
    this.identity = identity
    this.#fill(like)
    this.#saved = this.#fingerprint()
  }

  #fill(like: Partial<Identity>): void {
    this.name = like.name ?? ''
    this.address = like.address ?? ''
    this.serverId = like.serverId ?? ''
    this.furtherServerIds = like.furtherServerIds ?? []
    this.replyTo = like.replyTo ?? ''
    this.organisation = like.organisation ?? ''
    this.signatures = (like.signatures ?? []).map(
      ({ id, name, ...rest }) => new SignatureForm(id, name, rest),
    )
    this.alwaysBcc = (like.alwaysBcc ?? []).join(', ')
    this.copyKind = like.sentCopy?.kind ?? 'none'
    this.copyPath = like.sentCopy?.path ?? ''
    this.envelopeSender = like.envelopeSender ?? ''
  }

  /** Something would be lost: changes of a stored one, or a new one in which something was typed. */
  get dirty(): boolean {
    return this.#fingerprint() !== this.#saved
  }

  /** A copy of another one is worth keeping before anything was typed. */
  keep(): void {
    this.#saved = ''
  }

  problemAt(field: string): string | null {
    return this.problems.find((problem) => problem.field === field)?.message ?? null
  }

  addSignature(): void {
    const name = t('identities.newSignature', { n: this.signatures.length + 1 })
    this.signatures = [...this.signatures, new SignatureForm(this.#deps.newId(), name, { text: '' })]
  }

  signatureUp(at: number): void {
    this.signatures = moved(this.signatures, at, -1)
  }

  deleteSignature(at: number): void {
    this.signatures = this.signatures.toSpliced(at, 1)
    this.problems = this.problems.filter(({ field }) => !field.startsWith('signatures'))
  }

  /** Asks for the folder of copies; what was typed stays where the picker is left. */
  async pickFolder(): Promise<void> {
    const picked = await this.#deps.bridge.identities.pickFolder()
    if (!picked.ok) this.failure = picked.failure
    else if (picked.value.path !== null) this.copyPath = picked.value.path
  }

  /** Saves; resolves to the identity, or null with the problems beside their fields. */
  async save(): Promise<Identity | null> {
    const { bridge } = this.#deps
    this.failure = null
    const checked = await bridge.addresses.check({ text: this.alwaysBcc })
    if (!checked.ok) {
      this.failure = checked.failure
      return null
    }
    const result = await bridge.identities.save(this.#form(checked.value.map(({ text }) => text)))
    if (!result.ok) {
      this.failure = result.failure
      return null
    }
    this.problems = result.value.saved ? [] : result.value.problems
    if (!result.value.saved) return null
    this.#saved = this.#fingerprint()
    return result.value.identity
  }

  #form(alwaysBcc: readonly string[]): IdentityForm {
    const { copyKind } = this
    return {
      id: this.id,
      name: this.name.trim(),
      address: this.address.trim(),
      serverId: this.serverId,
      furtherServerIds: this.furtherServerIds.filter((id) => id !== this.serverId),
      replyTo: this.replyTo.trim(),
      organisation: this.organisation.trim(),
      signatures: this.signatures.map(({ value }) => value),
      alwaysBcc: [...alwaysBcc],
      sentCopy: copyKind === 'none' ? null : { kind: copyKind, path: this.copyPath.trim() },
      envelopeSender: this.envelopeSender.trim(),
    }
  }

  #fingerprint(): string {
    return JSON.stringify([this.#form([]), this.alwaysBcc, this.copyKind, this.copyPath])
  }
}
