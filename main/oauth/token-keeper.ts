// The tokens of each server: read, renewed, stored and taken back. Nothing else touches them (P25).
import type { Clock } from '../clock.ts'
import { secretName, type SecretStore } from '../secrets/secret-store.ts'
import { bindingOf, type OAuthServer } from './binding.ts'
import { findEndpoints, type Endpoints, type FindDeps } from './endpoints.ts'
import type { OAuthStatus, SignOutOutcome } from './oauth.ts'
import { dropTokens, isOf, revokeSignIn } from './revoke.ts'
import { SignInFault } from './sign-in-fault.ts'
import { formatTokens, isFresh, parseTokens, refreshTokens, type Tokens } from './tokens.ts'

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

export class TokenKeeper {
  readonly #deps: KeeperDeps
  /** One renewal at a time for each server: with rotation a second one would use a token that is gone. */
  readonly #renewals = new Map<string, Promise<Tokens>>()
  /** Renewed, and not stored yet: they are stored before they are used. */
  readonly #unstored = new Map<string, Tokens>()
  /** Access tokens for which the keychain had no room. */
  readonly #roomless = new Map<string, Tokens>()
  /** Raised by each sign-in and each removal: what a renewal that began before it gives is not stored after it. */
  readonly #epochs = new Map<string, number>()
  /** Writes of one server follow one another. */
  readonly #tails = new Map<string, Promise<unknown>>()

  constructor(deps: KeeperDeps) {
    this.#deps = deps
  }

  /**
   * The token for a server, renewed where it ends soon; null where nobody has signed in with its settings of now.
   * @throws SignInFault where it cannot be renewed; CallError `secret` of the keychain.
   */
  async credential(server: OAuthServer): Promise<TokenCredential | null> {
    const tokens = await this.#read(server)
    if (tokens === null) return null
    const usable = isFresh(tokens, this.#deps.clock.now()) ? tokens : await this.#renewOrUse(server, tokens)
    return {
      token: accessOf(usable),
      grantedAt: usable.grantedAt,
      isRenewed: usable.access !== tokens.access,
      refresh: async () => accessOf(await this.#renew(server, usable)),
    }
  }

  async status(server: OAuthServer): Promise<OAuthStatus> {
    const tokens = await this.#read(server)
    if (tokens === null) return { signedIn: false }
    const { account, grantedAt } = tokens
    return { signedIn: true, at: grantedAt, ...(account === undefined ? {} : { account }) }
  }

  clientSecret(serverId: string): Promise<string | null> {
    return this.#deps.secrets.get(secretName(serverId, 'oauth-client'))
  }

  /** Stores the tokens of a sign-in. @throws CallError `secret` where the keychain refuses. */
  async keep(serverId: string, tokens: Tokens): Promise<void> {
    await this.#put(serverId, tokens, this.#begin(serverId))
  }

  /**
   * Forgets the sign-in here. What it gives back tells the provider, and says in words whether that worked; null where
   * there was no sign-in.
   * @throws CallError `secret` where the keychain refuses.
   */
  async signOut(server: OAuthServer): Promise<(() => Promise<SignOutOutcome>) | null> {
    const { id } = server
    const unstored = this.#unstored.get(id)
    // Before anything is waited for: a renewal that ends meanwhile is too late.
    const epoch = this.#begin(id)
    const tokens = this.#ofServer(unstored ?? (await this.#stored(id)), server)
    const secret = await this.clientSecret(id)
    // A sign-in that was finished meanwhile stays.
    if (this.#epochOf(id) === epoch) await this.forget(id)
    if (tokens === null) return null
    return () => revokeSignIn(this.#deps, server, tokens, secret)
  }

  /** Deletes the tokens of a server here. The client's secret stays: another sign-in needs it. */
  async forget(serverId: string): Promise<void> {
    this.#begin(serverId)
    this.#unstored.delete(serverId)
    await this.#inTurn(serverId, async () => {
      this.#roomless.delete(serverId)
      await this.#deps.secrets.delete(secretName(serverId, 'oauth'))
    })
  }

  #begin(serverId: string): number {
    const epoch = this.#epochOf(serverId) + 1
    this.#epochs.set(serverId, epoch)
    this.#renewals.delete(serverId)
    return epoch
  }

  #epochOf(serverId: string): number {
    return this.#epochs.get(serverId) ?? 0
  }

