import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from './deletion-state.svelte.ts'

/** Time to take a discarded draft back by one press, ms; it is in Drafts for longer. */
const undoMs = 10_000

interface Discarded {
  readonly draftId: string
  readonly subject: string
}

/** The draft that was discarded last, in whatever window, for as long as Undo is offered. */
export class DiscardingState {
  last = $state.raw<Discarded | null>(null)
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  readonly #later: Later
  #forget: (() => void) | null = null

  constructor(bridge: Bridge, later: Later) {
    this.#bridge = bridge
    this.#later = later
  }

  /** Listens; returns the function that ends it. */
  start(): () => void {
    return this.#bridge.on('drafts.changed', ({ draftId, discarded }) => {
      if (discarded !== undefined) this.#offer({ draftId, subject: discarded.subject })
      // It was taken back or deleted in the list.
      else if (this.last?.draftId === draftId) this.#end()
    })
  }

  /** True when it is a draft again. */
  async undo(): Promise<boolean> {
    const { last } = this
    if (last === null) return false
    this.#end()
    const result = await this.#bridge.drafts.undoDiscard({ draftId: last.draftId })
    if (!result.ok) this.#fail(result.failure)
    return result.ok
  }

  #offer(last: Discarded): void {
    this.#end()
    this.failure = null
    this.last = last
    this.#forget = this.#later(undoMs, () => this.#end())
  }

  /** Said as long as Undo was offered. */
  #fail(failure: CallFailure): void {
    this.failure = failure
    this.#forget = this.#later(undoMs, () => (this.failure = null))
  }

  #end(): void {
    this.#forget?.()
    this.#forget = null
    this.last = null
  }
}
