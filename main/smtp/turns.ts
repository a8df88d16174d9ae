// Turns in the order in which they were asked for.

/** A place in a line of turns. */
export interface Place {
  /** Resolves when all before it have left. */
  readonly turn: Promise<void>
  /** Gives the turn on; the second call does nothing. */
  leave(): void
}

interface Waiting {
  enter: () => void
  hasLeft: boolean
}

export class Turns {
  /** The first has its turn. */
  readonly #line: Waiting[] = []

  /** The next place. Who leaves before its turn is passed over. */
  take(): Place {
    const waiting: Waiting = { enter: () => undefined, hasLeft: false }
    const turn =
      this.#line.length === 0
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            waiting.enter = resolve
          })
    this.#line.push(waiting)
    return {
      turn,
      leave: () => {
        waiting.hasLeft = true
        this.#passOn()
      },
    }
  }

  #passOn(): void {
    let first = this.#line[0]
    while (first?.hasLeft === true) {
      this.#line.shift()
      first = this.#line[0]
      first?.enter()
    }
  }
}
