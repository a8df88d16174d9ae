// The last window may be closed while that is still to open which the start was asked for: the program does not end before it is known.

export interface BeginningDeps {
  readonly isAnyOpen: () => boolean
  /** No window is open, and none is to come. */
  readonly noneLeft: () => void
}

export class Beginning {
  readonly #deps: BeginningDeps
  #isOver = false

  constructor(deps: BeginningDeps) {
    this.#deps = deps
  }

  /** The last window was closed. */
  allClosed(): void {
    if (this.#isOver) this.#deps.noneLeft()
  }

  /** @param tasks What the start opens, and what says whether the program goes on without a window. Their faults are told elsewhere. */
  async end(tasks: readonly Promise<unknown>[]): Promise<void> {
    await Promise.allSettled(tasks)
    this.#isOver = true
    if (!this.#deps.isAnyOpen()) this.#deps.noneLeft()
  }
}
