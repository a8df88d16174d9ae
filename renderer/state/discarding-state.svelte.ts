import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from './later.ts'
import { Passing } from './passing.svelte.ts'

/** Time to take a discarded draft back by one press, ms; it is in Drafts for longer. */
const undoMs = 10_000

interface Discarded {
  readonly draftId: string
  readonly subject: string
}

/** The draft that was discarded last, in whatever window, for as long as Undo is offered. */
export class DiscardingState {
  readonly #bridge: Bridge
  readonly #last: Passing<Discarded>
  /** Said as long as Undo was offered. */
  readonly #failure: Passing<CallFailure>

  constructor(bridge: Bridge, later: Later) {
    this.#bridge = bridge
    this.#last = new Passing(later)
    this.#failure = new Passing(later)
  }

  get last(): Discarded | null {
    return this.#last.value
  }

  get failure(): CallFailure | null {
    return this.#failure.value
  }

  /** Listens; returns the function that ends it. */
  start(): () => void {
    return this.#bridge.on('drafts.changed', ({ draftId, discarded }) => {
      if (discarded !== undefined) this.#offer({ draftId, subject: discarded.subject })
      // It was taken back or deleted in the list.
      else if (this.last?.draftId === draftId) this.#last.end()
    })
  }

  /** True when it is a draft again. */
  async undo(): Promise<boolean> {
    const { last } = this
    if (last === null) return false
    this.#last.end()
    const result = await this.#bridge.drafts.undoDiscard({ draftId: last.draftId })
    if (!result.ok) this.#failure.show(result.failure, undoMs)
    return result.ok
  }

  #offer(last: Discarded): void {
    this.#failure.end()
    this.#last.show(last, undoMs)
  }
}
