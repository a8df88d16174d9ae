// The identities over their store. Changes follow one another; each is stored before it is seen.
import type { IdentityForm, SaveIdentityOutcome } from '../api.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { Server } from '../servers/server.ts'
import type { Store } from '../storage/store.ts'
import type { Identity } from './identity.ts'
import { parseIdentity } from './parse-identity.ts'

/** Servers and identities are read together: a server is saved with the first identity that uses it. */
export interface IdentityServers {
  get(serverId: string): Server | undefined
  /** In their order. */
  identities(): readonly Identity[]
  /** Runs a change in turn with the servers' own, then reads identities again and tells of it. */
  changeIdentities<T>(change: () => Promise<T>): Promise<T>
}

export interface IdentitiesDeps {
  readonly store: Pick<Store, 'identities'>
  readonly servers: IdentityServers
  readonly random: Random
}

export interface Identities {
  /** @throws CallError `not-found`, `not-possible` for one of the practice server. */
  save(form: IdentityForm): Promise<SaveIdentityOutcome>
  /** What waits in the outbox keeps its sender. @throws as `save`. */
  delete(identityId: string): Promise<void>
  /** The first is the default. Those that are not named follow as they are. */
  reorder(identityIds: readonly string[]): Promise<void>
}

/** As many as a window can offer without losing anybody. */
const maxIdentities = 500

export function createIdentities({ store, servers, random }: IdentitiesDeps): Identities {
  const require = (identityId: string): Identity => {
    const identity = servers.identities().find(({ id }) => id === identityId)
    if (identity === undefined) throw new CallError('not-found', 'This identity is not there any more.')
    if (isBuiltIn(identity, servers))
      throw new CallError(
        'not-possible',
        `${identity.address} belongs to the practice server; it is not edited or deleted.`,
      )
    return identity
  }
  const save = async (form: IdentityForm): Promise<SaveIdentityOutcome> => {
    const old = form.id === null ? undefined : require(form.id)
    const parsed = parseIdentity(form, (serverId) => servers.get(serverId))
    if (!parsed.ok) return { saved: false, problems: parsed.problems }
    const all = servers.identities()
    if (old === undefined && all.length >= maxIdentities)
      throw new CallError('not-possible', `There are ${maxIdentities} identities; no more are kept.`)
    // Where all have their place, a new one comes last.
    const order = old === undefined ? nextOrder(all) : old.order
    const identity = {
      id: old?.id ?? createId(random),
      ...parsed.values,
      ...(order === undefined ? {} : { order }),
    }
    await store.identities.put(identity)
    return { saved: true, identity }
  }
  const reorder = async (identityIds: readonly string[]): Promise<void> => {
    const all = servers.identities()
    const place = (identity: Identity, at: number) => {
      const named = identityIds.indexOf(identity.id)
      return named < 0 ? identityIds.length + at : named
    }
    const places = new Map(all.map((identity, at) => [identity.id, place(identity, at)]))
    const sorted = all.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
    for (const [order, identity] of sorted.entries()) await store.identities.put({ ...identity, order })
  }
  return {
    save: (form) => servers.changeIdentities(() => save(form)),
    delete: (identityId) =>
      servers.changeIdentities(async () => store.identities.remove(require(identityId).id)),
    reorder: (identityIds) => servers.changeIdentities(() => reorder(identityIds)),
  }
}

function nextOrder(all: readonly Identity[]): number | undefined {
  const orders = all.flatMap(({ order }) => (order === undefined ? [] : [order]))
  return orders.length === 0 || orders.length < all.length ? undefined : Math.max(...orders) + 1
}

/** Made by "Try it": its address means something to the practice server alone. */
function isBuiltIn({ id, serverId }: Identity, servers: Pick<IdentityServers, 'get'>): boolean {
  return id.startsWith('practice-') && servers.get(serverId)?.kind === 'practice'
}
