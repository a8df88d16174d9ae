import type { DraftView } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'
import { findDrafts, type DraftOrder } from './find-drafts.ts'

/** The drafts page: the list, what is looked for in it, and the one that is shown; no markup. */
export class DraftsState {
  /** Last saved first. */
  drafts = $state.raw<readonly DraftView[]>([])
  /** Last discarded first. */
  discarded = $state.raw<readonly DraftView[]>([])
  selectedId = $state<string | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  loaded = $state(false)
  /** What is looked for; null: the field is not shown. */
  wanted = $state<string | null>(null)
  order = $state<DraftOrder>('newest')
  readonly found = $derived(findDrafts(this.drafts, this.wanted ?? '', this.order))
  readonly foundDiscarded = $derived(findDrafts(this.discarded, this.wanted ?? '', this.order))

  readonly #bridge: Bridge

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** A draft or a discarded one. */
  get selected(): DraftView | null {
    return [...this.drafts, ...this.discarded].find((draft) => draft.id === this.selectedId) ?? null
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
    await this.#ask(this.#bridge.app.compose({ draftId: id }))
  }

  /** A draft of its own with the same content, in a window. */
  async duplicate(id: string): Promise<void> {
    const made = await this.#ask(this.#bridge.drafts.duplicate({ draftId: id }))
    if (made !== undefined) await this.continueWriting(made.id)
  }

  /** Discards the draft; the next one takes its place. */
  async delete(id: string): Promise<void> {
    await this.#leave(id, () => this.#bridge.drafts.discard({ draftId: id }))
  }

  /** Deletes a discarded draft for good. */
  async erase(id: string): Promise<void> {
    await this.#leave(id, () => this.#bridge.drafts.erase({ draftId: id }))
  }

  /** It is a draft again, and stays selected. */
  async takeBack(id: string): Promise<void> {
    if ((await this.#ask(this.#bridge.drafts.undoDiscard({ draftId: id }))) !== undefined) await this.#read()
  }

  async #leave(id: string, call: () => Promise<Result<void>>): Promise<void> {
    const shown = [...this.found, ...this.foundDiscarded]
    const at = shown.findIndex((draft) => draft.id === id)
    const result = await call()
    if (!result.ok) {
      this.failure = result.failure
      return
    }
    await this.#read()
    this.selectedId = (shown[at + 1] ?? shown[at - 1])?.id ?? null
  }

  async #read(): Promise<void> {
    const [drafts, discarded] = await Promise.all([
      this.#ask(this.#bridge.drafts.list()),
      this.#ask(this.#bridge.drafts.discarded()),
    ])
    if (drafts !== undefined) this.drafts = drafts
    if (discarded !== undefined) this.discarded = discarded
    this.loaded = true
  }

  async #ask<T>(asked: Promise<Result<T>>): Promise<T | undefined> {
    const result = await asked
    if (result.ok) return result.value
    this.failure = result.failure
    return undefined
  }
}
