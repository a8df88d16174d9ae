// Calls about the certificate of a server that did not pass.
import type { CertificatesApi } from '../api.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { CallError } from '../result.ts'
import { findOtherName, type LookUp } from '../servers/other-name.ts'
import type { Servers } from '../servers/servers.ts'

export interface CertificatesApiDeps {
  readonly servers: Servers
  readonly outbox: Outbox
  /** Absent: no name is looked up, and none is offered. */
  readonly lookUp?: LookUp | undefined
}

/** Makes the certificates part of the Api. */
export function createCertificatesApi({ servers, outbox, lookUp }: CertificatesApiDeps): CertificatesApi {
  const find = async (serverId: string | null, host: string, names: readonly string[]) => {
    const server = serverId === null ? undefined : servers.get(serverId)
    // A proxy looks the names up: what they are here is not what they are there.
    if (lookUp === undefined || server?.proxy !== undefined) return null
    const found = await findOtherName(host, names, lookUp)
    if (found === null || server === undefined || server.user === '') return found
    return isSameOwner(server.host, found.name) ? found : { ...found, asksAnew: true as const }
  }
  return {
    otherName: ({ serverId, host, names }) => find(serverId, host, names),
    useName: async ({ serverId, name }) => {
      const server = servers.get(serverId)
      if (server === undefined || (await find(serverId, server.host, [name])) === null)
        throw new CallError('not-possible', `${name} does not lead to the same computer any more.`)
      await servers.setHost(serverId, name)
      await outbox.signedIn(serverId)
    },
  }
}
