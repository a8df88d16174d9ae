import type { Duplex } from 'node:stream'

/** Reads counted octets from a stream that somebody else reads on afterwards. */
export class OctetReader {
  readonly #stream: Duplex
  #held = Buffer.alloc(0)
  #error: Error | undefined
  #wake: (() => void) | undefined

  constructor(stream: Duplex) {
    this.#stream = stream
    stream.on('data', this.#onData)
    stream.on('error', this.#onError)
    stream.on('end', this.#onEnd)
    stream.on('close', this.#onEnd)
  }

  /** Exactly `count` octets. Rejects when the stream ends before. */
  async take(count: number): Promise<Buffer> {
    await this.#until(() => this.#held.length >= count)
    return this.#cut(count)
  }

  /** Up to and with `end`, at most `limit` octets. */
  async takeThrough(end: string, limit: number): Promise<Buffer> {
    await this.#until(() => this.#held.includes(end) || this.#held.length > limit)
    const at = this.#held.indexOf(end)
    if (at === -1) throw new Error('its answer is too long')
    return this.#cut(at + end.length)
  }

  /** Puts back what was not taken. */
  release(): void {
    this.#stream.off('data', this.#onData)
    this.#stream.off('error', this.#onError)
    this.#stream.off('end', this.#onEnd)
    this.#stream.off('close', this.#onEnd)
    this.#stream.pause()
    if (this.#held.length > 0 && !this.#stream.destroyed) this.#stream.unshift(this.#held)
  }

  #cut(count: number): Buffer {
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return taken
  }

  async #until(ready: () => boolean): Promise<void> {
    while (!ready()) {
      if (this.#error !== undefined) throw this.#error
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#held = Buffer.concat([this.#held, chunk])
    this.#wake?.()
  }

  readonly #onError = (error: Error): void => {
    this.#error ??= error
    this.#wake?.()
  }

  readonly #onEnd = (): void => {
    this.#onError(new Error('it closed the connection'))
  }
}
