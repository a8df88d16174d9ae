import type { DraftPlace } from '../../main/drafts/place.ts'
import type { Timers } from './autosave.ts'

/** The caret alone moved: it is stored so long after it, at most this often, ms. */
const restMs = 1000

interface PlaceDeps {
  readonly timers: Timers
  /** Where the draft was left; undefined: nowhere. */
  readonly before: DraftPlace | undefined
  /** A save is due, which takes the place along. */
  readonly isSaveDue: () => boolean
  readonly store: (place: DraftPlace) => void
}

/** Keeps where the person is in the text with the draft, so that its window opens there again. */
export class PlaceKeeper {
  /** Reads it in the text that is shown; null: nobody was in it. Given by the text while it is there. */
  read: (() => DraftPlace | null) | null = null
  readonly before: DraftPlace | undefined
  readonly #deps: PlaceDeps
  #timer: number | null = null
  /** The stored one, as JSON. */
  #stored: string

  constructor(deps: PlaceDeps) {
    this.#deps = deps
    this.before = deps.before
    this.#stored = JSON.stringify(deps.before)
  }

  /** For a save; it counts as stored from then on. */
  forSave(): { readonly place?: DraftPlace } {
    const place = this.read?.() ?? null
    if (place === null) return {}
    this.#stored = JSON.stringify(place)
    return { place }
  }

  /** The caret moved, or the text was scrolled. */
  moved(): void {
    this.#timer ??= this.#deps.timers.setTimeout(() => this.#rest(), restMs)
  }

  stop(): void {
    if (this.#timer !== null) this.#deps.timers.clearTimeout(this.#timer)
    this.#timer = null
  }

  #rest(): void {
    this.#timer = null
    if (this.#deps.isSaveDue()) return
    const before = this.#stored
    const { place } = this.forSave()
    if (place !== undefined && this.#stored !== before) this.#deps.store(place)
  }
}
