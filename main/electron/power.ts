import type { Core } from '../core.ts'

/** What is used of Electron's powerMonitor. */
export interface PowerEvents {
  on(event: 'resume' | 'unlock-screen', listener: () => void): unknown
}

/** Resume from sleep wakes the queue (P20); so does a screen that is unlocked, for the network may be back by then. */
export function wakeWith(core: Pick<Core, 'wake'>, power: PowerEvents): void {
  power.on('resume', () => core.wake())
  power.on('unlock-screen', () => core.wake())
}