  /** Those of this server; another client, provider, user or owner of the host has none here. */
  #ofServer(tokens: Tokens | null, server: OAuthServer): Tokens | null {
    return tokens !== null && tokens.boundTo === bindingOf(server) ? tokens : null
  }

  async #read(server: OAuthServer): Promise<Tokens | null> {
    const unstored = this.#unstored.get(server.id)
    if (unstored !== undefined) await this.#put(server.id, unstored, this.#epochOf(server.id))
    return this.#ofServer(unstored ?? (await this.#stored(server.id)), server)
  }

  async #stored(serverId: string): Promise<Tokens | null> {
    const json = await this.#deps.secrets.get(secretName(serverId, 'oauth'))
    const stored = json === null ? null : parseTokens(json)
    const roomless = this.#roomless.get(serverId)
    return stored?.access === undefined && roomless?.refresh === stored?.refresh
      ? (roomless ?? stored)
      : stored
  }

  /** Stores them, unless the sign-in was removed or replaced since `epoch`. */
  async #put(serverId: string, tokens: Tokens, epoch: number): Promise<void> {
    if (this.#epochOf(serverId) !== epoch) return
    this.#unstored.set(serverId, tokens)
    await this.#inTurn(serverId, async () => {
      if (this.#epochOf(serverId) !== epoch) return
      await this.#store(serverId, tokens)
      if (this.#unstored.get(serverId) === tokens) this.#unstored.delete(serverId)
    })
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
    const renewal = this.#renewNow(server, used).finally(() => {
      if (this.#renewals.get(server.id) === renewal) this.#renewals.delete(server.id)
    })
    this.#renewals.set(server.id, renewal)
    return renewal
  }

  async #renewNow(server: OAuthServer, used: Tokens): Promise<Tokens> {
    const { clock, find } = this.#deps
    const epoch = this.#epochOf(server.id)
    const now = () => clock.now()
    const stored = await this.#read(server)
    if (stored === null || server.oauth === undefined) throw new SignInFault('sign-in-again')
    // Renewed since: by a session beside this one, or by the terminal.
    if (stored.access !== used.access && isFresh(stored, now())) return stored
    const endpoints = await findEndpoints(server.oauth, await this.clientSecret(server.id), find)
    // The provider has moved: whoever is there now is not shown what the one before gave.
    if (!isOf(endpoints, stored)) throw new SignInFault('sign-in-again')
    if (this.#epochOf(server.id) !== epoch) return await this.#newer(server)
    try {
      return await this.#rotate(server, epoch, endpoints, await refreshTokens(endpoints, stored, find, now))
    } catch (error) {
      if (!(error instanceof SignInFault) || error.kind !== 'sign-in-again') throw error
      const again = await this.#read(server)
      if (again === null || again.refresh === stored.refresh) throw error
      if (isFresh(again, now()) || this.#epochOf(server.id) !== epoch) return again
      return await this.#rotate(server, epoch, endpoints, await refreshTokens(endpoints, again, find, now))
    }
  }

  /** The new refresh token is in the SecretStore before the access token beside it is used. */
  async #rotate(server: OAuthServer, epoch: number, endpoints: Endpoints, tokens: Tokens): Promise<Tokens> {
    await this.#put(server.id, tokens, epoch)
    if (this.#epochOf(server.id) === epoch) return tokens
    // Beside a newer sign-in it is only dropped: taking it back could end that one too.
    if ((await this.#read(server)) === null) await dropTokens(this.#deps, endpoints, tokens)
    return await this.#newer(server)
  }

  /** What a sign-in during the renewal gave. @throws SignInFault `sign-in-again` where it was removed. */
  async #newer(server: OAuthServer): Promise<Tokens> {
    const tokens = await this.#read(server)
    if (tokens === null) throw new SignInFault('sign-in-again')
    return tokens
  }

  #inTurn(serverId: string, write: () => Promise<void>): Promise<void> {
    const next = (this.#tails.get(serverId) ?? Promise.resolve()).then(write)
    this.#tails.set(
      serverId,
      next.catch(() => undefined),
    )
    return next
  }
}

function accessOf({ access }: Tokens): string {
  if (access === undefined) throw new SignInFault('sign-in-again')
  return access
}
