// The tokens of each server: read, renewed, stored and taken back. Nothing else touches them (P25).
import type { Clock } from '../clock.ts'
import { secretName, type SecretStore } from '../secrets/secret-store.ts'
import type { OAuthSettings, Server } from '../servers/server.ts'
import { t } from '../text/t.ts'
import { findEndpoints, nameOf, type FindDeps } from './endpoints.ts'
import type { OAuthStatus, SignOutOutcome } from './oauth.ts'
import { SignInFault, toProblem } from './sign-in-fault.ts'
import { formatTokens, isFresh, parseTokens, refreshTokens, revokeTokens, type Tokens } from './tokens.ts'
import { providers } from './providers.ts'

/** What a server's sign-in needs of its settings. */
export type OAuthServer = Pick<Server, 'id' | 'oauth'>

/** A token that may be used now. */
export interface TokenCredential {
  readonly token: string
  /** When the person signed in: a session that was opened under another sign-in is another session. */
  readonly grantedAt: number
  /** It ended soon, and this is the one that took its place. */
  readonly isRenewed: boolean
  /**
   * For a token that the server refused before its time: a new one.
   * @throws SignInFault `sign-in-again` where the provider gives none any more; CallError `secret` of the keychain.
   */
  refresh(): Promise<string>
}

export interface KeeperDeps {
  readonly secrets: SecretStore
  readonly clock: Clock
  readonly find: FindDeps
}

/** What the provider may take to answer that a sign-in is taken back. */
const revocationMs = 10_000

export class TokenKeeper {
  readonly #deps: KeeperDeps
  /** One renewal at a time for each server: with rotation a second one would use a token that is gone. */
  readonly #renewals = new Map<string, Promise<Tokens>>()
  /** Renewed, and not stored yet: they are stored before they are used. */
  readonly #unstored = new Map<string, Tokens>()
  /** Access tokens for which the keychain had no room. */
  readonly #roomless = new Map<string, Tokens>()

  constructor(deps: KeeperDeps) {
    this.#deps = deps
  }

