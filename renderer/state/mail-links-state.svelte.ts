import type { MailLinksInfo } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CallState } from './call-state.svelte.ts'

/** Whether mail links open Sendoff. */
export class MailLinksState {
  info = $state.raw<MailLinksInfo | null>(null)
  readonly taking = new CallState()
  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
    void bridge.desktop.mailLinks().then((told) => {
      if (told.ok) this.info = told.value
    })
  }

  /** There is something to do: Sendoff could open them, and does not. */
  readonly isOffered = $derived(this.info?.isPossible === true && !this.info.isOurs)

  /** @returns whether they are Sendoff's now. */
  async take(): Promise<boolean> {
    const taken = await this.taking.run(() => this.#bridge.desktop.takeMailLinks())
    if (taken !== null) this.info = taken.value
    return taken?.value.isOurs === true
  }
}
