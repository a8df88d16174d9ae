import { powerMonitor } from 'electron'
import type { Core } from '../core.ts'

/** Resume from sleep wakes the queue (P20); so does a screen that is unlocked, for the network may be back by then. */
export function wakeWith(core: Pick<Core, 'wake'>): void {
  powerMonitor.on('resume', () => core.wake())
  powerMonitor.on('unlock-screen', () => core.wake())
}
