import type { Server } from '../servers/server.ts'
import type { Identity } from './identity.ts'

/**
 * In the order of "From"; the first is the default. Without a place of their own, those of the default server come first, then all in
 * the order of storage.
 */
export function inOrder(
  identities: readonly Identity[],
  servers: readonly Pick<Server, 'id' | 'isDefault'>[],
): readonly Identity[] {
  const isOfDefault = ({ serverId }: Identity) =>
    servers.some(({ id, isDefault }) => isDefault && id === serverId)
  return identities.toSorted(
    (a, b) =>
      (a.order ?? Infinity) - (b.order ?? Infinity) || Number(isOfDefault(b)) - Number(isOfDefault(a)),
  )
}
