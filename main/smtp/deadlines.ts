// The deadlines of one connection. Almost every one is taken back within a millisecond, and a message has three of them: one timer of the
// clock, which stays armed, serves them all.
import type { Clock, Timer } from '../clock.ts'
import { Bag, type Bagged } from './bag.ts'

interface Deadline extends Timer, Bagged {
  /** Monotonic ms. */
  readonly dueAt: number
  readonly run: () => void
}

export class Deadlines implements Pick<Clock, 'after'> {
  readonly #clock: Clock
  readonly #open = new Bag<Deadline>()
  /** Never later than the first of those that are open. */
  #armed: { readonly at: number; readonly timer: Timer } | undefined
  #isClosed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `run` once after `delayMs` ms, if it is not taken back before. */
  after(delayMs: number, run: () => void): Timer {
    const dueAt = this.#clock.monotonic() + delayMs
    const deadline: Deadline = { place: -1, dueAt, run, cancel: () => this.#takeBack(deadline) }
    this.#open.add(deadline)
    if (this.#armed === undefined || dueAt < this.#armed.at) this.#arm(dueAt, delayMs)
    return deadline
  }

  /** The connection is over: nothing stays armed behind the last deadline, for a timer keeps the process alive. */
  close(): void {
    this.#isClosed = true
    this.#disarm()
  }

  #takeBack(deadline: Deadline): void {
    this.#open.remove(deadline)
    if (this.#isClosed) this.#disarm()
  }

  #disarm(): void {
    if (this.#open.size > 0) return
    this.#armed?.timer.cancel()
    this.#armed = undefined
  }

  #arm(at: number, delayMs: number): void {
    this.#armed?.timer.cancel()
    this.#armed = { at, timer: this.#clock.after(delayMs, () => this.#fire(at)) }
  }

  #fire(at: number): void {
    this.#armed = undefined
    // A timer may be a little early by the other clock: what it was armed for is due all the same.
    const now = Math.max(at, this.#clock.monotonic())
    const due = this.#open
      .items()
      .filter(({ dueAt }) => dueAt <= now)
      .sort((a, b) => a.dueAt - b.dueAt)
    // One that has run may have taken others back.
    for (const deadline of due) if (this.#open.remove(deadline)) deadline.run()
    const next = Math.min(...this.#open.items().map(({ dueAt }) => dueAt))
    if (next < Infinity) this.#arm(next, Math.max(0, next - now))
  }
}
