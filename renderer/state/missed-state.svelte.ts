import type { OutboxPage } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { NewTime } from './entry-state.svelte.ts'

export type Missed = NonNullable<OutboxPage['missed']>

/** Messages that were due while Sendoff was closed: one choice for all of them. */
export class MissedState {
  busy = $state(false)
  /** Why the first one that did not go along was refused. */
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  sendAll(missed: Missed): Promise<boolean> {
    return this.#each(missed, (entryId) => this.#bridge.outbox.sendNow({ entryId }))
  }

  reschedule(missed: Missed, time: NewTime): Promise<boolean> {
    return this.#each(missed, (entryId) => this.#bridge.outbox.reschedule({ entryId, ...time }))
  }

  makeDrafts(missed: Missed): Promise<boolean> {
    return this.#each(missed, (entryId) => this.#bridge.outbox.makeDraft({ entryId }))
  }

  /** One after the other. One that is gone or was settled meanwhile is no fault; any other stops it. */
  async #each({ entryIds }: Missed, call: (entryId: string) => Promise<Result<unknown>>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.failure = null
    for (const entryId of entryIds) {
      const result = await call(entryId)
      if (result.ok || result.failure.code === 'not-found' || result.failure.code === 'not-possible') continue
      this.failure = result.failure
      break
    }
    this.busy = false
    return this.failure === null
  }
}
