import type { ListFilter } from '../../main/api.ts'
import type { EntryState } from '../../main/outbox/entry.ts'
import type { Bridge } from '../../preload/contract.ts'
import type { MessagesToWhom } from '../state/app-state.svelte.ts'
import { OutboxState, type ListName } from '../state/outbox-state.svelte.ts'

/** What is looked for in a list, and what was found: a list of its own, so that counts and badges keep telling of all. */
export class ListSearch {
  /** The field is shown. */
  isOpen = $state(false)
  text = $state('')
  state = $state<EntryState | 'bounced' | null>(null)
  lane = $state<string | null>(null)
  /** Messages to one of these addresses alone. */
  to = $state.raw<MessagesToWhom | null>(null)
  found = $state.raw<OutboxState | null>(null)

  readonly #bridge: Bridge
  readonly #list: ListName
  readonly #now: () => number
  #stop: (() => void) | null = null

  constructor(bridge: Bridge, options: { readonly list: ListName; readonly now: () => number }) {
    this.#bridge = bridge
    this.#list = options.list
    this.#now = options.now
  }

  get isNarrowed(): boolean {
    return this.text.trim() !== '' || this.state !== null || this.lane !== null || this.to !== null
  }

  set(change: Partial<Pick<ListSearch, 'text' | 'state' | 'lane' | 'to'>>): void {
    Object.assign(this, change)
    this.#search()
  }

  clear(): void {
    this.isOpen = false
    this.set({ text: '', state: null, lane: null, to: null })
  }

  /** Ends listening. */
  close(): void {
    this.#stop?.()
    this.#stop = null
  }

  /** What was found before stays in sight until the new list is read. */
  #search(): void {
    this.close()
    if (!this.isNarrowed) {
      this.found = null
      return
    }
    const list = new OutboxState(this.#bridge, { list: this.#list, now: this.#now, filter: this.#filter() })
    this.#stop = list.start()
    void list.read().then(() => {
      if (list.loaded || this.found === null) this.found = list
    })
  }

  #filter(): ListFilter {
    const text = this.text.trim()
    return {
      ...(text === '' ? {} : { text }),
      ...toStates(this.state),
      ...(this.lane === null ? {} : { lane: this.lane }),
      ...(this.to === null ? {} : { addresses: [...this.to.addresses].slice(0, 100) }),
    }
  }
}

/** What came back is no state of an entry: it had been handed over. */
function toStates(state: EntryState | 'bounced' | null): Pick<ListFilter, 'states' | 'bounced'> {
  if (state === null) return {}
  return state === 'bounced' ? { bounced: true } : { states: [state] }
}
