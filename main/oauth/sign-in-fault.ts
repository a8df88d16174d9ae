// What went wrong, thrown inside main/oauth/ and turned into words at its border.
import * as oauth from 'oauth4webapi'
import { t, fillIn } from '../text/t.ts'
import type { SignInProblem, SignInProblemKind } from './oauth.ts'
import { ownValue } from '../own-value.ts'

export interface FaultDetails {
  /** The provider's error code, e.g. `invalid_grant`, and what it says of it. */
  readonly code?: string
  readonly description?: string
  /** A word about what failed here, e.g. `ENOTFOUND`. */
  readonly detail?: string
  /** The account that signed in, and the one that was meant. */
  readonly account?: string
  readonly wanted?: string
}

export class SignInFault extends Error {
  readonly kind: SignInProblemKind
  readonly details: FaultDetails
  constructor(kind: SignInProblemKind, details: FaultDetails = {}) {
    super(details.detail ?? details.code ?? kind)
    this.name = 'SignInFault'
    this.kind = kind
    this.details = details
  }
}

/** Microsoft's numbers say more than its error codes. */
const byNumber: readonly (readonly [RegExp, SignInProblemKind])[] = [
  [/AADSTS(65001|90094|90095|900941|900981)\b/, 'admin-consent'],
  [/AADSTS65004\b/, 'denied'],
  [/AADSTS(50020|50034|50178|500200)\b/, 'wrong-account'],
  [/AADSTS(700016|7000215|7000218|7000222|700025|700027|50011|500113)\b/, 'client'],
  [/AADSTS(70011|650053)\b/, 'scope'],
]

const byCode: Readonly<Record<string, SignInProblemKind>> = {
  access_denied: 'denied',
  consent_required: 'admin-consent',
  admin_policy_enforced: 'admin-consent',
  invalid_grant: 'sign-in-again',
  interaction_required: 'sign-in-again',
  login_required: 'sign-in-again',
  invalid_client: 'client',
  unauthorized_client: 'client',
  deleted_client: 'client',
  disabled_client: 'client',
  org_internal: 'client',
  redirect_uri_mismatch: 'client',
  invalid_scope: 'scope',
  expired_token: 'expired',
  temporarily_unavailable: 'no-answer',
  server_error: 'no-answer',
}

/** The kind of an error that the provider named (RFC 6749 4.1.2.1, 5.2; RFC 8628 3.5). */
export function toKind(code: string, description: string): SignInProblemKind {
  const numbered = byNumber.find(([pattern]) => pattern.test(description))?.[1]
  return numbered ?? ownValue(byCode, code) ?? 'refused'
}

/** Any error of a step as a fault. Nothing of an answer but error code and description is taken over (P25). */
export function toFault(error: unknown): SignInFault {
  if (error instanceof SignInFault) return error
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
    const { error: code, error_description: description = '' } = error
    return new SignInFault(toKind(code, description), { code, description })
  }
  // A client that is not known may be answered by a challenge alone (RFC 6749 5.2).
  if (error instanceof oauth.WWWAuthenticateChallengeError)
    return new SignInFault(error.status === 401 ? 'client' : 'refused', { code: String(error.status) })
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return toProtocolFault(error)
  throw error
}

/** An answer that is none of OAuth 2, or belongs to another sign-in. */
function toProtocolFault(
  error: oauth.OperationProcessingError | oauth.UnsupportedOperationError,
): SignInFault {
  const detail = error.message
  const { cause } = error
  const status = cause instanceof Response ? cause.status : 0
  switch (error.code) {
    case oauth.HTTP_REQUEST_FORBIDDEN:
      return new SignInFault('not-https', { detail })
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return status >= 500 || status === 429
        ? new SignInFault('no-answer', { code: String(status) })
        : new SignInFault('refused', { code: String(status), description: detail })
    case oauth.RESPONSE_IS_NOT_JSON:
    case oauth.PARSE_ERROR:
      return new SignInFault('no-answer', { detail })
    default:
      return new SignInFault('mixed-up', { detail })
  }
}

export interface FaultContext {
  readonly provider: string
  readonly host: string
  readonly step: SignInProblem['step']
  /** Secrets of this sign-in: a server may quote what it was told (P25). */
  readonly secrets: readonly string[]
  /** A page where an administrator agrees, and the client that it is about. */
  readonly consent?: { readonly address: string; readonly clientId: string }
}

const maxAnswer = 400

/** Puts a fault into words. */
export function toProblem({ kind, details }: SignInFault, context: FaultContext): SignInProblem {
  const clean = (text: string) => toLine(text, context.secrets)
  const { provider, host, step, consent } = context
  const params = {
    provider,
    host,
    detail: clean(details.detail ?? ''),
    account: clean(details.account ?? ''),
    wanted: details.wanted ?? '',
  }
  return {
    kind,
    title: fillIn(`oauth.${kind}.title`, params),
    what: fillIn(`oauth.${kind}.what`, params).trim(),
    step,
    move: fillIn(`oauth.${kind}.move`, params),
    ...(details.code === undefined
      ? {}
      : { answer: { code: clean(details.code), text: clean(details.description ?? '') } }),
    ...(kind === 'admin-consent'
      ? {
          request:
            consent === undefined
              ? t('oauth.request.plain', { provider })
              : t('oauth.request', { address: consent.address, clientId: consent.clientId }),
        }
      : {}),
  }
}

/** One line, cut, without what controls a terminal or reverses text, and without a secret in any of it. */
function toLine(text: string, secrets: readonly string[]): string {
  const safe = secrets
    .filter((secret) => secret.length > 3)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .reduce((line, secret) => line.replaceAll(secret, '[hidden]'), text)
  return safe
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, maxAnswer)
}
