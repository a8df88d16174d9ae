// What is built in has no name that a person gave it: it is named in the language that is spoken now, whatever it was when it was made.
import type { Identity } from '../identities/identity.ts'
import { t } from '../text/t.ts'
import type { Server } from './server.ts'

/** Ids of the practice server, and of the same one with the password that it refuses. */
export const practiceServerIds = { server: 'practice', wrong: 'practice-wrong' } as const

/** The name of a server of this id, where it is built in; else the one that is given. */
export function nameOfServer(serverId: string, given: string): string {
  if (serverId === practiceServerIds.server) return t('practice.server')
  return serverId === practiceServerIds.wrong ? t('practice.server-wrong') : given
}

/** Itself where it is not built in. */
export function namedServer(server: Server): Server {
  return server.kind === 'practice' ? { ...server, name: nameOfServer(server.id, server.name) } : server
}

/** An identity that "Try it" made; itself where it is another. */
export function namedIdentity(identity: Identity): Identity {
  const isBuiltIn = identity.id.startsWith('practice-') && identity.serverId === practiceServerIds.server
  return isBuiltIn ? { ...identity, name: t('practice.you') } : identity
}
