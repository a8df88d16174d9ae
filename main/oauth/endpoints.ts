// Where a provider takes its requests, and as whom this program speaks there.
import * as oauth from 'oauth4webapi'
import type { OAuthSettings } from '../servers/server.ts'
import { isSafeUrl } from './check-settings.ts'
import { defaultTenant, issuerScopes, providers } from './providers.ts'
import { SignInFault, toFault } from './sign-in-fault.ts'
import type { WebRequest } from './web.ts'

export interface Endpoints {
  readonly server: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly clientAuth: oauth.ClientAuth
  readonly scope: string
  readonly extra: Readonly<Record<string, string>>
  /** Name of the provider for people. */
  readonly name: string
  /** Host of the sign-in page. */
  readonly host: string
  readonly permissions?: string
}

export interface FindDeps {
  readonly request: WebRequest
  readonly allowLoopback: boolean
}

/** Host of the sign-in page and name of the provider, as far as the settings alone say them. */
export function nameOf({ provider, issuer = '' }: OAuthSettings): {
  readonly name: string
  readonly host: string
} {
  if (provider !== 'issuer') {
    const { name, authorization } = providers[provider]
    return { name, host: new URL(authorization).host }
  }
  const host = URL.canParse(issuer) ? new URL(issuer).host : issuer
  return { name: host, host: '' }
}

/**
 * The endpoints of the provider: known ones from the table, an issuer's from its metadata (RFC 8414, else OpenID Connect).
 * @throws SignInFault `not-https`, `metadata`, `offline`, `no-answer`.
 */
export async function findEndpoints(
  settings: OAuthSettings,
  clientSecret: string | null,
  deps: FindDeps,
  signal?: AbortSignal,
): Promise<Endpoints> {
  const known = settings.provider === 'issuer' ? null : providers[settings.provider]
  const server =
    known === null ? await discover(settings.issuer ?? '', deps, signal) : toServer(known, settings.tenant)
  const { authorization_endpoint: page } = server
  const { name } = nameOf(settings)
  return {
    server,
    client: { client_id: settings.clientId },
    clientAuth: toClientAuth(server, clientSecret),
    scope: settings.scope ?? known?.scope ?? scopeOf(server),
    extra: known?.extra ?? {},
    name,
    host: page === undefined ? name : new URL(page).host,
    ...(known?.permissions === undefined ? {} : { permissions: known.permissions }),
  }
}

/** For every request of oauth4webapi: our fetch, which judges the address itself. */
export function requestOptions({ request, allowLoopback }: FindDeps, signal?: AbortSignal) {
  return {
    [oauth.customFetch]: (url: string, init: RequestInit) => request(url, init),
    // For tests against this computer; our own fetch judges each address (createWeb).
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to be noticed
    [oauth.allowInsecureRequests]: allowLoopback,
    ...(signal === undefined ? {} : { signal }),
  }
}

function toServer(
  provider: (typeof providers)[keyof typeof providers],
  tenant = '',
): oauth.AuthorizationServer {
  const fill = (url: string) => url.replace('{tenant}', tenant === '' ? defaultTenant : tenant)
  return {
    issuer: fill(provider.issuer),
    authorization_endpoint: fill(provider.authorization),
    token_endpoint: fill(provider.token),
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    ...(provider.device === undefined ? {} : { device_authorization_endpoint: fill(provider.device) }),
    ...(provider.revocation === undefined ? {} : { revocation_endpoint: fill(provider.revocation) }),
  }
}

async function discover(
  issuer: string,
  deps: FindDeps,
  signal: AbortSignal | undefined,
): Promise<oauth.AuthorizationServer> {
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (url === null) throw new SignInFault('metadata', { detail: 'the issuer is no web address' })
  if (!isSafeUrl(url, deps.allowLoopback)) throw new SignInFault('not-https', { detail: url.origin })
  const server = (await ask(url, 'oauth2', deps, signal)) ?? (await ask(url, 'oidc', deps, signal))
  if (server === null) throw new SignInFault('metadata', { detail: 'there is none' })
  requireEndpoints(server, deps.allowLoopback)
  return server
}

/** Null where there is nothing at this address. */
async function ask(
  url: URL,
  algorithm: 'oauth2' | 'oidc',
  deps: FindDeps,
  signal: AbortSignal | undefined,
): Promise<oauth.AuthorizationServer | null> {
  try {
    const response = await oauth.discoveryRequest(url, { algorithm, ...requestOptions(deps, signal) })
    if (response.status !== 200) return null
    return await oauth.processDiscoveryResponse(url, response)
  } catch (error) {
    if (signal?.aborted === true) throw error
    const fault = toFault(error)
    // RFC 8414 3.3: metadata of another issuer must not be used.
    throw fault.kind === 'mixed-up' ? new SignInFault('metadata', fault.details) : fault
  }
}

function requireEndpoints(server: oauth.AuthorizationServer, allowLoopback: boolean): void {
  const required = ['authorization_endpoint', 'token_endpoint'] as const
  for (const name of [...required, 'device_authorization_endpoint', 'revocation_endpoint'] as const) {
    const address = server[name]
    const isRequired = name === 'authorization_endpoint' || name === 'token_endpoint'
    if (address === undefined && !isRequired) continue
    if (typeof address !== 'string' || !URL.canParse(address))
      throw new SignInFault('metadata', { detail: `${name} is missing` })
    if (!isSafeUrl(new URL(address), allowLoopback)) throw new SignInFault('not-https', { detail: name })
  }
}

/** RFC 8414 2: without a word of the server a secret goes by `client_secret_basic`. */
function toClientAuth(server: oauth.AuthorizationServer, secret: string | null): oauth.ClientAuth {
  if (secret === null || secret === '') return oauth.None()
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_post')
    ? oauth.ClientSecretPost(secret)
    : oauth.ClientSecretBasic(secret)
}

function scopeOf({ scopes_supported: supported }: oauth.AuthorizationServer): string {
  return issuerScopes.filter((scope) => supported?.includes(scope) ?? true).join(' ')
}
