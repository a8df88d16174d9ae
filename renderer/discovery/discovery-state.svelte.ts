import type { DiscoveryView, FoundSettings } from '../../main/discovery/discovery.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** A search for the settings of one new server; no markup. The password never comes here. */
export class DiscoveryState {
  view = $state.raw<DiscoveryView | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  /** What was looked for, as it was typed. */
  searchedFor = $state('')
  running = $state(false)
  /** What the person ticked: it is known that this host carries the mail. */
  confirmed = $state(false)
  #pickedId = $state<string | null>(null)

  readonly #bridge: Bridge
  readonly #newId: () => string
  #searchId = ''

  constructor(bridge: Bridge, newId: () => string = () => crypto.randomUUID()) {
    this.#bridge = bridge
    this.#newId = newId
  }

  /** Follows the steps. Returns the function that ends it, and the search. */
  start(): () => void {
    const stop = this.#bridge.on('discovery.changed', (view) => this.#hear(view))
    return () => {
      stop()
      void this.cancel()
    }
  }

  /** The settings that would be used: what the person chose, else the first that needs no word, else the first. */
  get picked(): FoundSettings | null {
    const found = this.view?.found ?? []
    const wanted = this.#pickedId ?? this.view?.chosenId
    return found.find(({ id }) => id === wanted) ?? found[0] ?? null
  }

  get needsConfirmation(): boolean {
    return this.picked?.confirm !== undefined && !this.confirmed
  }

  pick(id: string): void {
    this.#pickedId = id
    this.confirmed = false
  }

  async find(address: string): Promise<void> {
    const searchId = this.#newId()
    this.#searchId = searchId
    this.searchedFor = address
    this.view = null
    this.failure = null
    this.#pickedId = null
    this.confirmed = false
    this.running = true
    const result = await this.#bridge.discovery.find({ searchId, address })
    // Another search took its place meanwhile.
    if (searchId !== this.#searchId) return
    this.running = false
    if (result.ok) this.#hear(result.value)
    else this.failure = result.failure
  }

  async consent(): Promise<void> {
    const result = await this.#bridge.discovery.consent({ searchId: this.#searchId })
    if (result.ok) this.#hear(result.value)
    else this.failure = result.failure
  }

  async cancel(): Promise<void> {
    if (this.view?.isOver === false || this.running)
      await this.#bridge.discovery.cancel({ searchId: this.#searchId })
  }

  #hear(view: DiscoveryView): void {
    if (view.searchId === this.#searchId) this.view = view
  }
}
