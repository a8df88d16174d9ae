import type { ServerForm, SignInTargetInput } from '../../main/api.ts'
import type { SignInFlow, SignInView } from '../../main/oauth/oauth.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** A web sign-in as this window sees it: started here, told by main; no markup. */
export class WebSignInState {
  view = $state.raw<SignInView | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  readonly #bridge: Bridge
  #told: readonly SignInView[] = []
  #ended: ((view: SignInView) => void) | null = null

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  get running(): boolean {
    return this.view?.state === 'running'
  }

  /** Listens; returns the function that ends it and cancels what still runs. */
  start(ended: (view: SignInView) => void): () => void {
    this.#ended = ended
    const stop = this.#bridge.on('oauth.changed', (view) => this.#hear(view))
    return () => {
      stop()
      this.#ended = null
      if (this.running) void this.cancel()
    }
  }

  beginForm(form: ServerForm, flow: SignInFlow): Promise<boolean> {
    return this.#begin({ kind: 'form', form }, flow)
  }

  beginServer(serverId: string, flow: SignInFlow): Promise<boolean> {
    return this.#begin({ kind: 'server', serverId }, flow)
  }

  async cancel(): Promise<void> {
    if (this.view !== null) await this.#run(this.#bridge.oauth.cancel({ id: this.view.id }))
  }

  async openAgain(): Promise<void> {
    if (this.view !== null) await this.#run(this.#bridge.oauth.openAgain({ id: this.view.id }))
  }

  /** True once it is on the clipboard. */
  async copyAddress(): Promise<boolean> {
    return this.view !== null && (await this.#run(this.#bridge.oauth.copyAddress({ id: this.view.id })))
  }

  async copy(text: string): Promise<boolean> {
    return await this.#run(this.#bridge.app.copyText({ text }))
  }

  /** It is not shown any more: the form has other settings now. */
  forget(): void {
    if (this.running) void this.cancel()
    this.view = null
    this.failure = null
  }

  async #begin(target: SignInTargetInput, flow: SignInFlow): Promise<boolean> {
    this.failure = null
    this.#told = []
    const result = await this.#bridge.oauth.begin({ target, flow })
    if (!result.ok) {
      this.failure = result.failure
      return false
    }
    // What was announced before the answer came is later than the answer.
    const { id } = result.value
    const latest = this.#told.findLast((view) => view.id === id)
    this.view = result.value
    if (latest !== undefined) this.#hear(latest)
    return true
  }

  #hear(view: SignInView): void {
    this.#told = [...this.#told, view].slice(-20)
    if (this.view?.id !== view.id) return
    this.view = view
    if (view.state !== 'running') this.#ended?.(view)
  }

  async #run(call: Promise<Result<unknown>>): Promise<boolean> {
    const result = await call
    this.failure = result.ok ? null : result.failure
    return result.ok
  }
}
