// What a connection writes, in its order. Messages that are handed over in one turn of the event loop leave in one write: a write to the
// socket costs as much as everything else about a small message.
import type { Duplex } from 'node:stream'

export interface WriteEvents {
  /** The stream could not write. */
  readonly failed: (error: Error) => void
  /** Less is queued than before. */
  readonly changed: () => void
}

/** One write to the stream. */
interface Write {
  readonly octets: number
  /** Told when all octets up to its own last one have left: of each message that is in it. */
  readonly confirmed: readonly (() => void)[]
}

interface Batch {
  readonly parts: Buffer[]
  readonly confirmed: (() => void)[]
}

export class WriteQueue {
  readonly #stream: Duplex
  readonly #events: WriteEvents
  /** Given to the stream and not confirmed; it writes the first. */
  readonly #writes: Write[] = []
  #batch: Batch | undefined
  #octets = 0

  constructor(stream: Duplex, events: WriteEvents) {
    this.#stream = stream
    this.#events = events
  }

  /** Octets that wait in the process. */
  get octets(): number {
    return this.#octets
  }

  /** Writes behind what was written and joined before. */
  write(octets: Buffer, confirmed?: () => void): void {
    this.#flush()
    this.#octets += octets.length
    this.#give(octets, confirmed === undefined ? [] : [confirmed])
  }

  /** Writes at the end of this turn, in one write with what else is joined by then. Nothing can be read before that. */
  join(parts: readonly Buffer[], confirmed: () => void): void {
    if (this.#batch === undefined) process.nextTick(() => this.#flush())
    this.#batch ??= { parts: [], confirmed: [] }
    this.#batch.parts.push(...parts)
    this.#batch.confirmed.push(confirmed)
    for (const { length } of parts) this.#octets += length
  }

  /**
   * The connection is lost: what is joined is never written. Of the write that was under way everything but its last octet may have
   * left, so the messages before the last one in it may have left whole: their last octet counts as sent.
   */
  drop(): void {
    this.#batch = undefined
    for (const confirmed of this.#writes[0]?.confirmed.slice(0, -1) ?? []) confirmed()
  }

  #flush(): void {
    const batch = this.#batch
    if (batch === undefined) return
    this.#batch = undefined
    this.#give(Buffer.concat(batch.parts), batch.confirmed)
  }

  #give(octets: Buffer, confirmed: Write['confirmed']): void {
    const write: Write = { octets: octets.length, confirmed }
    this.#writes.push(write)
    this.#stream.write(octets, (error) => {
      this.#octets -= write.octets
      if (error) this.#events.failed(error)
      this.#writes.shift()
      if (!error) for (const each of confirmed) each()
      this.#events.changed()
    })
  }
}
