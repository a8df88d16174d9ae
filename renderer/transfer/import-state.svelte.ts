import { SvelteSet } from 'svelte/reactivity'
import type {
  TransferIdentity,
  TransferItem,
  TransferPreview,
  TransferReport,
  TransferSource,
} from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

export type ItemState = TransferItem['state']

/** The import page: what can be read, what was found, what was chosen of it, and what became of it; no markup. */
export class ImportState {
  /** Null: still looking. */
  sources = $state.raw<readonly TransferSource[] | null>(null)
  preview = $state.raw<TransferPreview | null>(null)
  report = $state.raw<TransferReport | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  busy = $state(false)
  readonly servers = new SvelteSet<string>()
  readonly identities = new SvelteSet<string>()

  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  async start(): Promise<void> {
    const result = await this.#bridge.transfer.sources()
    if (result.ok) this.sources = result.value
    else {
      this.sources = []
      this.failure = result.failure
    }
  }

  /** Reads a source, or (null) a file that the person picks. What is new is chosen. */
  async read(sourceId: string | null): Promise<void> {
    const preview = await this.#call(() => this.#bridge.transfer.read({ sourceId }))
    if (preview === undefined || preview === null) return
    this.preview = preview
    this.report = null
    this.#choose(this.servers, preview.servers)
    this.#choose(this.identities, preview.identities)
  }

  #choose(chosen: SvelteSet<string>, items: readonly TransferItem[]): void {
    chosen.clear()
    for (const { key, state } of items) if (state === 'new') chosen.add(key)
  }

  /** Why an address cannot be taken now; null: it can. Its server has to be there, or to come along. */
  missingServer({ needsServer, serverKey, serverName }: TransferIdentity): string | null {
    return needsServer && (serverKey === null || !this.servers.has(serverKey)) ? serverName : null
  }

  /** Addresses that are chosen and can be taken. */
  get takenIdentities(): readonly string[] {
    const all = this.preview?.identities ?? []
    return all
      .filter((item) => this.identities.has(item.key) && this.missingServer(item) === null)
      .map(({ key }) => key)
  }

  count(state: ItemState): number {
    const { servers = [], identities = [] } = this.preview ?? {}
    return [...servers, ...identities].filter((item) => item.state === state).length
  }

  async apply(): Promise<boolean> {
    const { preview } = this
    if (preview === null) return false
    const report = await this.#call(() =>
      this.#bridge.transfer.apply({
        previewId: preview.id,
        servers: [...this.servers],
        identities: this.takenIdentities,
      }),
    )
    if (report === undefined) return false
    this.report = report
    this.preview = null
    return true
  }

  /** Back to the choice of a file. */
  restart(): void {
    this.preview = null
    this.report = null
    this.failure = null
  }

  async #call<T>(
    call: () => Promise<
      { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: CallFailure }
    >,
  ): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.failure = null
    const result = await call()
    this.busy = false
    if (result.ok) return result.value
    this.failure = result.failure
    return undefined
  }
}
