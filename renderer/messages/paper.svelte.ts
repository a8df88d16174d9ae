import { createContext, tick } from 'svelte'
import type { LetterView, MessageTarget } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** What a window does with a message besides sending it. */
export type PaperWay = 'print' | 'pdf'

/** The message that is on its way to paper, and why it did not get there; no markup. */
export class Paper {
  /** Shown by PrintSheet.svelte, to printers alone. */
  letter = $state.raw<LetterView | null>(null)
  failure = $state.raw<CallFailure | null>(null)
  /** Entry or draft that this was about: what is said stands beside it alone. */
  about = $state<string | null>(null)
  /** Where the last file was saved. */
  savedAs = $state<string | null>(null)
  /** Resolves when the sheet is in the page with its pictures; the sheet gives it. */
  ready: (() => Promise<void>) | null = null

  readonly #bridge: Bridge
  #isBusy = false

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  /** One after the other: a page has one sheet. */
  async put(target: MessageTarget, way: PaperWay): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    this.#begin(target)
    try {
      const letter = await this.#bridge.messages.letter(target)
      if (!letter.ok) this.failure = letter.failure
      else await this.#send((this.letter = letter.value), way)
    } finally {
      this.letter = null
      this.#isBusy = false
    }
  }

  async #send({ subject }: LetterView, way: PaperWay): Promise<void> {
    const { messages, window } = this.#bridge
    const draftId = window.kind === 'main' ? null : window.draftId
    await tick()
    await this.ready?.()
    const result =
      way === 'print' ? await messages.print({ draftId }) : await messages.pdf({ draftId, subject })
    if (!result.ok) this.failure = result.failure
    else if (result.value !== undefined) this.savedAs = result.value.path
  }

  /** Writes the bytes that go, or went, as an .eml file. */
  async save(target: MessageTarget): Promise<void> {
    this.#begin(target)
    const result = await this.#bridge.messages.save(target)
    if (!result.ok) this.failure = result.failure
    else if (result.value.ok) this.savedAs = result.value.path
    else {
      const message = result.value.problems.map((problem) => problem.message).join(' ')
      this.failure = { code: 'not-possible', message }
    }
  }

  #begin(target: MessageTarget): void {
    this.about = 'entryId' in target ? target.entryId : target.draftId
    this.failure = null
    this.savedAs = null
  }
}

export const [getPaper, setPaper] = createContext<Paper>()
