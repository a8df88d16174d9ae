import type { SaveServerOutcome, SendProblem, ServerForm, ServerView } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Identity } from '../identities/identity.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import { secretName, type SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../storage/store.ts'
import { findForeign } from './foreign-secrets.ts'
import { toGivenRow, type GivenSettings } from './given-rows.ts'
import { openGuard, type ServerGuard } from './guard.ts'
import { OwedSecrets } from './owed-secrets.ts'
import { withSender } from './refused-senders.ts'
import { saveServer } from './save-server.ts'
import { forgetAll, openSecretDebts, type SecretDebts } from './secret-debts.ts'
import { copyOf, withImported } from './server-records.ts'
import { ServerRows } from './server-rows.ts'
import { connectionSecrets, copySecrets } from './server-secrets.ts'
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
  const rows = new ServerRows(deps.store, deps.changed)
  await rows.load()
  return new ServerBook(deps, rows, await openSecretDebts(deps.store.settings, deps.secrets))
}

class ServerBook implements Servers {
  readonly #deps: ServersDeps
  readonly #rows: ServerRows
  readonly #debts: SecretDebts
  readonly #secrets: OwedSecrets
  readonly #guard: ServerGuard
  /** Changes follow one another: each begins from what the one before it stored, so that one server is the default. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(deps: ServersDeps, rows: ServerRows, debts: SecretDebts) {
    const { secrets, clock } = deps
    this.#deps = deps
    this.#rows = rows
    this.#debts = debts
    this.#secrets = new OwedSecrets({ secrets, debts, clock, isThere: (id) => rows.get(id) !== undefined })
    this.#guard = deps.guard ?? openGuard
  }

  all = (): readonly Server[] => this.#rows.all()

  get(serverId: string): Server | undefined {
    return this.#rows.get(serverId)
  }

  identities(): readonly Identity[] {
    return this.#rows.identities()
  }

  identity(identityId: string): Identity | undefined {
    return this.#rows.identity(identityId)
  }

  async views(): Promise<readonly ServerView[]> {
    return await Promise.all(this.#rows.all().map((server) => this.#view(server)))
  }

  save(form: ServerForm): Promise<SaveServerOutcome> {
    return this.#inTurn(async () => {
      const context = { deps: this.#deps, rows: this.#rows, secrets: this.#secrets, guard: this.#guard }
      const outcome = await saveServer(context, form)
      return outcome.saved ? { saved: true, server: await this.#view(outcome.server) } : outcome
    })
  }

  delete(serverId: string): Promise<void> {
    return this.#inTurn(async () => {
      const server = this.#rows.requireConfigured(serverId)
      this.#guard.mayDelete(server)
      await this.#debts.note(serverId)
      await this.#rows.remove(server)
      // Last: a keychain that refuses is told, and the server is gone all the same; what it kept is owed.
      try {
        await this.#deps.oauth?.removed(server)
      } finally {
        await this.#debts.pay(serverId)
      }
    })
  }

  setDefault(serverId: string): Promise<void> {
    return this.#inTurn(() => this.#rows.setDefault(serverId))
  }

  setEnabled(serverId: string, enabled: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { disabled: _old, ...server } = this.#rows.require(serverId)
      await this.#rows.put(enabled ? server : { ...server, disabled: true })
    })
  }

  reorder(serverIds: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#rows.reorder(serverIds))
  }

  duplicate(serverId: string): Promise<string> {
    return this.#inTurn(async () => {
      const server = this.#rows.requireConfigured(serverId)
      this.#guard.mayAdd()
      const { clock, random, secrets, store } = this.#deps
      const copy = copyOf(server, createId(random), this.#rows.stored, clock.now())
      const identity = this.#rows.storedIdentities.find((one) => one.serverId === serverId)
      await this.#secrets.whileMaking(copy.id, async () => {
        await copySecrets(secrets, server.id, copy.id)
        await this.#rows.put(copy)
      })
      if (identity !== undefined)
        await store.identities.put({ ...identity, id: createId(random), serverId: copy.id })
      await this.#rows.load()
      this.#deps.changed(copy.id)
      return copy.id
    })
  }

  add(server: Server, identities: readonly Identity[], password: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#deps.secrets.set(secretName(server.id), password)
      const isDefault = server.isDefault || this.#rows.stored.length === 0
      await this.#rows.storeWithDefault({ ...server, isDefault })
      await this.#putIdentities(identities)
      this.#deps.changed(server.id)
    })
  }

  addImported(servers: readonly Server[], identities: readonly Identity[]): Promise<void> {
    return this.#inTurn(async () => {
      if (servers.length > 0) this.#guard.mayAdd()
      await this.#deps.store.servers.putAll(withImported(servers, this.#rows.stored))
      await this.#putIdentities(identities)
      for (const { id } of servers) this.#deps.changed(id)
      this.#deps.identitiesChanged?.()
    })
  }

  async #putIdentities(identities: readonly Identity[]): Promise<void> {
    for (const identity of identities) await this.#deps.store.identities.put(identity)
    await this.#rows.load()
  }

  syncGiven(given: readonly GivenSettings[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const settings of given) {
        const old = this.get(settings.id)
        const row = toGivenRow(settings, old, this.#deps.clock.now())
        if (row === old) continue
        if (old !== undefined) await this.#secrets.drop(row.id, findForeign(old, row))
        await this.#rows.storeWithDefault(row)
        await this.#rows.load()
        this.#deps.changed(row.id)
      }
    })
  }

  changeIdentities<T>(change: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await change()
      } finally {
        await this.#rows.load()
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
      if (after !== undefined && after !== server) await this.#rows.put(after)
    })
  }

  trust(serverId: string, spkiSha256: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#guard.mayTrust()
      const server = this.#rows.requireConfigured(serverId)
      if (server.pins.includes(spkiSha256)) return
      if (server.pins.length > 0)
        throw new CallError(
          'not-possible',
          `Another key is trusted for ${server.name}. A changed key is an alarm: take the old one back under Servers once your provider has confirmed the new one.`,
        )
      await this.#rows.put({ ...server, pins: [spkiSha256] })
    })
  }

  distrust(serverId: string, spkiSha256: string): Promise<void> {
    return this.#inTurn(async () => {
      const server = this.#rows.requireConfigured(serverId)
      await this.#rows.put({ ...server, pins: server.pins.filter((pin) => pin !== spkiSha256) })
    })
  }

  setHost(serverId: string, host: string): Promise<void> {
    return this.#inTurn(async () => {
      const { clientCertificate, ...server } = this.#rows.requireConfigured(serverId)
      this.#guard.mayChange(server)
      const foreign = findForeign(server, { ...server, host })
      await this.#secrets.drop(serverId, foreign)
      const kept = foreign.has('certificate') || clientCertificate === undefined ? {} : { clientCertificate }
      const pins = isSameOwner(server.host, host) ? server.pins : []
      await this.#rows.put({ ...server, ...kept, host, pins })
    })
  }

  setPassword(serverId: string, password: string): Promise<void> {
    // In turn: behind a removal, it would be left without an owner.
    return this.#inTurn(async () => {
      this.#rows.require(serverId)
      await this.#deps.secrets.set(secretName(serverId), password)
      this.#deps.changed(serverId)
    })
  }

  password(serverId: string): Promise<string | null> {
    return this.#deps.secrets.get(secretName(serverId))
  }

  async connectionSecrets(serverId: string): Promise<ConnectionSecrets> {
    const server = this.get(serverId)
    return server === undefined ? noConnectionSecrets : await connectionSecrets(this.#deps.secrets, server)
  }

  async forgetSecrets(): Promise<void> {
    for (const { id } of this.#rows.stored) await forgetAll(this.#deps.secrets, id)
  }

  sweepSecrets(): Promise<void> {
    return this.#debts.sweep((serverId) => this.get(serverId) !== undefined)
  }

  async #view(server: Server): Promise<ServerView> {
    return {
      ...(this.get(server.id) ?? server),
      identity: this.identities().find(({ serverId }) => serverId === server.id) ?? null,
      hasPassword: await this.#secrets.hasPassword(server),
      waiting: await this.#deps.waiting(server.id),
      ...(this.#guard.isGiven(server.id) ? { isGiven: true } : {}),
    }
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#tail.then(change)
    this.#tail = next.catch(() => undefined)
    return next
  }
}
