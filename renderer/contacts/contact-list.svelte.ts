import type { ContactPage, ContactRow } from '../../main/api.ts'
import type { CallFailure } from '../../main/result.ts'
import type { Bridge } from '../../preload/contract.ts'

/** Rows that are held at once: those in sight, and some around them. */
const defaultSize = 120

const empty: ContactPage = {
  ...{ total: 0, people: 0, groups: 0, letters: 0, lettersBefore: 0, startsLetter: false },
  rows: [],
}

/** A part of the list of people; main sorts and searches, and what is not in sight is read when it comes into sight. No markup. */
export class ContactListState {
  text = $state('')
  page = $state.raw<ContactPage>(empty)
  /** Rows of the list before the first that is held. */
  offset = $state(0)
  loaded = $state(false)
  failure = $state.raw<CallFailure | null>(null)

  readonly #bridge: Bridge
  readonly #size: number
  #asked = 0
  #wanted = 0

  constructor(bridge: Bridge, size: number = defaultSize) {
    this.#bridge = bridge
    this.#size = size
  }

  get rows(): readonly ContactRow[] {
    return this.page.rows
  }

  /** From the top. */
  async search(text: string): Promise<void> {
    this.text = text
    this.#wanted = 0
    await this.read()
  }

  /** The row stands under a heading of its own: it is the first of its letter. */
  opensLetter(index: number): boolean {
    const before = this.rows[index - 1]
    return before === undefined ? this.page.startsLetter : before.letter !== this.rows[index]?.letter
  }

  /** Headings among the rows that are held. */
  get shownLetters(): number {
    return this.rows.filter((_, at) => this.opensLetter(at)).length
  }

  /** What stands at this place comes into sight: it is read, with what is around it, unless it is held. */
  async showAt(index: number): Promise<void> {
    const margin = Math.floor(this.#size / 4)
    const { total } = this.page
    const end = this.offset + this.rows.length
    const isHeld = (at: number) => at >= this.offset && at < end
    if (isHeld(Math.max(0, index - margin)) && isHeld(Math.min(Math.max(0, total - 1), index + margin)))
      return
    const wanted = Math.max(0, Math.min(total - this.#size, index - Math.floor(this.#size / 2)))
    if (wanted === this.#wanted && this.loaded) return
    this.#wanted = wanted
    await this.read()
  }

  /** Reads the part again. An answer that comes late is dropped. */
  async read(): Promise<void> {
    const number = (this.#asked += 1)
    const offset = this.#wanted
    const result = await this.#bridge.contacts.list({ text: this.text, offset, limit: this.#size })
    if (number !== this.#asked) return
    this.failure = result.ok ? null : result.failure
    if (!result.ok) return
    // What was deleted meanwhile may leave less than what was wanted.
    if (result.value.rows.length === 0 && offset > 0) {
      this.#wanted = Math.max(0, result.value.total - this.#size)
      return this.read()
    }
    this.page = result.value
    this.offset = offset
    this.loaded = true
  }
}
