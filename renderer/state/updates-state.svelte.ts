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
    void bridge.updates.get().then((told) => {
      if (told.ok) this.info ??= told.value
    })
  }

  /** Follows every change. @returns the end of it. */
  follow(): () => void {
    return this.#bridge.on('updates.changed', (info) => (this.info = info))
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
