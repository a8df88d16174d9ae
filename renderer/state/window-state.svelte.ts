import { createContext } from 'svelte'
import type { PolicyRuleView, PolicyView, SettingName } from '../../main/api.ts'
import type { LaneKey } from '../../main/outbox/entry.ts'
import type { Result } from '../../main/result.ts'
import { defaultSettings } from '../../main/settings/defaults.ts'
import type { Settings } from '../../main/settings/settings.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CommandRegistry } from '../shared/commands.svelte.ts'
import { Announcer } from './announcer.svelte.ts'
import { CallState } from './call-state.svelte.ts'

/** What every window has, whichever it is: the way to the core, settings, commands, the announcer and the time. */
export class WindowState {
  readonly bridge: Bridge
  readonly commands = new CommandRegistry()
  readonly announcer = new Announcer()
  readonly mac: boolean
  settings = $state.raw<Settings>(defaultSettings)
  /** The last change of a setting, and why it was refused. */
  readonly saving = new CallState()
  /** What the administrator laid down; null until it is read. */
  policy = $state.raw<PolicyView | null>(null)
  readonly policyCall = new CallState()
  /** Epoch ms, renewed every half minute: times are shown with their day. */
  now = $state(0)

  constructor(bridge: Bridge, options: { readonly now: () => number; readonly mac: boolean }) {
    this.bridge = bridge
    this.mac = options.mac
    this.now = options.now()
    this.#clock = options.now
  }

  readonly #clock: () => number
  #lastSaving: Promise<unknown> = Promise.resolve()

  /** Reads the settings and follows them; the clock ticks. Returns the function that ends both. */
  start(): () => void {
    const stopSettings = this.bridge.on('settings.changed', (settings) => (this.settings = settings))
    const stopPolicy = this.bridge.on('policy.changed', (policy) => (this.policy = policy))
    const timer = setInterval(() => (this.now = this.#clock()), 30_000)
    void this.#readSettings()
    void this.#readPolicy()
    return () => {
      stopSettings()
      stopPolicy()
      clearInterval(timer)
    }
  }

  /** Changes settings; a refusal is kept in `saving`. */
  async set(change: Partial<Settings>): Promise<boolean> {
    return await this.#save(() => this.bridge.settings.set(change))
  }

  /** Back to the defaults. */
  async reset(names: readonly SettingName[]): Promise<boolean> {
    return await this.#save(() => this.bridge.settings.reset({ names }))
  }

  /** One after another: a change that is made while the one before is on its way is not dropped. */
  async #save(call: () => Promise<Result<Settings>>): Promise<boolean> {
    const run = () => this.saving.run(call)
    const saving = this.saving.busy ? this.#lastSaving.then(run) : run()
    this.#lastSaving = saving
    const saved = await saving
    if (saved !== null) this.settings = saved.value
    return saved !== null
  }

  /** Whether the administrator laid down something other than what holds without a policy. */
  isRuled(rule: PolicyRuleView['name']): boolean {
    return this.policy?.rules.some(({ name }) => name === rule) ?? false
  }

  /** Who set the policy, as it stands beside a lock. */
  get policyBy(): string {
    return this.policy?.who ?? ''
  }

  /** Reads the administrator's file again. */
  async readPolicy(): Promise<boolean> {
    const read = await this.policyCall.run(() => this.bridge.policy.readAgain())
    if (read !== null) this.policy = read.value
    return read !== null
  }

  isPaused(lane: LaneKey): boolean {
    return this.settings.pausedLanes.includes(lane)
  }

  /** Pauses one lane, or lets it go on. */
  async setPaused(lane: LaneKey, isPaused: boolean): Promise<boolean> {
    const others = this.settings.pausedLanes.filter((key) => key !== lane)
    return await this.set({ pausedLanes: isPaused ? [...others, lane] : others })
  }

  async #readPolicy(): Promise<void> {
    const result = await this.bridge.policy.get()
    if (result.ok) this.policy = result.value
  }

  async #readSettings(): Promise<void> {
    const result = await this.bridge.settings.get()
    if (result.ok) this.settings = result.value
  }
}

export const [getWindow, setWindow] = createContext<WindowState>()
