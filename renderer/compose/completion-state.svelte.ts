import type { Completion } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'
import { toMailbox } from '../shared/mailbox.ts'

const limit = 8

/** The list that opens under a recipient while it is typed. */
export class CompletionState {
  items = $state.raw<readonly Completion[]>([])
  /** Place of the line that Enter takes; null: none, Enter takes what is typed. */
  active = $state<number | null>(null)
  readonly #bridge: Bridge
  #asked = 0

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  get isOpen(): boolean {
    return this.items.length > 0
  }

  /** Looks for what fits; an answer that comes late is dropped. */
  async ask(text: string, exclude: readonly string[], { whenEmpty = false } = {}): Promise<void> {
    const number = (this.#asked += 1)
    if (text.trim() === '' && !whenEmpty) {
      this.close()
      return
    }
    const result = await this.#bridge.contacts.complete({ text: text.trim(), limit, exclude: [...exclude] })
    if (number !== this.#asked) return
    this.items = result.ok ? result.value : []
    // What is an address already is taken as it is typed, unless a line is chosen.
    this.active = this.items.length === 0 || /@[^@\s]+\.[^@\s]+$/.test(text.trim()) ? null : 0
  }

  move(by: 1 | -1): void {
    const count = this.items.length
    if (count === 0) return
    const from = this.active ?? (by > 0 ? -1 : count)
    this.active = (from + by + count) % count
  }

  close(): void {
    this.#asked += 1
    this.items = []
    this.active = null
  }
}

/** What is put into the field for a line: one address, or all of a group. */
export function toRecipients({ name, address, members }: Completion): string {
  if (members !== undefined) return members.map(toMailbox).join('\n')
  return toMailbox({ name, address })
}
