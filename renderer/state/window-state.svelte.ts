import { createContext } from 'svelte'
import type { Settings } from '../../main/settings/settings.ts'
import type { Bridge } from '../../preload/contract.ts'
import { CommandRegistry } from '../shared/commands.svelte.ts'
import { Announcer } from './announcer.svelte.ts'

/** What holds until the settings are read. */
const untilRead: Settings = {
  theme: 'system',
  letterShortcuts: true,
  giveUpAfterDays: 4,
  sending: 'on',
  pausedLanes: [],
  undoSeconds: 0,
  keepSettledDays: 0,
}

/** What every window has, whichever it is: the way to the core, settings, commands, the announcer and the time. */
export class WindowState {
  readonly bridge: Bridge
  readonly commands = new CommandRegistry()
  readonly announcer = new Announcer()
  readonly mac: boolean
  settings = $state.raw<Settings>(untilRead)
  /** Epoch ms, renewed every half minute: times are shown with their day. */
  now = $state(0)

  constructor(bridge: Bridge, options: { readonly now: () => number; readonly mac: boolean }) {
    this.bridge = bridge
    this.mac = options.mac
    this.now = options.now()
    this.#clock = options.now
  }

  readonly #clock: () => number

  /** Reads the settings and follows them; the clock ticks. Returns the function that ends both. */
  start(): () => void {
    const stopSettings = this.bridge.on('settings.changed', (settings) => (this.settings = settings))
    const timer = setInterval(() => (this.now = this.#clock()), 30_000)
    void this.#readSettings()
    return () => {
      stopSettings()
      clearInterval(timer)
    }
  }

  async #readSettings(): Promise<void> {
    const result = await this.bridge.settings.get()
    if (result.ok) this.settings = result.value
  }
}

export const [getWindow, setWindow] = createContext<WindowState>()
