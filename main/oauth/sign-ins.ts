// Sign-ins that a person has started, and the grants that wait for their form to be saved. Kept in memory only.
import type { TokenEndpointResponse } from 'oauth4webapi'
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import { toBinding, type Holder } from './binding.ts'
import { createCodeRequest, finishCodeFlow, toPageAddress } from './code-flow.ts'
import { pollDeviceFlow, startDeviceFlow } from './device-flow.ts'
import { findEndpoints, nameOf, type Endpoints, type FindDeps } from './endpoints.ts'
import type { OpenLoopback } from './loopback.ts'
import type { SignInFlow, SignInView } from './oauth.ts'
import { defaultTenant } from './providers.ts'
import { SignInFault, toFault, toProblem, type FaultContext } from './sign-in-fault.ts'
import { toTokens, type Tokens } from './tokens.ts'

/** Whom a sign-in is for. */
export interface SignInTarget extends Holder {
  readonly clientSecret: string | null
  /** Addresses that the server is for; the first is offered to the sign-in page. */
  readonly accounts: readonly string[]
  /** Stored for this server at once; absent: a grant that is saved with its form. */
  readonly serverId?: string
}

/** A finished sign-in that is not stored yet. */
export interface Grant extends Holder {
  readonly tokens: Tokens
}

export interface SignInsDeps {
  readonly find: FindDeps
  readonly clock: Clock
  readonly random: Random
  readonly openLoopback: OpenLoopback
  /** The system's browser. */
  readonly openExternal: (url: string) => Promise<void>
  readonly changed: (view: SignInView) => void
  /** Stores what was given for a server that is there, and lets its messages go on. */
  readonly keep: (serverId: string, tokens: Tokens) => Promise<void>
  readonly log: { warn(message: string): void; error(message: string, cause?: unknown): void }
}

/** How long a person has at the sign-in page. */
const limitMs = 10 * 60_000
const maxGrants = 20

interface Running {
  readonly target: SignInTarget
  readonly flow: SignInFlow
  readonly end: AbortController
  view: SignInView
  step: FaultContext['step']
  /** Of the sign-in page, once it is known. */
  address?: string
  /** What must not be quoted. */
  secrets: readonly string[]
}

export class SignIns {
  readonly #deps: SignInsDeps
  readonly #grants = new Map<string, Grant>()
  #running: Running | null = null

  constructor(deps: SignInsDeps) {
    this.#deps = deps
  }

