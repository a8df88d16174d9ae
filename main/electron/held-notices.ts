import type { Attention } from './attention.ts'

/** What is used of Electron's powerMonitor. */
export interface ScreenEvents {
  on(event: 'lock-screen' | 'unlock-screen', listener: () => void): unknown
}

/** At most so many wait for the screen to be opened. */
const maxHeld = 20

/** Passes on what comes; what comes while the screen is locked, once it is not. */
export function holdWhileLocked(
  power: ScreenEvents,
  pass: (one: Attention) => void,
): (one: Attention) => void {
  let isLocked = false
  let waiting: readonly Attention[] = []
  power.on('lock-screen', () => (isLocked = true))
  power.on('unlock-screen', () => {
    isLocked = false
    for (const one of waiting) pass(one)
    waiting = []
  })
  return (one) => {
    if (isLocked) waiting = [...waiting, one].slice(-maxHeld)
    else pass(one)
  }
}
