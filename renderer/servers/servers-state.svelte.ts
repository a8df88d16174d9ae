import type { RecentAttempts, ServerView } from '../../main/api.ts'
import type { FoundSettings } from '../../main/discovery/discovery.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { CheckState } from '../check/check-state.svelte.ts'
import { DiscoveryState } from '../discovery/discovery-state.svelte.ts'
import { moved } from '../shared/moved.ts'
import type { Later } from '../state/later.ts'
import { PacedRead } from '../state/paced-read.ts'
import { ServerFormState } from './server-form.svelte.ts'

interface StartOptions {
  /** Opens the form of a new server at once, with this address; null: none. */
  readonly add: string | null
  readonly serverId: string | null
  readonly tryOtherWays: boolean
}

/** The servers page: the list, and the form of the one that is open; no markup. */
export class ServersState {
  servers = $state.raw<readonly ServerView[]>([])
  form = $state.raw<ServerFormState | null>(null)
  /** The search for the settings of a new server, until they are found or set up by hand. */
  discovery = $state.raw<DiscoveryState | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  loaded = $state(false)
  /** The last attempts over each server. */
  recent = $state.raw<readonly RecentAttempts[]>([])
  /** Server whose health is shown in place of the forms. */
  healthOf = $state<string | null>(null)

  readonly #bridge: Bridge
  readonly #recent: PacedRead

  constructor(bridge: Bridge, later: Later) {
    this.#bridge = bridge
    // What waits for a server changes with the outbox too.
    this.#recent = new PacedRead(async () => {
      await Promise.all([this.#readRecent(), this.#read()])
    }, later)
  }

  /** The server whose form is open; null for a new one. */
  get selected(): ServerView | null {
    return this.servers.find((server) => server.id === this.form?.id) ?? null
  }

  /** Reads the list and follows it. Returns the function that ends it. */
  start(options: StartOptions): () => void {
    void this.#open(options)
    this.#recent.ask()
    const stops = [
      this.#bridge.on('servers.changed', () => void this.#read()),
      this.#bridge.on('outbox.changed', () => this.#recent.ask()),
      () => this.#recent.end(),
      () => void this.form?.check.stop(),
    ]
    return () => stops.forEach((stop) => stop())
  }

  async #open({ add, serverId, tryOtherWays }: StartOptions): Promise<void> {
    await this.#read()
    if (add !== null) this.add(add)
    // Reading took a while: what the person has opened meanwhile stays.
    else if (this.form === null) this.select(serverId ?? this.servers[0]?.id ?? null)
    const { form } = this
    if (tryOtherWays && form !== null && !form.builtIn) await form.otherWays.run(form.form)
  }

  async #read(): Promise<void> {
    const result = await this.#bridge.servers.list()
    if (result.ok) this.servers = result.value
    else this.failure = result.failure
    this.loaded = true
  }

  async #readRecent(): Promise<void> {
    const result = await this.#bridge.servers.recent()
    if (result.ok) this.recent = result.value
  }

  select(serverId: string | null): void {
    void this.form?.check.stop()
    this.discovery = null
    this.#fill(serverId)
  }

  #fill(serverId: string | null, check?: CheckState): void {
    const server = this.servers.find((candidate) => candidate.id === serverId)
    this.form = server ? new ServerFormState(this.#bridge, server, false, check) : null
  }

  add(email = ''): void {
    void this.form?.check.stop()
    const configured = this.servers.filter((server) => server.kind === 'configured')
    this.form = new ServerFormState(this.#bridge, null, configured.length === 0)
    this.form.email = email
    this.discovery = new DiscoveryState(this.#bridge)
  }

  /** The form of the new server, as it is or with what was found. */
  openForm(settings: FoundSettings | null): void {
    if (settings !== null) this.form?.fillIn(settings)
    this.discovery = null
  }

  /** What was found goes into the form, and is checked at once: nothing is saved. */
  async useSettings(settings: FoundSettings): Promise<void> {
    this.openForm(settings)
    await this.form?.runCheck()
  }

  async save(): Promise<boolean> {
    const before = this.form?.form
    const saved = await this.form?.save()
    if (!saved) return false
    const check = this.form?.check
    await this.#read()
    this.#fill(saved.id, check)
    if (before && this.form) check?.follow(before, this.form.form)
    return true
  }

  async makeDefault(): Promise<void> {
    if (this.form?.id == null) return
    const result = await this.#bridge.servers.setDefault({ serverId: this.form.id })
    if (!result.ok) this.failure = result.failure
    await this.#read()
    this.select(this.form.id)
  }

  /** One place up (-1) or down (1) in the list. */
  async move(serverId: string, by: -1 | 1): Promise<void> {
    const ids = this.servers.map(({ id }) => id)
    const serverIds = moved(ids, ids.indexOf(serverId), by)
    this.#tell(await this.#bridge.servers.reorder({ serverIds }))
    await this.#read()
  }

  async setEnabled(serverId: string, enabled: boolean): Promise<void> {
    this.#tell(await this.#bridge.servers.setEnabled({ serverId, enabled }))
    await this.#read()
  }

  /** Opens the second one. */
  async duplicate(serverId: string): Promise<void> {
    const result = await this.#bridge.servers.duplicate({ serverId })
    this.#tell(result)
    await this.#read()
    if (result.ok) this.select(result.value.serverId)
  }

  #tell(result: Result<unknown>): void {
    this.failure = result.ok ? null : result.failure
  }

  /** @param moveTo Server that takes over what waits; null: it is held. */
  async delete(moveTo: string | null): Promise<void> {
    if (!(await this.form?.delete(moveTo))) return
    await this.#read()
    this.select(this.servers[0]?.id ?? null)
  }
}
