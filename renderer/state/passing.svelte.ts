import type { Later } from './later.ts'

/** What is there for a while: it goes when its time is over, when it is ended, or when another comes in its place. */
export class Passing<T> {
  value = $state.raw<T | null>(null)

  readonly #later: Later
  #forget: (() => void) | null = null

  constructor(later: Later) {
    this.#later = later
  }

  /** @param over Called when its time is over, in place of ending it. */
  show(value: T, ms: number, over: () => void = () => this.end()): void {
    this.end()
    this.value = value
    this.#forget = this.#later(ms, over)
  }

  end(): void {
    this.#forget?.()
    this.#forget = null
    this.value = null
  }
}
