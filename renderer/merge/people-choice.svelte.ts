import { SvelteMap } from 'svelte/reactivity'
import type { ContactRow, GroupRow, MergePeople } from '../../main/api.ts'
import type { Bridge } from '../../preload/contract.ts'

/** People that are shown at once; the search finds the others. */
const shownAtOnce = 100

/** Who of the contacts is chosen for a mail merge; no markup. */
export class PeopleChoice {
  text = $state('')
  all = $state(false)
  groups = $state.raw<readonly GroupRow[]>([])
  rows = $state.raw<readonly ContactRow[]>([])
  total = $state(0)
  people = $state(0)
  loaded = $state(false)
  readonly chosenGroups = new SvelteMap<string, string>()
  /** Names by id: who was chosen stays so while something else is looked for. */
  readonly chosen = new SvelteMap<string, string>()
  readonly #bridge: Bridge
  #asked = 0

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  async read(): Promise<void> {
    const [groups] = await Promise.all([this.#bridge.contacts.groups(), this.search('')])
    if (groups.ok) this.groups = groups.value
    this.loaded = true
  }

  /** An answer that comes late is dropped. */
  async search(text: string): Promise<void> {
    this.text = text
    const number = (this.#asked += 1)
    const read = await this.#bridge.contacts.list({ text, offset: 0, limit: shownAtOnce })
    if (number !== this.#asked || !read.ok) return
    this.rows = read.value.rows
    this.total = read.value.total
    this.people = read.value.people
  }

  get shownGroups(): readonly GroupRow[] {
    const wanted = this.text.trim().toLowerCase()
    return this.groups.filter(({ name }) => name.toLowerCase().includes(wanted))
  }

  toggleGroup({ id, name }: GroupRow): void {
    if (!this.chosenGroups.delete(id)) this.chosenGroups.set(id, name)
  }

  toggle({ id, name }: ContactRow): void {
    if (!this.chosen.delete(id)) this.chosen.set(id, name)
  }

  get isNobody(): boolean {
    return !this.all && this.chosenGroups.size + this.chosen.size === 0
  }

  get value(): MergePeople {
    return {
      all: this.all,
      groupIds: [...this.chosenGroups.keys()],
      contactIds: this.all ? [] : [...this.chosen.keys()],
    }
  }
}
