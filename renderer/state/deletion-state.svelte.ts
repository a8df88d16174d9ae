import type { EntrySummary } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { Later } from './later.ts'
import { Passing } from './passing.svelte.ts'

/** Time to take a deletion back, ms. */
export const undoMs = 8000

interface Pending {
  readonly entry: EntrySummary
  readonly held: boolean
}

/**
 * Delete with undo. What was deleted is held at once, so that it is not sent meanwhile, and goes for good after a
 * while, with the next deletion, or with the window. What is being sent cannot be held: the core answers at once.
 */
export class DeletionState {
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  readonly #pending: Passing<Pending>

  constructor(bridge: Bridge, later: Later) {
    this.#bridge = bridge
    this.#pending = new Passing(later)
  }

  get pending(): Pending | null {
    return this.#pending.value
  }

  isHidden(entryId: string): boolean {
    return this.pending?.entry.id === entryId
  }

  async delete(entry: EntrySummary): Promise<void> {
    await this.flush()
    this.failure = null
    if (entry.state === 'sending') {
      await this.#deleteNow(entry.id)
      return
    }
    this.#pending.show({ entry, held: false }, undoMs, () => void this.flush())
    if (entry.group === 'moving') await this.#hold(entry)
  }

  /** Takes the deletion back; what was held for it is released. */
  async undo(): Promise<void> {
    const { pending } = this
    if (pending === null) return
    this.#pending.end()
    if (!pending.held) return
    const result = await this.#bridge.outbox.release({ entryId: pending.entry.id })
    if (!result.ok) this.failure = result.failure
  }

  /** Deletes for good what is waiting for it. */
  async flush(): Promise<void> {
    const { pending } = this
    if (pending === null) return
    this.#pending.end()
    await this.#deleteNow(pending.entry.id)
  }

  async #hold(entry: EntrySummary): Promise<void> {
    const result = await this.#bridge.outbox.hold({ entryId: entry.id })
    if (result.ok && this.pending?.entry.id === entry.id) this.#pending.value = { entry, held: true }
    else if (!result.ok) await this.flush()
  }

  async #deleteNow(entryId: string): Promise<void> {
    const result = await this.#bridge.outbox.delete({ entryId })
    if (!result.ok && result.failure.code !== 'not-found') this.failure = result.failure
  }
}
