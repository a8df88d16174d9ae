import { SvelteSet } from 'svelte/reactivity'
import type { ServerView } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

interface Written {
  readonly path: string
  readonly servers: number
  readonly identities: number
}

/** The export page: what goes into the file, and where it went; no markup. */
export class ExportState {
  servers = $state.raw<readonly ServerView[] | null>(null)
  identities = $state.raw<readonly Identity[]>([])
  failure = $state.raw<CallFailure | null>(null)
  written = $state.raw<Written | null>(null)
  busy = $state(false)
  readonly chosenServers = new SvelteSet<string>()
  readonly chosenIdentities = new SvelteSet<string>()

  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** Reads what there is; all of it is chosen. */
  async start(): Promise<void> {
    const [servers, identities] = await Promise.all([
      this.#bridge.servers.list(),
      this.#bridge.identities.list(),
    ])
    if (!servers.ok || !identities.ok) {
      this.servers = []
      this.failure = servers.ok ? (identities.ok ? null : identities.failure) : servers.failure
      return
    }
    this.servers = servers.value.filter(({ kind }) => kind === 'configured')
    this.identities = identities.value
    for (const { id } of this.servers) this.chosenServers.add(id)
    for (const { id } of this.identities) this.chosenIdentities.add(id)
  }

  identitiesOf(serverId: string): readonly Identity[] {
    return this.identities.filter((identity) => identity.serverId === serverId)
  }

  /** Addresses that are chosen and whose server is. */
  get goingIdentities(): readonly string[] {
    return this.identities
      .filter(({ id, serverId }) => this.chosenIdentities.has(id) && this.chosenServers.has(serverId))
      .map(({ id }) => id)
  }

  async save(): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.failure = null
    const result = await this.#bridge.transfer.exportServers({
      serverIds: [...this.chosenServers],
      identityIds: this.goingIdentities,
    })
    this.busy = false
    if (!result.ok) {
      this.failure = result.failure
      return false
    }
    const { path, servers, identities } = result.value
    if (path === null) return false
    this.written = { path, servers, identities }
    return true
  }
}
