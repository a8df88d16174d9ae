// Servers and identities as they are stored, read once: each change is stored before it is seen.
import type { Identity } from '../identities/identity.ts'
import { inOrder } from '../identities/identity-order.ts'
import { CallError } from '../result.ts'
import type { Store } from '../storage/store.ts'
import { namedIdentity, namedServer } from './built-in-names.ts'
import { inGivenOrder, withDefault, withoutServer } from './server-records.ts'
import type { Server } from './server.ts'

export class ServerRows {
  readonly #store: Pick<Store, 'servers' | 'identities'>
  readonly #changed: (serverId: string | null) => void
  #servers: readonly Server[] = []
  #identities: readonly Identity[] = []

  /** @param changed told after a change is stored */
  constructor(store: Pick<Store, 'servers' | 'identities'>, changed: (serverId: string | null) => void) {
    this.#store = store
    this.#changed = changed
  }

  async load(): Promise<void> {
    const { servers, identities } = this.#store
    const [all, of] = await Promise.all([servers.all(), identities.all()])
    this.#servers = all.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)
    this.#identities = inOrder(of, all)
  }

  /** As they are stored: what is built in has no name in the language that is spoken. */
  get stored(): readonly Server[] {
    return this.#servers
  }

  get storedIdentities(): readonly Identity[] {
    return this.#identities
  }

  all(): readonly Server[] {
    return this.#servers.map((server) => namedServer(server))
  }

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

  /** @throws CallError `not-found` */
  require(serverId: string): Server {
    const server = this.get(serverId)
    if (server === undefined)
      throw new CallError('not-found', `The server ${serverId} is not there any more.`)
    return server
  }

  /** @throws CallError `not-found`, `not-possible` for the practice server. */
  requireConfigured(serverId: string): Server {
    const server = this.require(serverId)
    if (server.kind === 'practice')
      throw new CallError('not-possible', `${server.name} is built in; it is not edited or deleted.`)
    return server
  }

  /** One server as it is; nobody else becomes the default, or is it no longer. */
  async put(server: Server): Promise<void> {
    await this.#store.servers.put(server)
    await this.load()
    this.#changed(server.id)
  }

  /** Told to nobody: what belongs to it is to be stored too. */
  storeWithDefault(server: Server): Promise<void> {
    return this.#store.servers.putAll(withDefault(server, this.#servers))
  }

  async setDefault(serverId: string): Promise<void> {
    await this.storeWithDefault({ ...this.require(serverId), isDefault: true })
    await this.load()
    await this.leadWith(serverId)
    this.#changed(serverId)
  }

  async reorder(serverIds: readonly string[]): Promise<void> {
    await this.#store.servers.putAll(inGivenOrder(this.#servers, serverIds))
    await this.load()
    this.#changed(null)
  }

  /** Without its server and the identities that nobody else carries; another one is the default where it was that. */
  async remove(server: Server): Promise<void> {
    for (const identity of this.#identities) await this.#leave(identity, server.id)
    await this.#store.servers.remove(server.id)
    await this.load()
    const [next] = this.#servers
    if (server.isDefault && next !== undefined) await this.setDefault(next.id)
    this.#changed(server.id)
  }

  /** The first address is one of the default server, also where a person has put them in an order. */
  async leadWith(serverId: string): Promise<void> {
    const own = this.#identities.find((identity) => identity.serverId === serverId)
    const [first] = this.#identities
    if (own === undefined || first?.order === undefined || own === first) return
    await this.#store.identities.put({ ...own, order: first.order - 1 })
    await this.load()
  }

  /** An identity whose server goes is carried by the next of its further ones; without any, it goes too. */
  async #leave(identity: Identity, serverId: string): Promise<void> {
    const { identities } = this.#store
    const after = withoutServer(identity, serverId, (id) => this.get(id) !== undefined)
    if (after === null) await identities.remove(identity.id)
    else if (after !== identity) await identities.put(after)
  }
}
