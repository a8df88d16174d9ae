import type { SaveServerOutcome, SendProblem, ServerForm, ServerView } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Identity } from '../identities/identity.ts'
import { inOrder } from '../identities/identity-order.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import { secretName, type SecretKind, type SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../storage/store.ts'
import { namedIdentity, namedServer } from './built-in-names.ts'
import { judgeCertificate } from './client-certificate.ts'
import { askAnew, findForeign } from './foreign-secrets.ts'
import { toGivenRow, type GivenSettings } from './given-rows.ts'
import { openGuard, type ServerGuard } from './guard.ts'
import { parseServerForm } from './parse-form.ts'
import { withSender } from './refused-senders.ts'
import {
  copyOf,
  inGivenOrder,
  judgeFurther,
  toIdentity,
  toServer,
  withDefault,
  withImported,
  withoutServer,
} from './server-records.ts'
import { forgetAll, openSecretDebts, type SecretDebts } from './secret-debts.ts'
import { connectionSecrets, copySecrets, keepSecrets } from './server-secrets.ts'
import type { RefusedSender, Server } from './server.ts'
import { noConnectionSecrets, type ConnectionSecrets } from './to-target.ts'

/** A server, as far as its web sign-in goes by it. */
type SignInServer = Pick<Server, 'id' | 'oauth' | 'user' | 'host'>

/** What a change of a server means for its web sign-in (main/oauth/). */
export interface OAuthPort {
  /** What is wrong with the web sign-in of a form. */
  check(form: ServerForm): readonly SendProblem[]
  /** Stores the grant of a form that is saved, and forgets the sign-in of other settings. The secrets of the form are not stored yet. */
  saved(server: SignInServer, form: ServerForm, old: SignInServer | undefined): Promise<void>
  /** Forgets the sign-in; the provider is told, and not waited for. */
  removed(server: SignInServer): Promise<void>
}

export interface ServersDeps {
  readonly store: Pick<Store, 'servers' | 'identities' | 'settings'>
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly random: Random
  /** Messages in the outbox that wait for this server. */
  readonly waiting: (serverId: string) => Promise<number>
  /** The web sign-in of servers; none where it is left out. */
  readonly oauth?: OAuthPort
  /** What an administrator allows; all where it is left out. */
  readonly guard?: ServerGuard
  /** Told after a change is stored. */
  readonly changed: (serverId: string | null) => void
  /** Told after a change of the identities alone is stored. */
  readonly identitiesChanged?: () => void
}

export interface Servers {
  readonly all: () => readonly Server[]
  get(serverId: string): Server | undefined
  /** In their order; the first is the default. */
  identities(): readonly Identity[]
  identity(identityId: string): Identity | undefined
  views(): Promise<readonly ServerView[]>
  save(form: ServerForm): Promise<SaveServerOutcome>
  /** Identities that no further server carries go with it; its messages stay. @throws CallError `not-found`, `not-possible` for the practice server. */
  delete(serverId: string): Promise<void>
  setDefault(serverId: string): Promise<void>
  setEnabled(serverId: string, enabled: boolean): Promise<void>
  /** Those that are not named follow in the order they had. */
  reorder(serverIds: readonly string[]): Promise<void>
  /** Gives the id of the second one. @throws CallError `not-possible` for the practice server. */
  duplicate(serverId: string): Promise<string>
  /** @throws CallError `not-possible` where it has a trusted key already, or is the practice server. */
  trust(serverId: string, spkiSha256: string): Promise<void>
  distrust(serverId: string, spkiSha256: string): Promise<void>
  /** Another name of the same computer. What was stored for another domain is forgotten: the password is asked for again. */
  setHost(serverId: string, host: string): Promise<void>
  /** Stores a new password. */
  setPassword(serverId: string, password: string): Promise<void>
  password(serverId: string): Promise<string | null>
  /** Runs a change of identities in turn with its own changes, then reads them again and tells of it. */
  changeIdentities<T>(change: () => Promise<T>): Promise<T>
  /** What the server said of this sender's address: a refusal is remembered, `null` is the end of one. */
  noteSender(serverId: string, address: string, refusal: Omit<RefusedSender, 'address'> | null): Promise<void>
  /** What a connection to it needs beside its settings. */
  connectionSecrets(serverId: string): Promise<ConnectionSecrets>
  /** Every secret of every server is forgotten. */
  forgetSecrets(): Promise<void>
  /** Deletes what a locked keychain, or a crash, has left of servers that are not there any more; what fails stays for the next time. */
  sweepSecrets(): Promise<void>
  /** Adds a server and identities that were not typed: the practice server's. */
  add(server: Server, identities: readonly Identity[], password: string): Promise<void>
  /** Brings the servers that an administrator gives up to date; those that are given no more stay as they are. */
  syncGiven(given: readonly GivenSettings[]): Promise<void>
  /** Adds what an import made, without a secret. The default stays what it is; one of these is it where there was no server. */
  addImported(servers: readonly Server[], identities: readonly Identity[]): Promise<void>
}

