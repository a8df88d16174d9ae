import type { DraftView } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** The drafts page: the list and the one that is shown; no markup. */
export class DraftsState {
  drafts = $state.raw<readonly DraftView[]>([])
  selectedId = $state<string | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  loaded = $state(false)

  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  get selected(): DraftView | null {
    return this.drafts.find((draft) => draft.id === this.selectedId) ?? null
  }

  /** Reads the list and follows it. Returns the function that ends it. */
  start(): () => void {
    void this.#read()
    return this.#bridge.on('drafts.changed', () => void this.#read())
  }

  select(id: string | null): void {
    this.selectedId = id
  }

  async continueWriting(id: string): Promise<void> {
    const result = await this.#bridge.app.compose({ draftId: id })
    if (!result.ok) this.failure = result.failure
  }

  /** Deletes the draft; the next one takes its place. */
  async delete(id: string): Promise<void> {
    const at = this.drafts.findIndex((draft) => draft.id === id)
    const result = await this.#bridge.drafts.discard({ draftId: id })
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    await this.#read()
    this.selectedId = (this.drafts[at] ?? this.drafts[at - 1])?.id ?? null
  }

  async #read(): Promise<void> {
    const result = await this.#bridge.drafts.list()
    if (result.ok) this.drafts = result.value
    else this.failure = result.failure
    this.loaded = true
  }
}
