import type { UpdatesInfo } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CallState } from './call-state.svelte.ts'

/** Updates of the program, as main tells them. */
export class UpdatesState {
  info = $state.raw<UpdatesInfo | null>(null)
  readonly asking = new CallState()
  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
    void this.#read()
  }

  /** Follows every change. @returns the end of it. */
  follow(): () => void {
    const stops = [
      this.#bridge.on('updates.changed', (info) => (this.info = info)),
      // The administrator may have switched them off, or on.
      this.#bridge.on('policy.changed', () => void this.#read()),
    ]
    return () => stops.forEach((stop) => stop())
  }

  async #read(): Promise<void> {
    const told = await this.#bridge.updates.get()
    if (told.ok) this.info = told.value
  }

  check(): void {
    void this.asking.run(() => this.#bridge.updates.check())
  }

  load(): void {
    void this.asking.run(() => this.#bridge.updates.load())
  }

  install(): void {
    void this.asking.run(() => this.#bridge.updates.install())
  }
}
