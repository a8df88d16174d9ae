import type { ServerForm, ServerView } from '../../main/api.ts'
import type { OAuthStatus, ProviderView, SignInFlow } from '../../main/oauth/oauth.ts'
import type { OAuthProviderId } from '../../main/servers/server.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { WebSignInState } from './web-sign-in.svelte.ts'

/** How the form signs in: with a password, or on the page of a provider. */
export type Method = 'password' | OAuthProviderId

/** The web sign-in of a server form: its unsaved values, its grant and what is kept; no markup. */
export class OAuthForm {
  method = $state<Method>('password')
  clientId = $state('')
  /** '' with a stored one keeps it. */
  clientSecret = $state('')
  issuer = $state('')
  tenant = $state('')
  scope = $state('')
  providers = $state.raw<readonly ProviderView[]>([])
  status = $state.raw<OAuthStatus>({ signedIn: false })
  /** What signing out gave, in words. */
  said = $state('')
  failure = $state.raw<CallFailure | null>(null)
  readonly signIn: WebSignInState
  readonly #bridge: Bridge
  readonly #serverId: string | null
  readonly #stored: Method
  #granted = $state.raw<{ readonly id: string; readonly settings: string } | null>(null)

  constructor(bridge: Bridge, server: ServerView | null) {
    this.#bridge = bridge
    this.#serverId = server?.id ?? null
    this.signIn = new WebSignInState(bridge)
    const oauth = server?.oauth
    this.#stored = oauth?.provider ?? 'password'
    if (oauth === undefined) return
    this.method = oauth.provider
    this.clientId = oauth.clientId
    this.issuer = oauth.issuer ?? ''
    this.tenant = oauth.tenant ?? ''
    this.scope = oauth.scope ?? ''
  }

  /** Reads providers and what is kept, and listens; returns the function that ends it. */
  start(): () => void {
    void this.#read()
    return this.signIn.start((view) => {
      if (view.state === 'done' && !view.isKept) this.#granted = { id: view.id, settings: this.#settings }
    })
  }

  async #read(): Promise<void> {
    const [providers, status] = await Promise.all([
      this.#bridge.oauth.providers(),
      this.#serverId === null || this.#stored === 'password'
        ? null
        : this.#bridge.oauth.status({ serverId: this.#serverId }),
    ])
    if (providers.ok) this.providers = providers.value
    if (status?.ok === true) this.status = status.value
  }

  get isWeb(): boolean {
    return this.method !== 'password'
  }

  get provider(): ProviderView | null {
    return this.providers.find(({ id }) => id === this.method) ?? null
  }

  /** The unsaved sign-in, unless the settings are others by now. */
  get grant(): string | null {
    return this.#granted?.settings === this.#settings ? this.#granted.id : null
  }

  get isSignedIn(): boolean {
    return this.grant !== null || (this.status.signedIn && this.method === this.#stored)
  }

  /** As the form of the server has them; null for a password. */
  get value(): Pick<ServerForm, 'oauth' | 'oauthGrant'> {
    const { method } = this
    if (method === 'password') return { oauth: null, oauthGrant: null }
    const typed = (text: string) => text.trim()
    return {
      oauth: {
        provider: method,
        clientId: typed(this.clientId),
        ...(method === 'issuer' ? { issuer: typed(this.issuer) } : {}),
        ...(typed(this.scope) === '' ? {} : { scope: typed(this.scope) }),
        ...(method === 'microsoft' && typed(this.tenant) !== '' ? { tenant: typed(this.tenant) } : {}),
        clientSecret: this.#secret,
      },
      oauthGrant: this.grant,
    }
  }

  /** A secret of another provider's client does not stay. */
  get #secret(): string | null {
    if (this.clientSecret.trim() !== '') return this.clientSecret.trim()
    return this.method === this.#stored ? null : ''
  }

  get #settings(): string {
    const { method, clientId, issuer, tenant, scope } = this
    return JSON.stringify([method, clientId, issuer, tenant, scope].map((text) => text.trim()))
  }

  choose(method: Method): void {
    if (method === this.method) return
    this.signIn.forget()
    this.said = ''
    this.method = method
  }

  async begin(form: ServerForm, flow: SignInFlow): Promise<void> {
    this.said = ''
    this.failure = null
    if (!(await this.signIn.beginForm(form, flow))) this.failure = this.signIn.failure
  }

  /** It is saved: what was granted is kept from now on. */
  async saved(): Promise<void> {
    if (!this.isWeb) return
    this.#granted = null
    this.signIn.forget()
    await this.#read()
  }

  async signOut(): Promise<void> {
    if (this.#serverId === null) return
    const result = await this.#bridge.oauth.signOut({ serverId: this.#serverId })
    if (result.ok) this.said = result.value.message
    else this.failure = result.failure
    await this.#read()
  }
}
