// Who waits for something of a connection: a reply, room to write, the confirmation of a write.
import type { Timer } from '../clock.ts'
import { Bag, type Bagged } from './bag.ts'
import type { Deadlines } from './deadlines.ts'

interface Wait extends Bagged {
  readonly ready: () => boolean
  readonly resolve: () => void
  readonly timer: Timer
}

export class Waits {
  readonly #deadlines: Deadlines
  readonly #waiting = new Bag<Wait>()

  constructor(deadlines: Deadlines) {
    this.#deadlines = deadlines
  }

  /** Resolves once `ready`; `late` is called where that takes longer than `timeoutMs`. */
  until(ready: () => boolean, timeoutMs: number, late: () => void): Promise<void> {
    if (ready()) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = this.#deadlines.after(timeoutMs, late)
      this.#waiting.add({ place: -1, ready, resolve, timer })
    })
  }

  /** Something has happened: whoever has waited for it goes on. */
  changed(): void {
    for (const wait of this.#waiting.items()) {
      if (!wait.ready()) continue
      this.#waiting.remove(wait)
      wait.timer.cancel()
      wait.resolve()
    }
  }
}
