// Sign-in in the system's browser: authorization code with PKCE over a loopback redirect (RFC 6749 4.1, 7636, 8252).
import * as oauth from 'oauth4webapi'
import type { Random } from '../random.ts'
import { requestOptions, type Endpoints, type FindDeps } from './endpoints.ts'
import type { Loopback } from './loopback.ts'
import { SignInFault, toFault } from './sign-in-fault.ts'

/** What the browser is sent away with, and what it has to come back with. */
export interface CodeRequest {
  readonly state: string
  readonly verifier: string
  /** Only where an ID token is asked for. */
  readonly nonce?: string
}

export function createCodeRequest(random: Random, scope: string): CodeRequest {
  const word = () => Buffer.from(random.bytes(32)).toString('base64url')
  return {
    state: word(),
    verifier: word(),
    ...(scope.split(' ').includes('openid') ? { nonce: word() } : {}),
  }
}

/** The address of the sign-in page. `loginHint`: the account that is meant; '' for none. */
export async function toPageAddress(
  { server, client, scope, extra }: Endpoints,
  { state, verifier, nonce }: CodeRequest,
  redirectUri: string,
  loginHint: string,
): Promise<string> {
  const page = server.authorization_endpoint
  if (page === undefined) throw new SignInFault('metadata', { detail: 'authorization_endpoint is missing' })
  const url = new URL(page)
  const parameters = {
    ...extra,
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(nonce === undefined ? {} : { nonce }),
    ...(loginHint === '' ? {} : { login_hint: loginHint }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/**
 * Waits for the browser's answer and trades its code for tokens. `fetching` is told between the two.
 * @throws SignInFault what the provider said; `mixed-up` for an answer of another issuer (RFC 9207) or state.
 */
export async function finishCodeFlow(
  endpoints: Endpoints,
  request: CodeRequest,
  loopback: Loopback,
  deps: FindDeps,
  { signal, fetching }: { readonly signal: AbortSignal; readonly fetching: () => void },
): Promise<oauth.TokenEndpointResponse> {
  const { server, client, clientAuth } = endpoints
  const query = await loopback.answer
  try {
    const parameters = oauth.validateAuthResponse(server, client, query, request.state)
    fetching()
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      clientAuth,
      parameters,
      loopback.redirectUri,
      request.verifier,
      requestOptions(deps, signal),
    )
    return await oauth.processAuthorizationCodeResponse(server, client, response, {
      ...(request.nonce === undefined ? {} : { expectedNonce: request.nonce }),
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw toFault(error)
  }
}