  /**
   * The token for a server, renewed where it ends soon; null where nobody has signed in.
   * @throws SignInFault where it cannot be renewed; CallError `secret` of the keychain.
   */
  async credential(server: OAuthServer): Promise<TokenCredential | null> {
    const tokens = await this.#read(server.id)
    if (tokens === null) return null
    const usable = isFresh(tokens, this.#deps.clock.now()) ? tokens : await this.#renewOrUse(server, tokens)
    return {
      token: accessOf(usable),
      grantedAt: usable.grantedAt,
      isRenewed: usable.access !== tokens.access,
      refresh: async () => accessOf(await this.#renew(server, usable)),
    }
  }

  async status(serverId: string): Promise<OAuthStatus> {
    const tokens = await this.#read(serverId)
    if (tokens === null) return { signedIn: false }
    const { account, grantedAt } = tokens
    return { signedIn: true, at: grantedAt, ...(account === undefined ? {} : { account }) }
  }

  clientSecret(serverId: string): Promise<string | null> {
    return this.#deps.secrets.get(secretName(serverId, 'oauth-client'))
  }

  /** Stores the tokens of a sign-in. @throws CallError `secret` where the keychain refuses. */
  async keep(serverId: string, tokens: Tokens): Promise<void> {
    this.#unstored.set(serverId, tokens)
    await this.#store(serverId, tokens)
    this.#unstored.delete(serverId)
  }

  /**
   * Forgets the sign-in here. What it gives back tells the provider, and says in words whether that worked; null where
   * there was no sign-in.
   * @throws CallError `secret` where the keychain refuses.
   */
  async signOut(server: OAuthServer): Promise<(() => Promise<SignOutOutcome>) | null> {
    const { id, oauth: settings } = server
    const tokens = await this.#read(id)
    const secret = await this.clientSecret(id)
    await this.forget(id)
    if (tokens === null || settings === undefined) return null
    return () => this.#revoke(server, settings, tokens, secret)
  }

  async #revoke(
    server: OAuthServer,
    settings: OAuthSettings,
    tokens: Tokens,
    secret: string | null,
  ): Promise<SignOutOutcome> {
    const { name: provider } = nameOf(settings)
    const end = new AbortController()
    const timer = this.#deps.clock.after(revocationMs, () => end.abort())
    try {
      const endpoints = await findEndpoints(settings, secret, this.#deps.find, end.signal)
      const isRevoked = await revokeTokens(endpoints, tokens, this.#deps.find, end.signal)
      if (isRevoked) return { revoked: true, message: t('oauth.revoked', { provider }) }
      return { revoked: false, message: withHand(t('oauth.not-revocable', { provider }), server) }
    } catch (error) {
      const why = whyNot(error, provider, [secret, tokens.refresh, tokens.access])
      return { revoked: false, message: withHand(t('oauth.not-revoked', { provider, why }), server) }
    } finally {
      timer.cancel()
    }
  }

  /** Deletes the tokens of a server here. The client's secret stays: another sign-in needs it. */
  async forget(serverId: string): Promise<void> {
    this.#unstored.delete(serverId)
    this.#roomless.delete(serverId)
    await this.#deps.secrets.delete(secretName(serverId, 'oauth'))
  }

  async #read(serverId: string): Promise<Tokens | null> {
    const unstored = this.#unstored.get(serverId)
    if (unstored !== undefined) {
      await this.keep(serverId, unstored)
      return unstored
    }
    const json = await this.#deps.secrets.get(secretName(serverId, 'oauth'))
    const stored = json === null ? null : parseTokens(json)
    const roomless = this.#roomless.get(serverId)
    return stored?.access === undefined && roomless?.refresh === stored?.refresh
      ? (roomless ?? stored)
      : stored
  }

  /** Windows' keychain takes 2560 octets: where both do not fit, the one that renews the other is kept. */
  async #store(serverId: string, tokens: Tokens): Promise<void> {
    const name = secretName(serverId, 'oauth')
    try {
      await this.#deps.secrets.set(name, formatTokens(tokens))
      this.#roomless.delete(serverId)
    } catch (error) {
      if (tokens.refresh === undefined) throw error
      const { access: _access, ...rest } = tokens
      await this.#deps.secrets.set(name, formatTokens(rest))
      this.#roomless.set(serverId, tokens)
    }
  }

  /** A provider that cannot be reached now does not end a token that is still good. */
  async #renewOrUse(server: OAuthServer, tokens: Tokens): Promise<Tokens> {
    try {
      return await this.#renew(server, tokens)
    } catch (error) {
      const passes = error instanceof SignInFault && (error.kind === 'offline' || error.kind === 'no-answer')
      const isGood =
        tokens.access !== undefined &&
        tokens.expiresAt !== undefined &&
        this.#deps.clock.now() < tokens.expiresAt
      if (passes && isGood) return tokens
      throw error
    }
  }

  #renew(server: OAuthServer, used: Tokens): Promise<Tokens> {
    const running = this.#renewals.get(server.id)
    if (running !== undefined) return running
    const renewal = this.#renewNow(server, used).finally(() => this.#renewals.delete(server.id))
    this.#renewals.set(server.id, renewal)
    return renewal
  }

  async #renewNow(server: OAuthServer, used: Tokens): Promise<Tokens> {
    const { clock, find } = this.#deps
    if (server.oauth === undefined) throw new SignInFault('sign-in-again')
    const stored = await this.#read(server.id)
    if (stored === null) throw new SignInFault('sign-in-again')
    // Renewed since: by a session beside this one, or by the terminal.
    if (stored.access !== used.access && isFresh(stored, clock.now())) return stored
    const endpoints = await findEndpoints(server.oauth, await this.clientSecret(server.id), find)
    try {
      return await this.#rotate(server.id, await refreshTokens(endpoints, stored, find, () => clock.now()))
    } catch (error) {
      if (!(error instanceof SignInFault) || error.kind !== 'sign-in-again') throw error
      const again = await this.#read(server.id)
      if (again === null || again.refresh === stored.refresh) throw error
      if (isFresh(again, clock.now())) return again
      return await this.#rotate(server.id, await refreshTokens(endpoints, again, find, () => clock.now()))
    }
  }

  /** The new refresh token is in the SecretStore before the access token beside it is used. */
  async #rotate(serverId: string, tokens: Tokens): Promise<Tokens> {
    await this.keep(serverId, tokens)
    return tokens
  }
}

function accessOf({ access }: Tokens): string {
  if (access === undefined) throw new SignInFault('sign-in-again')
  return access
}

function withHand(message: string, { oauth: settings }: OAuthServer): string {
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
