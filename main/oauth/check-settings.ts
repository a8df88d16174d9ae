import type { OAuthSettings } from '../servers/server.ts'

/** What cannot be used, and in which field of the form. */
export interface SettingsProblem {
  readonly field: 'oauth.clientId' | 'oauth.issuer' | 'oauth.tenant' | 'oauth.scope' | 'oauth.clientSecret'
  readonly message: string
}

/** Printable ASCII without the blank, as every one of these is on the wire (RFC 6749 A). */
const visible = /^[\x21-\x7e]+$/

/** Judges the settings of a web sign-in, before anything is asked of the provider. */
export function checkOAuthSettings(
  settings: OAuthSettings & { readonly clientSecret?: string | null },
  allowLoopback = false,
): readonly SettingsProblem[] {
  const { provider, clientId, issuer, tenant, scope, clientSecret } = settings
  const problems: (SettingsProblem | null)[] = [
    checkClientId(clientId.trim()),
    provider === 'issuer' ? checkIssuer(issuer?.trim() ?? '', allowLoopback) : null,
    tenant !== undefined && tenant !== '' && !/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/.test(tenant.trim())
      ? {
          field: 'oauth.tenant',
          message: 'The directory is its domain or its id, for example contoso.example; empty for any.',
        }
      : null,
    scope !== undefined &&
    scope !== '' &&
    !/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(scope.trim())
      ? { field: 'oauth.scope', message: 'The scope is a list of words with one blank between them.' }
      : null,
    clientSecret !== undefined &&
    clientSecret !== null &&
    clientSecret !== '' &&
    !visible.test(clientSecret.trim())
      ? { field: 'oauth.clientSecret', message: 'The client secret has a character that no secret has.' }
      : null,
  ]
  return problems.filter((problem) => problem !== null)
}

function checkClientId(clientId: string): SettingsProblem | null {
  if (clientId === '')
    return {
      field: 'oauth.clientId',
      message: 'A client id is missing: you get one where you register Sendoff with the provider.',
    }
  return visible.test(clientId)
    ? null
    : { field: 'oauth.clientId', message: 'The client id has a character that no client id has.' }
}

function checkIssuer(issuer: string, allowLoopback: boolean): SettingsProblem | null {
  const refuse = (message: string): SettingsProblem => ({ field: 'oauth.issuer', message })
  if (issuer === '')
    return refuse('The address of the issuer is missing, for example https://id.example.org.')
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  if (url === null) return refuse('The issuer is a web address, for example https://id.example.org.')
  if (!isSafeUrl(url, allowLoopback))
    return refuse('The issuer must be reached over https; a sign-in over http could be read on the way.')
  // RFC 8414 2.
  return url.search === '' && url.hash === '' && url.username === '' && url.password === ''
    ? null
    : refuse('The address of an issuer has no user name, no “?” and no “#”.')
}

/** https; http only to this computer itself, and only where that was injected (tests). */
export function isSafeUrl(url: URL, allowLoopback: boolean): boolean {
  if (url.protocol === 'https:') return true
  return allowLoopback && url.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(url.hostname)
}
