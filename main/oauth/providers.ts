// What is known of providers, as data. Endpoints are given by hand: no metadata of theirs is needed, or fits (Microsoft's `common`).
import type { OAuthProviderId } from '../servers/server.ts'
import type { ProviderView } from './oauth.ts'

export interface Provider {
  readonly name: string
  readonly issuer: string
  readonly authorization: string
  readonly token: string
  readonly device?: string
  readonly revocation?: string
  /** Scope that lets a program send by SMTP, and gives a refresh token. */
  readonly scope: string
  readonly clientSecret: ProviderView['clientSecret']
  /** Further parameters of the authorization request. */
  readonly extra: Readonly<Record<string, string>>
  /** Where a person takes the permission back by hand. */
  readonly permissions?: string
}

type KnownProvider = Exclude<OAuthProviderId, 'issuer'>

/** `{tenant}` stands for the directory. */
export const providers: Readonly<Record<KnownProvider, Provider>> = {
  google: {
    name: 'Google',
    issuer: 'https://accounts.google.com',
    authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    revocation: 'https://oauth2.googleapis.com/revoke',
    // Its device flow does not offer the mail scope. `openid email` says which account signed in.
    scope: 'https://mail.google.com/ openid email',
    clientSecret: 'needed',
    // A refresh token comes with the first consent only, unless it is asked for again.
    extra: { access_type: 'offline', prompt: 'consent' },
    permissions: 'https://myaccount.google.com/connections',
  },
  microsoft: {
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
    authorization: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
    token: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
    device: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode',
    // No `openid`: with `common` the issuer of an ID token is another one than the one that was asked.
    scope: 'https://outlook.office.com/SMTP.Send offline_access',
    clientSecret: 'none',
    extra: {},
    permissions: 'https://myapplications.microsoft.com',
  },
  yahoo: {
    name: 'Yahoo',
    issuer: 'https://api.login.yahoo.com',
    authorization: 'https://api.login.yahoo.com/oauth2/request_auth',
    token: 'https://api.login.yahoo.com/oauth2/get_token',
    revocation: 'https://api.login.yahoo.com/oauth2/revoke',
    scope: 'mail-w',
    clientSecret: 'optional',
    extra: {},
    permissions: 'https://login.yahoo.com/account/security',
  },
  fastmail: {
    name: 'Fastmail',
    issuer: 'https://www.fastmail.com',
    authorization: 'https://api.fastmail.com/oauth/authorize',
    token: 'https://api.fastmail.com/oauth/refresh',
    revocation: 'https://api.fastmail.com/oauth/revoke',
    scope: 'https://www.fastmail.com/dev/protocol-smtp offline_access',
    clientSecret: 'none',
    extra: {},
    permissions: 'https://app.fastmail.com/settings/security',
  },
}

/** What an issuer is asked for where no scope was typed, as far as its metadata lists it. */
export const issuerScopes: readonly string[] = ['openid', 'email', 'offline_access']

export const defaultTenant = 'common'

/** All that the form offers, in its order. */
export function toProviderViews(): readonly ProviderView[] {
  const known = Object.entries(providers).map(([id, provider]): ProviderView => ({
    id: id as KnownProvider,
    name: provider.name,
    host: new URL(provider.authorization).host,
    scope: provider.scope,
    clientSecret: provider.clientSecret,
    hasDeviceFlow: provider.device !== undefined,
    hasTenant: provider.authorization.includes('{tenant}'),
  }))
  const issuer: ProviderView = {
    id: 'issuer',
    name: 'Another provider',
    host: '',
    scope: issuerScopes.join(' '),
    clientSecret: 'optional',
    hasDeviceFlow: false,
    hasTenant: false,
  }
  return [...known, issuer]
}
