// Turns in the order in which they were asked for.

/** A place in a line of turns. */
export interface Place {
  /** Resolves when all before it have left. */
  readonly turn: Promise<void>
  /** Gives the turn on; the second call does nothing. */
  leave(): void
}

export class Turns {
  #all: Promise<void> = Promise.resolve()

  /** The next place. Who leaves before its turn is passed over. */
  take(): Place {
    const turn = this.#all
    let leave = (): void => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    this.#all = turn.then(() => left)
    return { turn, leave: () => leave() }
  }
}
