import type { Later } from './later.ts'

/** Rest after a read, ms: a busy outbox announces many changes a second. */
const restMs = 1_000

/**
 * Reads again what changes show, one read at a time with a rest after each; however much was announced meanwhile is read
 * once behind it.
 */
export class PacedRead {
  readonly #read: () => Promise<void>
  readonly #later: Later
  readonly #restMs: number
  #state: 'idle' | 'busy' | 'asked' | 'ended' = 'idle'
  #forget: () => void = () => undefined

  /** @param rest After each read, ms. */
  constructor(read: () => Promise<void>, later: Later, rest = restMs) {
    this.#read = read
    this.#later = later
    this.#restMs = rest
  }

  ask(): void {
    if (this.#state === 'idle') void this.#run()
    else if (this.#state === 'busy') this.#state = 'asked'
  }

  end(): void {
    this.#state = 'ended'
    this.#forget()
  }

  async #run(): Promise<void> {
    this.#state = 'busy'
    await this.#read()
    if (this.#isEnded()) return
    this.#forget = this.#later(this.#restMs, () => {
      const wasAsked = this.#state === 'asked'
      this.#state = 'idle'
      if (wasAsked) this.ask()
    })
  }

  #isEnded(): boolean {
    return this.#state === 'ended'
  }
}
