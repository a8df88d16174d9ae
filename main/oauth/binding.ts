// For whom tokens were given: client and provider, the token endpoint, the user, and who owns the mail server. Pure.
import { isSameOwner, registeredDomain } from '../message/registered-domain.ts'
import type { OAuthSettings, Server } from '../servers/server.ts'

/** What a server's sign-in needs of its settings. */
export type OAuthServer = Pick<Server, 'id' | 'oauth' | 'user' | 'host'>

/** Whom a sign-in was for. `user` and `host` are '' where the form had none yet: then they are as they are saved. */
export interface Holder {
  readonly settings: OAuthSettings
  readonly user: string
  readonly host: string
}

/** One line for client, provider, user and owner of the server: tokens with another one are not used. */
export function toBinding({ settings, user, host }: Holder): string {
  return JSON.stringify([toSettings(settings), user.trim(), registeredDomain(host.trim())])
}

/** The line of a server; undefined where it has no web sign-in. */
export function bindingOf({ oauth, user, host }: OAuthServer): string | undefined {
  return oauth === undefined ? undefined : toBinding({ settings: oauth, user, host })
}

/** Whether what was given for one may be kept for the other. */
export function isFor(given: Holder, wanted: Holder): boolean {
  if (!isSameClient(given.settings, wanted.settings)) return false
  const [user, host] = [given.user.trim(), given.host.trim()]
  return (
    (user === '' || user === wanted.user.trim()) && (host === '' || isSameOwner(host, wanted.host.trim()))
  )
}

/** The settings that are stored: trimmed, without what is empty, without the secret. */
export function toSettings(typed: OAuthSettings): NonNullable<Server['oauth']> {
  const { provider, clientId, issuer, scope, tenant } = typed
  const kept = (text: string | undefined) =>
    text === undefined || text.trim() === '' ? undefined : text.trim()
  const [issuerKept, scopeKept, tenantKept] = [kept(issuer), kept(scope), kept(tenant)]
  return {
    provider,
    clientId: clientId.trim(),
    ...(provider === 'issuer' && issuerKept !== undefined ? { issuer: issuerKept } : {}),
    ...(scopeKept === undefined ? {} : { scope: scopeKept }),
    ...(provider === 'microsoft' && tenantKept !== undefined ? { tenant: tenantKept } : {}),
  }
}

export function isSameClient(a: OAuthSettings, b: OAuthSettings): boolean {
  return JSON.stringify(toSettings(a)) === JSON.stringify(toSettings(b))
}

/** Whether a client secret of one may be sent for the other: the scope is no part of it. */
export function hasSameSecret(a: OAuthSettings, b: OAuthSettings): boolean {
  const [{ scope: _a, ...one }, { scope: _b, ...other }] = [toSettings(a), toSettings(b)]
  return JSON.stringify(one) === JSON.stringify(other)
}
