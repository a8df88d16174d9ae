// Which mechanisms there are, in the order of trust, and what each needs.
import type { Random } from '../../random.ts'
import { createOAuthBearer, createXOAuth2, type BearerContext } from './bearer.ts'
import type { ChannelBinding } from './channel-binding.ts'
import { createCramMd5 } from './cram-md5.ts'
import { createExternal } from './external.ts'
import { createLogin } from './login.ts'
import type { Credentials, SaslExchange } from './mechanism.ts'
import { createPlain } from './plain.ts'
import { createScram, type ScramHash } from './scram.ts'

export interface SaslContext extends BearerContext {
  readonly credentials: Credentials
  readonly random: Random
  /** Mechanisms that the server lists, upper case. */
  readonly offered: readonly string[]
  /** Inside TLS. */
  readonly isSecured: boolean
  /** The TLS session was opened with a client certificate. */
  readonly hasClientCertificate: boolean
  /** What the TLS connection can be bound by, best first; empty without TLS. */
  readonly bindings: readonly ChannelBinding[]
}

/** A mechanism that can be used with what there is. */
export interface Mechanism {
  readonly name: string
  readonly isSecured: boolean
  /** Throws `SaslError` where the credentials have characters that it can't carry. */
  create(context: SaslContext): SaslExchange
}

type Create = (context: SaslContext) => SaslExchange

interface Entry {
  readonly name: string
  /** Ways to run it, in order; none where what it needs is not there. */
  ways(context: SaslContext): readonly Create[]
}

/** Best first: what shows the password to nobody, then what shows a token, then what shows the password. */
const table: readonly Entry[] = [
  { name: 'EXTERNAL', ways: external },
  scramPlus('SCRAM-SHA-256-PLUS', 'sha256'),
  scramPlus('SCRAM-SHA-1-PLUS', 'sha1'),
  scram('SCRAM-SHA-256', 'sha256'),
  scram('SCRAM-SHA-1', 'sha1'),
  withToken('OAUTHBEARER', (user, token, context) => createOAuthBearer(user, token, context)),
  withToken('XOAUTH2', createXOAuth2),
  withPassword('CRAM-MD5', createCramMd5),
  withPassword('PLAIN', createPlain),
  withPassword('LOGIN', createLogin),
]

/** The mechanisms to try, best first: never one that the server does not list, never one that `only` leaves out. */
export function chooseMechanisms(context: SaslContext, only: readonly string[] | undefined): Mechanism[] {
  const allowed = only?.map((name) => name.toUpperCase())
  return table
    .filter(({ name }) => context.offered.includes(name) && (allowed?.includes(name) ?? true))
    .flatMap(({ name, ways }) =>
      ways(context).map((create) => ({ name, isSecured: context.isSecured, create })),
    )
}

/** EXTERNAL only with a client certificate: without one there is nothing that speaks for the user. */
function external({ hasClientCertificate, isSecured }: SaslContext): readonly Create[] {
  return hasClientCertificate && isSecured ? [({ credentials }) => createExternal(credentials.user)] : []
}

/** A password serves only these, a token never. */
function withPassword(
  name: string,
  create: (user: string, pass: string, context: SaslContext) => SaslExchange,
): Entry {
  return {
    name,
    ways: ({ credentials: { user, pass } }) =>
      pass === undefined ? [] : [(context) => create(user, pass, context)],
  }
}

function withToken(
  name: string,
  create: (user: string, token: string, context: SaslContext) => SaslExchange,
): Entry {
  return {
    name,
    ways: ({ credentials: { user, token } }) =>
      token === undefined ? [] : [(context) => create(user, token, context)],
  }
}

/** One way for each type of binding. */
function scramPlus(name: string, hash: ScramHash): Entry {
  return {
    name,
    ways: ({ credentials: { user, pass }, bindings }) =>
      pass === undefined
        ? []
        : bindings.map(
            (binding): Create =>
              ({ random }) =>
                createScram(user, pass, { hash, random, binding }),
          ),
  }
}

/** RFC 5802 6: `y` says that we could have bound, had the server listed a -PLUS. */
function scram(name: string, hash: ScramHash): Entry {
  return withPassword(name, (user, pass, { random, offered, bindings }) => {
    const isPlusListed = offered.some((mechanism) => /^SCRAM-.*-PLUS$/.test(mechanism))
    return createScram(user, pass, {
      hash,
      random,
      binding: bindings.length > 0 && !isPlusListed ? 'y' : 'n',
    })
  })
}
