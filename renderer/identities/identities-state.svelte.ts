import type { RefusedSenderView, ServerView } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { sameAddress } from '../compose/from-view.ts'
import { moved } from '../shared/moved.ts'
import { t } from '../text/t.ts'
import { IdentityFormState } from './identity-form.svelte.ts'

/** Key of the form of a new one. */
const isNew = 'new'

/**
 * The identities page: the list, and the form of the one that is open; no markup. It outlives the page, and each form outlives the look at
 * another one: what is unsaved is still there when a person comes back.
 */
export class IdentitiesState {
  identities = $state.raw<readonly Identity[]>([])
  servers = $state.raw<readonly ServerView[]>([])
  refused = $state.raw<readonly RefusedSenderView[]>([])
  /** Identities of drafts, once for each draft. */
  drafts = $state.raw<readonly (string | null)[]>([])
  failure = $state.raw<CallFailure | null>(null)
  loaded = $state(false)
  selectedKey = $state<string | null>(null)

  readonly #bridge: Bridge
  readonly #newId: () => string
  /** Forms that were opened, by identity. */
  #forms = $state.raw<Readonly<Record<string, IdentityFormState>>>({})

  constructor(bridge: Bridge, newId: () => string) {
    this.#bridge = bridge
    this.#newId = newId
  }