/** Reads servers and identities once; each change is stored before it is seen. */
export async function createServers(deps: ServersDeps): Promise<Servers> {
  const servers = new ServerBook(deps, await openSecretDebts(deps.store.settings, deps.secrets))
  await servers.load()
  return servers
}

/** How long a list of servers waits for the keychain. */
const askMs = 2_000

class ServerBook implements Servers {
  readonly #deps: ServersDeps
  readonly #debts: SecretDebts
  readonly #guard: ServerGuard
  #servers: readonly Server[] = []
  #identities: readonly Identity[] = []
  /** Changes follow one another: each begins from what the one before it stored, so that one server is the default. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(deps: ServersDeps, debts: SecretDebts) {
    this.#deps = deps
    this.#debts = debts
    this.#guard = deps.guard ?? openGuard
  }

  async load(): Promise<void> {
    const { servers, identities } = this.#deps.store
    const [all, of] = await Promise.all([servers.all(), identities.all()])
    this.#servers = all.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)
    this.#identities = inOrder(of, all)
  }

  all = (): readonly Server[] => this.#servers.map((server) => namedServer(server))

  get(serverId: string): Server | undefined {
    const server = this.#servers.find(({ id }) => id === serverId)
    return server === undefined ? undefined : namedServer(server)
  }

  identities(): readonly Identity[] {
    return this.#identities.map((identity) => namedIdentity(identity))
  }

  identity(identityId: string): Identity | undefined {
    const identity = this.#identities.find(({ id }) => id === identityId)
    return identity === undefined ? undefined : namedIdentity(identity)
  }

  async views(): Promise<readonly ServerView[]> {
    return await Promise.all(this.#servers.map((server) => this.#view(server)))
  }

  save(form: ServerForm): Promise<SaveServerOutcome> {
    return this.#inTurn(() => this.#save(form))
  }

  delete(serverId: string): Promise<void> {
    return this.#inTurn(() => this.#delete(serverId))
  }

  setDefault(serverId: string): Promise<void> {
    return this.#inTurn(() => this.#setDefault(serverId))
  }

  setEnabled(serverId: string, enabled: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { disabled: _old, ...server } = this.#require(serverId)
      await this.#put(enabled ? server : { ...server, disabled: true })
    })
  }

  reorder(serverIds: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.#deps.store.servers.putAll(inGivenOrder(this.#servers, serverIds))
      await this.load()
      this.#deps.changed(null)
    })
  }

  duplicate(serverId: string): Promise<string> {
    return this.#inTurn(async () => {
      const server = this.#requireConfigured(serverId)
      this.#guard.mayAdd()
      const { clock, random, secrets, store } = this.#deps
      const copy = copyOf(server, createId(random), this.#servers, clock.now())
      const identity = this.#identities.find((one) => one.serverId === serverId)
      await this.#make(copy.id, async () => {
        await copySecrets(secrets, server.id, copy.id)
        await this.#put(copy)
      })
      if (identity !== undefined)
        await store.identities.put({ ...identity, id: createId(random), serverId: copy.id })
      await this.load()
      this.#deps.changed(copy.id)
      return copy.id
    })
  }

  async #put(server: Server): Promise<void> {
    await this.#deps.store.servers.put(server)
    await this.load()
    this.#deps.changed(server.id)
  }

  add(server: Server, identities: readonly Identity[], password: string): Promise<void> {
    return this.#inTurn(() => this.#add(server, identities, password))
  }

  addImported(servers: readonly Server[], identities: readonly Identity[]): Promise<void> {
    return this.#inTurn(() => this.#addImported(servers, identities))
  }

  changeIdentities<T>(change: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await change()
      } finally {
        await this.load()
        this.#deps.identitiesChanged?.()
      }
    })
  }

  noteSender(
    serverId: string,
    address: string,
    refusal: Omit<RefusedSender, 'address'> | null,
  ): Promise<void> {
    return this.#inTurn(async () => {
      const server = this.get(serverId)
      const after = server === undefined ? undefined : withSender(server, address, refusal)
      if (after === undefined || after === server) return
      await this.#deps.store.servers.put(after)
      await this.load()
      this.#deps.changed(serverId)
    })
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#tail.then(change)
    this.#tail = next.catch(() => undefined)
    return next
  }

  async #save(form: ServerForm): Promise<SaveServerOutcome> {
    const old = form.id === null ? undefined : this.#requireConfigured(form.id)
    const forbidden = this.#guard.judgeForm(form)
    if (forbidden.length > 0) return { saved: false, problems: forbidden }
    const parsed = parseServerForm(form, true)
    if (!parsed.ok) return { saved: false, problems: parsed.problems }
    const signIn = this.#deps.oauth?.check(form) ?? []
    if (signIn.length > 0) return { saved: false, problems: signIn }
    const further = judgeFurther(form, this.#servers)
    if (further.problem !== undefined) return { saved: false, problems: [further.problem] }
    const certificate = await judgeCertificate(form.clientCertificate)
    if (!certificate.ok) return { saved: false, problems: [certificate] }
    const { random, clock } = this.#deps
    const fresh = { id: createId(random), createdAt: clock.now() }
    const { clientCertificate: kept, ...bare } = toServer(old, parsed.values, form.isDefault, fresh)
    const facts = certificate.facts === undefined ? kept : certificate.facts
    const server: Server = { ...bare, ...(facts == null ? {} : { clientCertificate: facts }) }
    const again = old === undefined ? [] : await askAnew(old, server, form, (kind) => this.#has(old.id, kind))
    if (again.length > 0) return { saved: false, problems: again }
    const first = this.#identities.find(({ serverId }) => serverId === server.id)
    const identity = toIdentity(first, server.id, parsed.values, further.serverIds, createId(random))
    const secrets = async () => {
      await this.#deps.oauth?.saved(server, form, old)
      await keepSecrets(this.#deps.secrets, server, form, certificate.secret)
    }
    await this.#storeSaved(server, old, secrets, async () => {
      await this.#storeWithDefault(server)
      await this.#deps.store.identities.put(identity)
      await this.load()
      if (form.isDefault && old?.isDefault !== true) await this.#leadWith(server.id)
      this.#deps.changed(server.id)
    })
    return { saved: true, server: await this.#view(server) }
  }

  /**
   * Secrets first, so that a keychain that refuses leaves all as it was. Where stored ones are not for the new settings, they go
   * before the row and the new ones come behind it: whatever ends this in between, no row stands beside a secret of another.
   */
  async #storeSaved(
    server: Server,
    old: Server | undefined,
    secrets: () => Promise<void>,
    rows: () => Promise<void>,
  ): Promise<void> {
    if (old === undefined) {
      await this.#make(server.id, async () => {
        await secrets()
        await rows()
      })
      return
    }
    const foreign = findForeign(old, server)
    if (foreign.size === 0) {
      await secrets()
      await rows()
      return
    }
    await this.#drop(server.id, foreign)
    await rows()
    await secrets()
    this.#deps.changed(server.id)
  }

  /** Makes a server under a new id: until its row is stored, its secrets are owed, and a crash leaves none behind. */
  async #make(serverId: string, make: () => Promise<void>): Promise<void> {
    await this.#debts.note(serverId)
    try {
      await make()
    } catch (error) {
      if (this.get(serverId) === undefined) await this.#debts.pay(serverId).catch(() => undefined)
      throw error
    }
    await this.#debts.settle(serverId)
  }

  async #drop(serverId: string, kinds: ReadonlySet<SecretKind>): Promise<void> {
    for (const kind of kinds)
      if (await this.#has(serverId, kind)) await this.#deps.secrets.delete(secretName(serverId, kind))
  }

  /** A keychain that does not say counts as one that has it. */
  async #has(serverId: string, kind: SecretKind): Promise<boolean> {
    try {
      return (await this.#deps.secrets.get(secretName(serverId, kind))) !== null
    } catch {
      return true
    }
  }

  async #delete(serverId: string): Promise<void> {
    const server = this.#requireConfigured(serverId)
    this.#guard.mayDelete(server)
    await this.#debts.note(serverId)
    for (const identity of this.#identities) await this.#leave(identity, serverId)
    await this.#deps.store.servers.remove(serverId)
    await this.load()
    const [next] = this.#servers
    if (server.isDefault && next !== undefined) await this.#setDefault(next.id)
    this.#deps.changed(serverId)
    // Last: a keychain that refuses is told, and the server is gone all the same; what it kept is owed.
    try {
      await this.#deps.oauth?.removed(server)
    } finally {
      await this.#debts.pay(serverId)
    }
  }

  /** An identity whose server goes is carried by the next of its further ones; without any, it goes too. */
  async #leave(identity: Identity, serverId: string): Promise<void> {
    const { identities } = this.#deps.store
    const after = withoutServer(identity, serverId, (id) => this.get(id) !== undefined)
    if (after === null) await identities.remove(identity.id)
    else if (after !== identity) await identities.put(after)
  }

  /** The first address is one of the default server, also where a person has put them in an order. */
  async #leadWith(serverId: string): Promise<void> {
    const own = this.#identities.find((identity) => identity.serverId === serverId)
    const [first] = this.#identities
    if (own === undefined || first?.order === undefined || own === first) return
    await this.#deps.store.identities.put({ ...own, order: first.order - 1 })
    await this.load()
  }

  async #setDefault(serverId: string): Promise<void> {
    await this.#storeWithDefault({ ...this.#require(serverId), isDefault: true })
    await this.load()
    await this.#leadWith(serverId)
    this.#deps.changed(serverId)
  }

  trust(serverId: string, spkiSha256: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#guard.mayTrust()
      const server = this.#requireConfigured(serverId)
      if (server.pins.includes(spkiSha256)) return
      if (server.pins.length > 0)
        throw new CallError(
          'not-possible',
          `Another key is trusted for ${server.name}. A changed key is an alarm: take the old one back under Servers once your provider has confirmed the new one.`,
        )
      await this.#put({ ...server, pins: [spkiSha256] })
    })
  }

  setHost(serverId: string, host: string): Promise<void> {
    return this.#inTurn(async () => {
      const { clientCertificate, ...server } = this.#requireConfigured(serverId)
      this.#guard.mayChange(server)
      const foreign = findForeign(server, { ...server, host })
      await this.#drop(serverId, foreign)
      const kept = foreign.has('certificate') || clientCertificate === undefined ? {} : { clientCertificate }
      const pins = isSameOwner(server.host, host) ? server.pins : []
      await this.#put({ ...server, ...kept, host, pins })
    })
  }

  distrust(serverId: string, spkiSha256: string): Promise<void> {
    return this.#inTurn(async () => {
      const server = this.#requireConfigured(serverId)
      await this.#put({ ...server, pins: server.pins.filter((pin) => pin !== spkiSha256) })
    })
  }

  setPassword(serverId: string, password: string): Promise<void> {
    // In turn: behind a removal, it would be left without an owner.
    return this.#inTurn(async () => {
      this.#require(serverId)
      await this.#deps.secrets.set(secretName(serverId), password)
      this.#deps.changed(serverId)
    })
  }

  async forgetSecrets(): Promise<void> {
    for (const { id } of this.#servers) await forgetAll(this.#deps.secrets, id)
  }

  sweepSecrets(): Promise<void> {
    return this.#debts.sweep((serverId) => this.get(serverId) !== undefined)
  }

  password(serverId: string): Promise<string | null> {
    return this.#deps.secrets.get(secretName(serverId))
  }

  async connectionSecrets(serverId: string): Promise<ConnectionSecrets> {
    const server = this.get(serverId)
    return server === undefined ? noConnectionSecrets : await connectionSecrets(this.#deps.secrets, server)
  }

  syncGiven(given: readonly GivenSettings[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const settings of given) {
        const old = this.get(settings.id)
        const row = toGivenRow(settings, old, this.#deps.clock.now())
        if (row === old) continue
        if (old !== undefined) await this.#drop(row.id, findForeign(old, row))
        await this.#storeWithDefault(row)
        await this.load()
        this.#deps.changed(row.id)
      }
    })
  }

  async #add(server: Server, identities: readonly Identity[], password: string): Promise<void> {
    await this.#deps.secrets.set(secretName(server.id), password)
    const isDefault = server.isDefault || this.#servers.length === 0
    await this.#storeWithDefault({ ...server, isDefault })
    for (const identity of identities) await this.#deps.store.identities.put(identity)
    await this.load()
    this.#deps.changed(server.id)
  }

  async #addImported(servers: readonly Server[], identities: readonly Identity[]): Promise<void> {
    if (servers.length > 0) this.#guard.mayAdd()
    await this.#deps.store.servers.putAll(withImported(servers, this.#servers))
    for (const identity of identities) await this.#deps.store.identities.put(identity)
    await this.load()
    for (const { id } of servers) this.#deps.changed(id)
    this.#deps.identitiesChanged?.()
  }

  #storeWithDefault(server: Server): Promise<void> {
    return this.#deps.store.servers.putAll(withDefault(server, this.#servers))
  }

  async #view(server: Server): Promise<ServerView> {
    return {
      ...(this.get(server.id) ?? server),
      identity: this.identities().find(({ serverId }) => serverId === server.id) ?? null,
      hasPassword: await this.#hasPassword(server),
      waiting: await this.#deps.waiting(server.id),
      ...(this.#guard.isGiven(server.id) ? { isGiven: true } : {}),
    }
  }

  /** A keychain that is locked says nothing about it: a window that lists servers does not wait for its prompt. */
  #hasPassword({ id, user, oauth }: Server): Promise<boolean> {
    if (user === '' || oauth !== undefined) return Promise.resolve(false)
    return new Promise((resolve) => {
      const timer = this.#deps.clock.after(askMs, () => resolve(true))
      this.password(id)
        .then((password) => resolve(password !== null))
        .catch(() => resolve(true))
        .finally(() => timer.cancel())
    })
  }

  /** @throws CallError `not-possible` for the practice server. */
  #requireConfigured(serverId: string): Server {
    const server = this.#require(serverId)
    if (server.kind === 'practice')
      throw new CallError('not-possible', `${server.name} is built in; it is not edited or deleted.`)
    return server
  }

  #require(serverId: string): Server {
    const server = this.get(serverId)
    if (server === undefined)
      throw new CallError('not-found', `The server ${serverId} is not there any more.`)
    return server
  }
}
