import type { HealthView } from '../../main/api.ts'
import type { HealthSpan } from '../../main/health/span.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from '../state/later.ts'
import { PacedRead } from '../state/paced-read.ts'

/** How one server did over a span; read again when mail moves. No markup. */
export class HealthState {
  readonly serverId: string
  span = $state<HealthSpan>('month')
  view = $state.raw<HealthView | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  /** Cause whose messages are shown. */
  openCause = $state<string | null>(null)
  readonly #bridge: Bridge
  readonly #paced: PacedRead

  constructor(bridge: Bridge, serverId: string, later: Later) {
    this.#bridge = bridge
    this.#paced = new PacedRead(() => this.#read(), later)
    this.serverId = serverId
  }

  /** Reads and follows; returns the function that ends it. */
  start(): () => void {
    this.#paced.ask()
    const stop = this.#bridge.on('outbox.changed', () => this.#paced.ask())
    return () => {
      stop()
      this.#paced.end()
    }
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

  async #read(): Promise<void> {
    const { serverId, span } = this
    const result = await this.#bridge.servers.health({ serverId, span })
    // What was read of another span comes too late.
    if (span !== this.span) return
    if (result.ok) this.view = result.value
    this.failure = result.ok ? null : result.failure
  }
}
