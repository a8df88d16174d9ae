import type { HealthView } from '../../main/api.ts'
import type { HealthSpan } from '../../main/health/span.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** How one server did over a span; read again when mail moves. No markup. */
export class HealthState {
  readonly serverId: string
  span = $state<HealthSpan>('month')
  view = $state.raw<HealthView | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  /** Cause whose messages are shown. */
  openCause = $state<string | null>(null)
  readonly #bridge: Bridge
  #reading = false
  /** How often it was asked for. */
  #wanted = 0

  constructor(bridge: Bridge, serverId: string) {
    this.#bridge = bridge
    this.serverId = serverId
  }

  /** Reads and follows; returns the function that ends it. */
  start(): () => void {
    void this.#read()
    return this.#bridge.on('outbox.changed', () => void this.#read())
  }

  choose(span: HealthSpan): void {
    this.span = span
    this.openCause = null
    void this.#read()
  }

  toggle(cause: string): void {
    this.openCause = this.openCause === cause ? null : cause
  }

  async restorePace(): Promise<boolean> {
    const result = await this.#bridge.servers.restorePace({ serverId: this.serverId })
    this.failure = result.ok ? null : result.failure
    return result.ok
  }

  /** One read at a time: what changed meanwhile is read after it, once. */
  async #read(): Promise<void> {
    this.#wanted += 1
    if (this.#reading) return
    this.#reading = true
    for (let done = 0; done !== this.#wanted;) {
      done = this.#wanted
      const result = await this.#bridge.servers.health({ serverId: this.serverId, span: this.span })
      if (result.ok && done === this.#wanted) this.view = result.value
      this.failure = result.ok ? null : result.failure
    }
    this.#reading = false
  }
}