  /** Starts a sign-in; what becomes of it is announced. One at a time: an earlier one is cancelled. */
  begin(target: SignInTarget, flow: SignInFlow): SignInView {
    this.cancel(this.#running?.view.id ?? '')
    const { name, host } = nameOf(target.settings)
    const running: Running = {
      target,
      flow,
      end: new AbortController(),
      step: t('oauth.step.metadata'),
      secrets: target.clientSecret === null ? [] : [target.clientSecret],
      view: {
        id: createId(this.#deps.random),
        state: 'running',
        step: 'prepare',
        provider: name,
        host,
        isKept: target.serverId !== undefined,
      },
    }
    this.#running = running
    void this.#run(running)
    return running.view
  }

  /** Ends it; nothing is announced for one that is over. */
  cancel(id: string): void {
    const running = this.#running
    if (running?.view.id !== id) return
    this.#running = null
    running.end.abort()
    this.#tell(running, { state: 'cancelled' })
  }

  /** Ends one whose outcome would be stored for this server: it is gone, or has other settings now. */
  cancelFor(serverId: string): void {
    if (this.#running?.target.serverId === serverId) this.cancel(this.#running.view.id)
  }

  /** @throws CallError `not-possible` where no page is open for it. */
  async openAgain(id: string): Promise<void> {
    await this.#deps.openExternal(this.address(id))
    if (this.#running !== null) this.#tell(this.#running, { openedAt: this.#deps.clock.now() })
  }

  /** Of the sign-in page. @throws CallError `not-possible` where no page is open for it. */
  address(id: string): string {
    const { address } = this.#running?.view.id === id ? this.#running : {}
    if (address === undefined)
      throw new CallError('not-possible', 'This sign-in does not wait for a browser any more.')
    return address
  }

  grant(id: string): Grant | undefined {
    return this.#grants.get(id)
  }

  dropGrant(id: string): void {
    this.#grants.delete(id)
  }

  close(): void {
    this.cancel(this.#running?.view.id ?? '')
    this.#grants.clear()
  }

  #tell(running: Running, change: Partial<SignInView>): void {
    running.view = { ...running.view, ...change }
    this.#deps.changed(running.view)
  }

  async #run(running: Running): Promise<void> {
    const { clock, find } = this.#deps
    const { target, end } = running
    const timer = clock.after(limitMs, () => end.abort(new SignInFault('expired')))
    try {
      const endpoints = await findEndpoints(target.settings, target.clientSecret, find, end.signal)
      running.step = t('oauth.step.page')
      this.#tell(running, { host: endpoints.host, provider: endpoints.name })
      const answer = await this.#obtain(running, endpoints)
      const bound = { boundTo: toBinding(target), tokenEndpoint: endpoints.server.token_endpoint ?? '' }
      await this.#finish(running, toTokens(answer, clock.now(), bound))
    } catch (error) {
      this.#fail(running, error)
    } finally {
      timer.cancel()
      end.abort()
      if (this.#running === running) this.#running = null
    }
  }

  /** By browser or by code, whichever is first. */
  async #obtain(running: Running, endpoints: Endpoints): Promise<TokenEndpointResponse> {
    const { signal } = running.end
    const ended = new Promise<never>((_resolve, reject) => {
      const end = () => reject(signal.reason instanceof Error ? signal.reason : new SignInFault('expired'))
      if (signal.aborted) end()
      else signal.addEventListener('abort', end, { once: true })
    })
    const ways =
      running.flow === 'device'
        ? [this.#byDevice(running, endpoints)]
        : [this.#byBrowser(running, endpoints), this.#besides(running, endpoints)]
    // Those that lose are not waited for.
    for (const way of [...ways, ended]) way.catch(() => undefined)
    return await Promise.race([...ways, ended])
  }

  async #byBrowser(running: Running, endpoints: Endpoints): Promise<TokenEndpointResponse> {
    const { random, clock, openLoopback, find } = this.#deps
    const { signal } = running.end
    const request = createCodeRequest(random, endpoints.scope)
    const loopback = await openLoopback(request.state)
    signal.addEventListener('abort', () => loopback.close(), { once: true })
    if (signal.aborted) loopback.close()
    const [hint = ''] = running.target.accounts
    running.address = await toPageAddress(endpoints, request, loopback.redirectUri, hint)
    running.secrets = [...running.secrets, request.verifier]
    this.#tell(running, { step: 'wait', waitUntil: clock.now() + limitMs })
    await this.#open(running)
    return await finishCodeFlow(endpoints, request, loopback, find, {
      signal,
      fetching: () => this.#fetching(running),
    })
  }

  /** A browser that does not open is no end: its address can be copied. */
  async #open(running: Running): Promise<void> {
    try {
      await this.#deps.openExternal(running.address ?? '')
      this.#tell(running, { openedAt: this.#deps.clock.now() })
    } catch (error) {
      this.#deps.log.warn(`the system's browser was not opened: ${String(error)}`)
    }
  }

  async #byDevice(running: Running, endpoints: Endpoints): Promise<TokenEndpointResponse> {
    const deps = { ...this.#deps.find, clock: this.#deps.clock }
    const { signal } = running.end
    const started = await startDeviceFlow(endpoints, deps, signal)
    running.secrets = [...running.secrets, started.deviceCode]
    const { validUntil } = started.device
    const until = running.flow === 'device' ? { step: 'wait' as const, waitUntil: validUntil } : {}
    this.#tell(running, { device: started.device, ...until })
    const answer = await pollDeviceFlow(endpoints, started, deps, signal)
    this.#fetching(running)
    return answer
  }

  /** Beside the browser the code is an offer: where it comes to nothing, the browser goes on. */
  async #besides(running: Running, endpoints: Endpoints): Promise<TokenEndpointResponse> {
    const never = new Promise<never>(() => undefined)
    if (endpoints.server.device_authorization_endpoint === undefined) return await never
    try {
      return await this.#byDevice(running, endpoints)
    } catch (error) {
      if (!running.end.signal.aborted && running.view.state === 'running') {
        const { device: _device, ...view } = running.view
        running.view = view
        this.#tell(running, {})
        this.#deps.log.warn(`no sign-in by code: ${toFault(error).kind}`)
      }
      return await never
    }
  }

  #fetching(running: Running): void {
    running.step = t('oauth.step.token')
    this.#tell(running, { step: 'fetch' })
  }

  async #finish(running: Running, tokens: Tokens): Promise<void> {
    const { target, view } = running
    const { settings, user, host } = target
    const { account } = tokens
    const isOther =
      account !== undefined &&
      target.accounts.length > 0 &&
      !target.accounts.some((wanted) => wanted.toLowerCase() === account.toLowerCase())
    if (isOther) throw new SignInFault('wrong-account', { account, wanted: target.accounts[0] ?? '' })
    if (this.#running !== running) return
    running.step = t('oauth.step.keychain')
    running.secrets = [...running.secrets, tokens.access ?? '', tokens.refresh ?? '']
    if (target.serverId === undefined) this.#addGrant(view.id, { settings, user, host, tokens })
    else await this.#deps.keep(target.serverId, tokens)
    this.#tell(running, { state: 'done', step: 'done', ...(account === undefined ? {} : { account }) })
  }

  #addGrant(id: string, grant: Grant): void {
    this.#grants.set(id, grant)
    const [oldest] = this.#grants.keys()
    if (this.#grants.size > maxGrants && oldest !== undefined) this.#grants.delete(oldest)
  }

  #fail(running: Running, error: unknown): void {
    if (this.#running !== running) return
    const fault = this.#toFault(error)
    const { settings } = running.target
    const tenant = settings.tenant === undefined || settings.tenant === '' ? defaultTenant : settings.tenant
    const { provider, host } = running.view
    const problem = toProblem(fault, {
      provider,
      host,
      step: running.step,
      secrets: running.secrets,
      ...(settings.provider === 'microsoft'
        ? {
            consent: {
              address: `https://login.microsoftonline.com/${tenant === defaultTenant ? 'organizations' : tenant}/adminconsent?client_id=${encodeURIComponent(settings.clientId)}`,
              clientId: settings.clientId,
            },
          }
        : {}),
    })
    this.#tell(running, { state: 'failed', problem })
  }

  #toFault(error: unknown): SignInFault {
    if (error instanceof CallError)
      return new SignInFault('keychain', { detail: error.message.replace(/\.$/, '') })
    try {
      return toFault(error)
    } catch {
      this.#deps.log.error(
        'a sign-in met a fault of its own',
        error instanceof Error ? error.name : undefined,
      )
      return new SignInFault('refused', { detail: 'Sendoff met a fault of its own.' })
    }
  }
}
