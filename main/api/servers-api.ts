// Calls about outgoing servers; what a change means for the outbox follows it.
import type { IdentitiesApi, ServersApi } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Servers } from '../servers/servers.ts'
import { readHealth, readRecent, type HealthDeps } from './server-health.ts'

export interface ServersApiDeps extends Pick<HealthDeps, 'store'> {
  readonly servers: Servers
  readonly outbox: Outbox
  readonly clock: Clock
}

/** Makes the servers part of the Api. */
export function createServersApi(deps: ServersApiDeps): ServersApi {
  const { servers, outbox } = deps
  return {
    list: () => servers.views(),
    health: (input) => readHealth(deps, input),
    recent: () => readRecent(deps),
    restorePace: ({ serverId }) => outbox.restorePace(serverId),
    save: async (form) => {
      const outcome = await servers.save(form)
      // Another password, host, security or certificate: what waited for the person goes on, and asks again where it has to.
      if (outcome.saved) await outbox.signedIn(outcome.server.id)
      return outcome
    },
    delete: async ({ serverId }) => {
      await servers.delete(serverId)
      await outbox.serverDeleted(serverId)
    },
    trust: async ({ serverId, spkiSha256 }) => {
      await servers.trust(serverId, spkiSha256)
      await outbox.signedIn(serverId)
    },
    distrust: ({ serverId, spkiSha256 }) => servers.distrust(serverId, spkiSha256),
    setDefault: ({ serverId }) => servers.setDefault(serverId),
    signIn: async ({ serverId, password }) => {
      await servers.setPassword(serverId, password)
      await outbox.signedIn(serverId)
    },
  }
}

/** Makes the identities part of the Api. */
export function createIdentitiesApi(servers: Servers): IdentitiesApi {
  return { list: () => Promise.resolve(servers.identities()) }
}
