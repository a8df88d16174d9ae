// A sign-in that was removed here, taken back at the provider (RFC 7009), and what became of that in words.
import type { Clock } from '../clock.ts'
import { t } from '../text/t.ts'
import type { OAuthServer } from './binding.ts'
import { findEndpoints, nameOf, type Endpoints, type FindDeps } from './endpoints.ts'
import type { SignOutOutcome } from './oauth.ts'
import { providers } from './providers.ts'
import { SignInFault, toProblem } from './sign-in-fault.ts'
import { revokeTokens, type Tokens } from './tokens.ts'

export interface RevokeDeps {
  readonly clock: Clock
  readonly find: FindDeps
}

/** What the provider may take to answer that a sign-in is taken back. */
const revocationMs = 10_000

/** Tells the provider. Never rejects: where it could not be told, that is said. */
export async function revokeSignIn(
  { clock, find }: RevokeDeps,
  server: Pick<OAuthServer, 'oauth'>,
  tokens: Tokens,
  secret: string | null,
): Promise<SignOutOutcome> {
  const { oauth: settings } = server
  if (settings === undefined) return { revoked: false, message: t('oauth.none-kept') }
  const { name: provider } = nameOf(settings)
  try {
    const isRevoked = await withEnd(clock, async (signal) => {
      const endpoints = await findEndpoints(settings, secret, find, signal)
      return isOf(endpoints, tokens) && (await revokeTokens(endpoints, tokens, find, signal))
    })
    if (isRevoked) return { revoked: true, message: t('oauth.revoked', { provider }) }
    return { revoked: false, message: withHand(t('oauth.not-revocable', { provider }), server) }
  } catch (error) {
    const why = whyNot(error, provider, [secret, tokens.refresh, tokens.access])
    return { revoked: false, message: withHand(t('oauth.not-revoked', { provider, why }), server) }
  }
}

/** Takes back tokens that came after the sign-in was removed: nobody is told of them, and nobody waits. */
export async function dropTokens({ clock, find }: RevokeDeps, endpoints: Endpoints, tokens: Tokens) {
  await withEnd(clock, (signal) => revokeTokens(endpoints, tokens, find, signal)).catch(() => undefined)
}

/** Whether the tokens came from this token endpoint: another one is not shown them. */
export function isOf({ server }: Endpoints, { tokenEndpoint }: Tokens): boolean {
  return server.token_endpoint === tokenEndpoint
}

async function withEnd<T>(clock: Clock, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController()
  const timer = clock.after(revocationMs, () => end.abort())
  try {
    return await run(end.signal)
  } finally {
    timer.cancel()
  }
}

function withHand(message: string, { oauth: settings }: Pick<OAuthServer, 'oauth'>): string {
  const address =
    settings === undefined || settings.provider === 'issuer'
      ? undefined
      : providers[settings.provider].permissions
  return address === undefined ? message : `${message} ${t('oauth.by-hand', { address })}`
}

function whyNot(error: unknown, provider: string, secrets: readonly (string | null | undefined)[]): string {
  const fault = error instanceof SignInFault ? error : new SignInFault('no-answer')
  const { title, answer } = toProblem(fault, {
    provider,
    host: provider,
    step: t('oauth.step.token'),
    secrets: secrets.filter((secret) => typeof secret === 'string'),
  })
  return answer === undefined ? `${title}.` : `${title} (${answer.code}).`
}
