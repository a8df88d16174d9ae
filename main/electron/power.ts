import type { Core } from '../core.ts'

/** What is used of Electron's powerMonitor. */
export interface PowerEvents {
  on(event: 'suspend' | 'resume' | 'unlock-screen', listener: () => void): unknown
}

/**
 * Before the machine sleeps nothing new begins. Resume wakes the queue (P20); so does a screen that is unlocked, for the network may be
 * back by then.
 */
export function wakeWith(core: Pick<Core, 'sleep' | 'wake'>, power: PowerEvents): void {
  power.on('suspend', () => core.sleep())
  power.on('resume', () => core.wake())
  power.on('unlock-screen', () => core.wake())
}
