// The nouns of web sign-in: plain data, safe for IPC and screen. A token is in none of them (P25).
import type { OAuthProviderId } from '../servers/server.ts'

/** A provider as the form offers it. */
export interface ProviderView {
  readonly id: OAuthProviderId
  readonly name: string
  /** Where the sign-in page is; '' where an issuer has to be given. */
  readonly host: string
  /** The provider's scope, where none is typed. */
  readonly scope: string
  /** Whether a client that is registered for a desktop program has a secret. */
  readonly clientSecret: 'needed' | 'optional' | 'none'
  /** Known to have a device flow for SMTP; an issuer's metadata says it. */
  readonly hasDeviceFlow: boolean
  readonly hasTenant: boolean
}

/** `browser`: the system's browser is opened, and a code is shown beside it where there is a device flow; `device`: the code alone. */
export type SignInFlow = 'browser' | 'device'

/** A code to be typed on another device (RFC 8628 3.3). */
export interface DeviceCode {
  readonly code: string
  readonly address: string
  readonly validUntil: number
}

export const signInProblems = [
  'denied',
  'wrong-account',
  'admin-consent',
  'sign-in-again',
  'client',
  'scope',
  'expired',
  'offline',
  'no-answer',
  'not-https',
  'metadata',
  'no-device-flow',
  'mixed-up',
  'keychain',
  'refused',
] as const
export type SignInProblemKind = (typeof signInProblems)[number]

/** Why a sign-in came to nothing, in words. */
export interface SignInProblem {
  readonly kind: SignInProblemKind
  readonly title: string
  readonly what: string
  /** At which step: the sign-in page, the token, the provider's metadata. */
  readonly step: string
  readonly move: string
  /** The provider's own words: its error code and description. */
  readonly answer?: { readonly code: string; readonly text: string }
  /** What to send to an administrator who has to agree first. */
  readonly request?: string
}

export interface SignInView {
  /** Once `done`, the id of the grant for `ServerForm.oauthGrant`. */
  readonly id: string
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Where it is, or where it ended. */
  readonly step: 'prepare' | 'wait' | 'fetch' | 'done'
  readonly provider: string
  /** Host of the sign-in page; '' until it is known. */
  readonly host: string
  readonly openedAt?: number
  readonly waitUntil?: number
  readonly device?: DeviceCode
  /** The address that signed in, where the provider says it. */
  readonly account?: string
  readonly problem?: SignInProblem
  /** It is kept for a server already, and not for a form that is to be saved. */
  readonly isKept: boolean
}

/** What is known of the sign-in that is kept for a server. */
export interface OAuthStatus {
  readonly signedIn: boolean
  readonly account?: string
  readonly at?: number
}

/** What became of the sign-in at the provider when it was removed here (RFC 7009). */
export interface SignOutOutcome {
  readonly revoked: boolean
  readonly message: string
}
