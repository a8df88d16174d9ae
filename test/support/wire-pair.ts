import { Duplex } from 'node:stream'

/** One end of a connection in memory. */
export class WireEnd extends Duplex {
  #other: WireEnd | undefined
  #held: (() => void)[] | undefined

  static pair(): [WireEnd, WireEnd] {
    const left = new WireEnd()
    const right = new WireEnd()
    left.#other = right
    right.#other = left
    return [left, right]
  }

  /** From now on nothing that is written here leaves the process: what a full socket buffer does. */
  stall(): void {
    this.#held ??= []
  }

  /** What was held back leaves. */
  unstall(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const release of held) release()
  }

  /** The peer's reset: an error on this end. */
  reset(): void {
    this.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  }

  override _read(): void {
    // The other end pushes.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    const pass = () => {
      // A socket copies what it takes: the writer may use its memory again.
      if (this.#other?.destroyed === false) this.#other.push(Buffer.from(chunk))
      callback()
    }
    if (this.#held === undefined) pass()
    else this.#held.push(pass)
  }

  override _final(callback: () => void): void {
    if (this.#other?.destroyed === false) this.#other.push(null)
    callback()
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    const other = this.#other
    if (other !== undefined && !other.destroyed && !other.readableEnded) other.push(null)
    callback(error)
  }
}
