// Calls about outgoing servers; what a change means for the outbox follows it.
import type { ServersApi } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { OAuth } from '../oauth/create-oauth.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import type { Servers } from '../servers/servers.ts'
import { readHealth, readRecent, type HealthDeps } from './server-health.ts'

export interface ServersApiDeps extends Pick<HealthDeps, 'store'> {
  readonly servers: Servers
  readonly oauth: OAuth
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
    setEnabled: ({ serverId, enabled }) => servers.setEnabled(serverId, enabled),
    reorder: ({ serverIds }) => servers.reorder(serverIds),
    duplicate: async ({ serverId }) => ({ serverId: await servers.duplicate(serverId) }),
    delete: async ({ serverId, moveTo = null }) => {
      if (moveTo !== null) await moveWaiting(deps, serverId, moveTo)
      try {
        await servers.delete(serverId)
      } finally {
        // Also where the keychain kept its secrets: the server is gone all the same.
        if (servers.get(serverId) === undefined) await outbox.serverDeleted(serverId)
      }
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

/** @throws CallError `not-found` where the server that is to take over is not there, or is the one that goes. */
async function moveWaiting({ servers, outbox }: ServersApiDeps, from: string, to: string): Promise<void> {
  if (to === from || servers.get(to) === undefined)
    throw new CallError('not-found', 'The server that is to take over the messages is not there any more.')
  await outbox.moveAll(from, to)
}
