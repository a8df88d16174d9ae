// What a sign-in gave, as it is kept in the SecretStore, and the request that renews it.
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { requestOptions, type Endpoints, type FindDeps } from './endpoints.ts'
import { SignInFault, toFault } from './sign-in-fault.ts'

const text = z.string().min(1).max(100_000)
const tokensSchema = z.strictObject({
  /** Left out where the keychain has no room for it beside the other. */
  access: text.optional(),
  refresh: text.optional(),
  /** When `access` came, and when it ends, epoch ms. */
  receivedAt: z.number(),
  expiresAt: z.number().optional(),
  /** When the person signed in. */
  grantedAt: z.number(),
  account: z.string().max(1_000).optional(),
  /** For whom they are (`toBinding`), and the endpoint that gave them: no other is shown them. */
  boundTo: z.string().max(10_000),
  tokenEndpoint: z.string().max(2_000),
})

export type Tokens = Readonly<z.infer<typeof tokensSchema>>

/** Reads what `formatTokens` wrote; null for anything else. */
export function parseTokens(json: string): Tokens | null {
  try {
    const parsed = tokensSchema.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function formatTokens(tokens: Tokens): string {
  return JSON.stringify(tokens)
}

/** A token that ends within this is renewed first; a short-lived one in the last quarter of its life. */
const marginMs = 5 * 60_000

/** Whether the access token may still be used. */
export function isFresh({ access, receivedAt, expiresAt }: Tokens, now: number): boolean {
  if (access === undefined) return false
  if (expiresAt === undefined) return true
  const margin = Math.min(marginMs, (expiresAt - receivedAt) / 4)
  return now < expiresAt - margin
}

/** The answer of a token endpoint (RFC 6749 5.1). @throws SignInFault for a token that is no bearer token. */
export function toTokens(
  answer: oauth.TokenEndpointResponse,
  now: number,
  { boundTo, tokenEndpoint }: Pick<Tokens, 'boundTo' | 'tokenEndpoint'>,
  old?: Pick<Tokens, 'refresh' | 'grantedAt' | 'account'>,
): Tokens {
  if (answer.token_type.toLowerCase() !== 'bearer')
    throw new SignInFault('refused', { code: 'token_type', description: answer.token_type })
  const account = accountOf(answer) ?? old?.account
  // RFC 6749 6: without a new one the old one stays.
  const refresh = answer.refresh_token ?? old?.refresh
  return {
    access: answer.access_token,
    ...(refresh === undefined ? {} : { refresh }),
    receivedAt: now,
    ...(answer.expires_in === undefined ? {} : { expiresAt: now + answer.expires_in * 1_000 }),
    grantedAt: old?.grantedAt ?? now,
    ...(account === undefined ? {} : { account }),
    boundTo,
    tokenEndpoint,
  }
}

/** The address in an ID token, where one came. */
function accountOf(answer: oauth.TokenEndpointResponse): string | undefined {
  const email = oauth.getValidatedIdTokenClaims(answer)?.email
  return typeof email === 'string' && email.includes('@') && email.length <= 320 ? email : undefined
}

/** Asks for a new access token (RFC 6749 6). @throws SignInFault `sign-in-again` where the provider refuses it. */
export async function refreshTokens(
  endpoints: Endpoints,
  tokens: Tokens,
  deps: FindDeps,
  now: () => number,
): Promise<Tokens> {
  if (tokens.refresh === undefined) throw new SignInFault('sign-in-again')
  const { server, client, clientAuth } = endpoints
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      clientAuth,
      tokens.refresh,
      requestOptions(deps),
    )
    return toTokens(await oauth.processRefreshTokenResponse(server, client, response), now(), tokens, tokens)
  } catch (error) {
    throw toFault(error)
  }
}

/** Takes the sign-in back at the provider (RFC 7009). @throws SignInFault; false where the provider has no place for it. */
export async function revokeTokens(
  { server, client, clientAuth }: Endpoints,
  tokens: Tokens,
  deps: FindDeps,
  signal: AbortSignal,
): Promise<boolean> {
  const token = tokens.refresh ?? tokens.access
  if (server.revocation_endpoint === undefined || token === undefined) return false
  try {
    const response = await oauth.revocationRequest(server, client, clientAuth, token, {
      ...requestOptions(deps, signal),
      additionalParameters: {
        token_type_hint: tokens.refresh === undefined ? 'access_token' : 'refresh_token',
      },
    })
    await oauth.processRevocationResponse(response)
    return true
  } catch (error) {
    throw toFault(error)
  }
}
