// What a person chose of an import, as servers and identities with ids of this profile. No secret is among it.
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Identity } from '../identities/identity.ts'
import type { Random } from '../random.ts'
import type { Server } from '../servers/server.ts'
import {
  freeName,
  type Compared,
  type ComparedIdentity,
  type ComparedServer,
  type Present,
} from './compare.ts'

export interface Chosen {
  readonly servers: readonly string[]
  readonly identities: readonly string[]
}

export interface Taken {
  readonly servers: readonly Server[]
  /** Ids of those that signed in with a token where they come from. */
  readonly withToken: ReadonlySet<string>
  readonly identities: readonly Identity[]
}

/** Makes what is to be stored; what cannot be used, or has no server, is not among it. */
export function take(
  compared: Compared,
  chosen: Chosen,
  deps: { readonly present: Present; readonly clock: Clock; readonly random: Random },
): Taken {
  const servers = new Map<string, Server>()
  const withToken = new Set<string>()
  const names = deps.present.servers.map(({ name }) => name)
  for (const each of compared.servers) {
    if (each.view.state === 'unusable' || !chosen.servers.includes(each.view.key)) continue
    const server = toServer(each, names, servers.size, deps)
    names.push(server.name)
    servers.set(each.view.key, server)
    if (each.usesToken) withToken.add(server.id)
  }
  const idOf = (key: string | null): string | undefined =>
    key === null
      ? deps.present.servers.find(({ isDefault }) => isDefault)?.id
      : (servers.get(key)?.id ?? compared.servers.find(({ view }) => view.key === key)?.existing?.id)
  const identities = compared.identities
    .filter(({ view }) => view.state !== 'unusable' && chosen.identities.includes(view.key))
    .flatMap((each) => toIdentity(each, idOf, deps.random))
  return { servers: [...servers.values()], withToken, identities }
}

function toServer(
  { settings, isDefault }: ComparedServer,
  names: readonly string[],
  at: number,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Server {
  return {
    ...settings,
    id: createId(random),
    kind: 'configured',
    name: freeName(settings.name, names),
    allowInsecureAuth: false, // P26
    isDefault,
    // The list is by age: they keep the order of the file.
    createdAt: clock.now() + at,
  }
}

function toIdentity(
  { settings, found, view }: ComparedIdentity,
  idOf: (key: string | null) => string | undefined,
  random: Random,
): readonly Identity[] {
  const serverId = idOf(view.serverKey)
  if (serverId === undefined) return []
  const { signatures, ...rest } = settings
  const further = found.furtherServerKeys.flatMap((key) => idOf(key) ?? [])
  const furtherServerIds = [...new Set(further)].filter((id) => id !== serverId)
  return [
    {
      ...rest,
      id: createId(random),
      serverId,
      ...(furtherServerIds.length > 0 && { furtherServerIds }),
      ...(signatures !== undefined && {
        signatures: signatures.map((each) => ({ id: createId(random), ...each })),
      }),
    },
  ]
}
