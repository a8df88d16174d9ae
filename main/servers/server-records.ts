// What is stored of servers and identities after a change. Pure.
import type { SendProblem, ServerForm } from '../api.ts'
import type { Identity } from '../identities/identity.ts'
import { isSameOwner } from '../message/registered-domain.ts'
import type { ServerValues } from './parse-form.ts'
import type { Server } from './server.ts'

/** A server as the form says; what was learned of it, its place and whether it is on stay as they are. */
export function toServer(
  old: Server | undefined,
  values: ServerValues,
  isDefault: boolean,
  fresh: { readonly id: string; readonly createdAt: number },
): Server {
  const { name, host, port, security, user, ehloName, allowInsecureAuth } = values
  const settings = { name, host, port, security, user, ehloName, allowInsecureAuth, isDefault }
  if (old === undefined) return { ...fresh, kind: 'configured', ...settings, ...values.options, pins: [] }
  const { id, kind, disabled, order, clientCertificate, refusedSenders, createdAt } = old
  // A key is trusted for the server of one owner.
  const pins = isSameOwner(old.host, host) ? old.pins : []
  const kept = { disabled, order, clientCertificate, refusedSenders }
  return { id, kind, pins, createdAt, ...defined(kept), ...settings, ...values.options }
}

/** The identity that the form of a server describes: name, address and further servers; the rest stays. */
export function toIdentity(
  old: Identity | undefined,
  serverId: string,
  { yourName, email }: ServerValues,
  further: readonly string[] | undefined,
  freshId: string,
): Identity {
  const { furtherServerIds: oldFurther = [], ...kept } = old ?? { id: freshId }
  const furtherServerIds = further ?? oldFurther
  return {
    ...kept,
    name: yourName,
    address: email,
    serverId,
    ...(furtherServerIds.length === 0 ? {} : { furtherServerIds }),
  }
}

/** Servers of the form that may carry the mail when this one does not; what the form does not name stays as it is. */
export function judgeFurther(
  form: ServerForm,
  servers: readonly Server[],
): { readonly serverIds?: readonly string[]; readonly problem?: SendProblem } {
  const serverIds = form.furtherServerIds
  if (serverIds === undefined) return {}
  const isConfigured = (id: string) =>
    servers.some((server) => server.id === id && server.kind === 'configured')
  const isUsable = (id: string, at: number) =>
    id !== form.id && isConfigured(id) && serverIds.indexOf(id) === at
  if (serverIds.every(isUsable)) return { serverIds }
  const message = 'A further server is another one of your outgoing servers, each named once.'
  return { problem: { field: 'furtherServerIds', message } }
}

/** In the order of the ids; those that are not named follow in the order they had. */
export function inGivenOrder(servers: readonly Server[], serverIds: readonly string[]): readonly Server[] {
  const place = new Map(serverIds.map((id, index) => [id, index]))
  const placeOf = ({ id }: Server) => place.get(id) ?? serverIds.length
  // Equal places keep the order they have: toSorted is stable.
  const ordered = servers.toSorted((a, b) => placeOf(a) - placeOf(b))
  return ordered.map((server, order) => ({ ...server, order }))
}

/** A second one like it: without what was learned of the first, and with a name that none has. */
export function copyOf(server: Server, id: string, all: readonly Server[], createdAt: number): Server {
  const { refusedSenders: _refused, order: _place, ...settings } = server
  const names = new Set(all.map(({ name }) => name))
  const tries = Array.from({ length: all.length + 1 }, (_, index) =>
    index === 0 ? `${server.name} copy` : `${server.name} copy ${index + 1}`,
  )
  const name = tries.find((candidate) => !names.has(candidate)) ?? id
  return { ...settings, id, name, isDefault: false, createdAt }
}

/** One default at a time: making one unmakes the other. The only server is the default. Gives the rows that change. */
export function withDefault(server: Server, all: readonly Server[]): readonly Server[] {
  const others = all.filter(({ id }) => id !== server.id)
  const isDefault = server.isDefault || !others.some((other) => other.isDefault)
  const unmade = isDefault ? others.filter((other) => other.isDefault) : []
  return [...unmade.map((other) => ({ ...other, isDefault: false })), { ...server, isDefault }]
}

/** Imported servers beside those that are there: the default stays, or is one of them where there was none. Gives the rows that change. */
export function withImported(imported: readonly Server[], all: readonly Server[]): readonly Server[] {
  const isFirst = !all.some(({ kind }) => kind === 'configured')
  const chosen = isFirst ? (imported.find(({ isDefault }) => isDefault) ?? imported[0]) : undefined
  const unmade = chosen === undefined ? [] : all.filter(({ isDefault }) => isDefault)
  return [
    ...unmade.map((other) => ({ ...other, isDefault: false })),
    ...imported.map((server) => ({ ...server, isDefault: server.id === chosen?.id })),
  ]
}

/**
 * An identity after a server is gone: the next of its further ones carries it.
 * @returns itself where it does not use the server; null where no server is left for it.
 */
export function withoutServer(
  identity: Identity,
  serverId: string,
  isThere: (serverId: string) => boolean,
): Identity | null {
  const { furtherServerIds, ...rest } = identity
  const isOwn = identity.serverId === serverId
  if (!isOwn && furtherServerIds?.includes(serverId) !== true) return identity
  const others = (furtherServerIds ?? []).filter((id) => id !== serverId && isThere(id))
  const [next = '', ...further] = isOwn ? others : [identity.serverId, ...others]
  if (next === '') return null
  return { ...rest, serverId: next, ...(further.length === 0 ? {} : { furtherServerIds: further }) }
}

/** Without the fields that are undefined: the columns of a row are there or not. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