  get form(): IdentityFormState | null {
    return this.selectedKey === null ? null : (this.#forms[this.selectedKey] ?? null)
  }

  /** The new one that is not saved yet. */
  get unsavedNew(): IdentityFormState | null {
    return this.#forms[isNew] ?? null
  }

  isUnsaved(identityId: string): boolean {
    return this.#forms[identityId]?.dirty === true
  }

  serverOf({ serverId }: Pick<Identity, 'serverId'>): ServerView | undefined {
    return this.servers.find(({ id }) => id === serverId)
  }

  /** Made by "Try it". */
  isBuiltIn(identity: Identity): boolean {
    return identity.id.startsWith('practice-') && this.serverOf(identity)?.kind === 'practice'
  }

  /** What servers said of the open one's addresses. */
  get refusedOfForm(): readonly RefusedSenderView[] {
    const stored = this.form?.identity ?? null
    if (stored === null) return []
    const own = [stored.address, ...(stored.envelopeSender === undefined ? [] : [stored.envelopeSender])]
    return this.refused.filter(({ address }) => own.some((one) => sameAddress(one, address)))
  }

  /** Reads the lists and follows them. Returns the function that ends it. */
  start(): () => void {
    void this.#read().then(() => {
      if (this.form === null && this.selectedKey === null) this.select(this.identities[0]?.id ?? null)
      else if (this.form === null) this.select(this.selectedKey)
    })
    const stops = [
      this.#bridge.on('identities.changed', () => void this.#read()),
      this.#bridge.on('servers.changed', () => void this.#read()),
      this.#bridge.on('drafts.changed', () => void this.#readDrafts()),
    ]
    return () => stops.forEach((stop) => stop())
  }

  async #read(): Promise<void> {
    const [identities, servers, refused] = await Promise.all([
      this.#bridge.identities.list(),
      this.#bridge.servers.list(),
      this.#bridge.identities.refusedSenders(),
    ])
    if (servers.ok) this.servers = servers.value
    if (refused.ok) this.refused = refused.value
    if (identities.ok) this.#take(identities.value)
    else this.failure = identities.failure
    await this.#readDrafts()
    this.loaded = true
  }

  async #readDrafts(): Promise<void> {
    const drafts = await this.#bridge.drafts.list()
    if (drafts.ok) this.drafts = drafts.value.map(({ content }) => content.identityId)
  }

  /** A form with nothing unsaved follows what is stored; one of an identity that is gone goes with it. */
  #take(identities: readonly Identity[]): void {
    this.identities = identities
    const kept = Object.entries(this.#forms).flatMap(([key, form]) => {
      if (key === isNew || form.dirty) return [[key, form] as const]
      const now = identities.find(({ id }) => id === key)
      if (now === undefined) return []
      const isSame = JSON.stringify(now) === JSON.stringify(form.identity)
      return [[key, isSame ? form : this.#formOf(now)] as const]
    })
    this.#forms = Object.fromEntries(kept)
  }

  select(identityId: string | null): void {
    this.selectedKey = identityId
    if (identityId === null || this.#forms[identityId] !== undefined) return
    const identity = this.identities.find(({ id }) => id === identityId)
    if (identity !== undefined) this.#put(identityId, this.#formOf(identity))
  }

  /** Opens the new one that was begun, or begins one over the default server. */
  add(): void {
    const [first] = this.identities
    const server = this.servers.find(({ isDefault }) => isDefault) ?? this.servers[0]
    const like = { name: first?.name ?? '', serverId: server?.id ?? '' }
    if (this.unsavedNew === null) this.#put(isNew, new IdentityFormState(this.#formDeps(), null, like))
    this.selectedKey = isNew
  }

  /** A new one that begins as a copy of the open one. */
  duplicate(): void {
    const { form } = this
    if (form?.identity == null) return
    const { identity } = form
    const signatures = (identity.signatures ?? []).map((one) => ({ ...one, id: this.#newId() }))
    const name = t('identities.copyOf', { name: identity.name })
    const copy = new IdentityFormState(this.#formDeps(), null, { ...identity, name, signatures })
    copy.keep()
    this.#put(isNew, copy)
    this.selectedKey = isNew
  }

  /** Forgets what is unsaved in the open form. */
  revert(): void {
    const { form, selectedKey } = this
    if (form === null || selectedKey === null) return
    const identity = this.identities.find(({ id }) => id === selectedKey)
    if (identity !== undefined) this.#put(selectedKey, this.#formOf(identity))
    else {
      this.#drop(selectedKey)
      this.select(this.identities[0]?.id ?? null)
    }
  }

  async save(): Promise<boolean> {
    const { form, selectedKey } = this
    const saved = await form?.save()
    if (!saved || selectedKey === null) return false
    this.#drop(selectedKey)
    await this.#read()
    this.select(saved.id)
    return true
  }

  async delete(): Promise<void> {
    const id = this.form?.id
    if (id == null) return
    const at = this.identities.findIndex((one) => one.id === id)
    const result = await this.#bridge.identities.delete({ identityId: id })
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    this.#drop(id)
    await this.#read()
    this.select((this.identities[at] ?? this.identities[at - 1])?.id ?? null)
  }

  /** Moves the open one a place; gives the place that it has then, from 1, or null where it was not moved. */
  async move(by: -1 | 1): Promise<number | null> {
    const ids = this.identities.map(({ id }) => id)
    const at = ids.indexOf(this.form?.id ?? '')
    if (at < 0 || ids[at + by] === undefined) return null
    const result = await this.#bridge.identities.reorder({ identityIds: moved(ids, at, by) })
    if (!result.ok) {
      this.failure = result.failure
      return null
    }
    await this.#read()
    return at + by + 1
  }

  async forget({ serverId, address }: Pick<RefusedSenderView, 'serverId' | 'address'>): Promise<void> {
    const result = await this.#bridge.identities.forgetRefused({ serverId, address })
    if (!result.ok) this.failure = result.failure
    await this.#read()
  }

  #formOf(identity: Identity): IdentityFormState {
    return new IdentityFormState(this.#formDeps(), identity)
  }

  #formDeps() {
    return { bridge: this.#bridge, newId: this.#newId }
  }

  #put(key: string, form: IdentityFormState): void {
    this.#forms = { ...this.#forms, [key]: form }
  }

  #drop(key: string): void {
    this.#forms = Object.fromEntries(Object.entries(this.#forms).filter(([one]) => one !== key))
  }
}
