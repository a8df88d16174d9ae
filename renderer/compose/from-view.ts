import type { ServerView } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { RefusedSender } from '../../main/servers/server.ts'
import { t } from '../text/t.ts'

/** An identity as "From" offers it: with its server where another one has the same address, and marked where that is switched off. */
export function nameIdentity(
  identity: Identity,
  identities: readonly Identity[],
  servers: readonly ServerView[],
): string {
  const { id, name, address, serverId } = identity
  const server = servers.find((one) => one.id === serverId)
  const mailbox = name === '' ? address : `${name} <${address}>`
  const isShared = identities.some((one) => one.id !== id && sameAddress(one.address, address))
  const named =
    isShared && server !== undefined ? t('identities.over', { mailbox, server: server.name }) : mailbox
  return server?.disabled === true ? t('identities.off', { mailbox: named }) : named
}

/** Servers that "Send through" offers beside the default one. */
export function listOthers(
  servers: readonly ServerView[],
  defaultServer: Pick<ServerView, 'id'> | null,
): readonly ServerView[] {
  return servers.filter(({ id }) => id !== defaultServer?.id)
}

/** What this server said of the identity's address, where it refused it and has not taken it since. */
export function findRefused(
  identity: Pick<Identity, 'address' | 'envelopeSender'>,
  server: Pick<ServerView, 'refusedSenders'> | null,
): RefusedSender | undefined {
  const sender = identity.envelopeSender ?? identity.address
  return server?.refusedSenders?.find(({ address }) => sameAddress(address, sender))
}

/** The domain without case, the local part as it is (RFC 5321 2.4). */
export function sameAddress(one: string, other: string): boolean {
  return key(one) === key(other)
}

function key(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`
}
