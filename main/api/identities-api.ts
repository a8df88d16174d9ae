// Calls about identities: the addresses that a person sends from.
import type { IdentitiesApi } from '../api.ts'
import type { Aliases } from '../identities/aliases.ts'
import type { Identities } from '../identities/identities.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Servers } from '../servers/servers.ts'
import type { Shell } from '../shell.ts'

export interface IdentitiesApiDeps {
  readonly identities: Identities
  readonly servers: Servers
  readonly outbox: Outbox
  readonly aliases: Aliases
  readonly shell: Shell
}

/** Makes the identities part of the Api. */
export function createIdentitiesApi({
  identities,
  servers,
  outbox,
  shell,
  aliases,
}: IdentitiesApiDeps): IdentitiesApi {
  return {
    list: () => Promise.resolve(servers.identities()),
    save: (form) => identities.save(form),
    delete: async ({ identityId }) => {
      await identities.delete(identityId)
      for (const alias of aliases.list())
        if (alias.identityId === identityId) aliases.forget(identityId, alias.address)
    },
    reorder: ({ identityIds }) => identities.reorder(identityIds),
    pickFolder: async () => ({ path: await shell.pickFolder() }),
    refusedSenders: () =>
      Promise.resolve(
        servers
          .all()
          .flatMap(({ id, name, refusedSenders = [] }) =>
            refusedSenders.map((refused) => ({ serverId: id, serverName: name, ...refused })),
          ),
      ),
    aliases: () => {
      // Without its identity one has no server to go over.
      const known = new Set(servers.identities().map(({ id }) => id))
      return Promise.resolve(aliases.list().filter(({ identityId }) => known.has(identityId)))
    },
    forgetAlias: ({ identityId, address }) => {
      aliases.forget(identityId, address)
      return Promise.resolve()
    },
    forgetRefused: ({ serverId, address }) => servers.noteSender(serverId, address, null),
    saveCopy: async ({ entryId }) => {
      const { identityId } = await outbox.get(entryId)
      // The folder as it is set now: it may have been the fault.
      await outbox.saveCopy(entryId, servers.identity(identityId)?.sentCopy)
    },
  }
}
