// The room of people: kept in memory, stored in one transaction before it is told. Another process may be on the profile: what it
// stored is read before a change is computed from it.
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { PeopleTables } from '../storage/store.ts'
import { countIn, inverseOf, refuseTooMany, takeChange, toMemory, toPeople } from './changes.ts'
import type { Learned, Memory } from './changes.ts'
import { complete, indexPeople, type Completion, type CompletionIndex, type Query } from './complete.ts'
import { keyOf, type People, type PeopleChange } from './contact.ts'
import { findDuplicates, mergeContacts, moveMembers, parted, type DuplicateIndex } from './duplicates.ts'

export interface ContactsDeps {
  readonly table: PeopleTables
  readonly clock: Clock
  readonly random: Random
  /** Told after a change is stored. */
  readonly changed: () => void
}

export type { Learned } from './changes.ts'

/** Computed from people as they are; asked again where another process changed them meanwhile. */
export type MakeChange = (people: People) => PeopleChange

export interface Contacts {
  people(): Promise<People>
  duplicates(): Promise<DuplicateIndex>
  complete(query: Query): Promise<readonly Completion[]>
  /** Stores the change; the answer undoes it with `undo`. */
  change(change: PeopleChange | MakeChange): Promise<string>
  /** @throws CallError `not-found` where it is too long ago. */
  undo(undoId: string): Promise<void>
  /** Counts these addresses. Calls at the same time are stored together. */
  learn(recipients: readonly Learned[]): Promise<void>
  /** The address is not offered until a message goes there again. */
  forget(address: string): Promise<string>
  /** All of `goneId` that `keepId` has not goes there. @throws CallError `not-found`. */
  merge(keepId: string, goneId: string): Promise<string>
  /** The two are not the same person: they are not doubles any more. @throws CallError `not-found`. */
  part(contactId: string, otherId: string): Promise<string>
  newId(): string
}

/** Undone is what was done lately: so many changes are remembered, until the program ends. */
const maxUndos = 20
/** So old at most is what is shown of what another process stored, ms. */
const freshMs = 2_000
/** So often a change is computed anew where another process was faster. */
const maxTries = 20

/** The room over its tables, which are read when it is first asked. */
export function createContacts(deps: ContactsDeps): Contacts {
  return new ContactsRoom(deps)
}

interface Loaded {
  readonly memory: Memory
  revision: number
  /** Since when it is known that nothing newer is stored. */
  freshAt: number
}

class ContactsRoom implements Contacts {
  readonly #deps: ContactsDeps
  #loaded: Loaded | null = null
  #reading: Promise<Loaded> | null = null
  #people: People | null = null
  #index: CompletionIndex | null = null
  #duplicates: DuplicateIndex | null = null
  readonly #undos = new Map<string, PeopleChange>()
  /** Changes follow one another: each is computed from what the one before it stored. */
  #last: Promise<unknown> = Promise.resolve()
  #learned: Learned[] = []
  #learning: Promise<void> | null = null

  constructor(deps: ContactsDeps) {
    this.#deps = deps
  }

  async people(): Promise<People> {
    const { memory } = await this.#fresh()
    this.#people ??= toPeople(memory)
    return this.#people
  }

  async duplicates(): Promise<DuplicateIndex> {
    const { contacts } = await this.people()
    this.#duplicates ??= findDuplicates(contacts)
    return this.#duplicates
  }

  async complete(query: Query): Promise<readonly Completion[]> {
    const people = await this.people()
    this.#index ??= indexPeople(people)
    return complete(this.#index, query, this.#deps.clock.now())
  }

  change(change: PeopleChange | MakeChange): Promise<string> {
    return this.#undoable((memory) => (typeof change === 'function' ? change(toPeople(memory)) : change))
  }

  async undo(undoId: string): Promise<void> {
    await this.#inTurn(async () => {
      const inverse = this.#undos.get(undoId)
      if (inverse === undefined) throw new CallError('not-found', 'This cannot be undone any more.')
      await this.#store(() => inverse)
      this.#undos.delete(undoId)
    })
  }

  learn(recipients: readonly Learned[]): Promise<void> {
    this.#learned.push(...recipients)
    this.#learning ??= this.#inTurn(async () => {
      const learned = this.#learned
      this.#learned = []
      this.#learning = null
      await this.#store(({ earlier }) => ({ earlier: countIn(earlier, learned, this.#deps.clock.now()) }))
    })
    return this.#learning
  }

  forget(address: string): Promise<string> {
    return this.#undoable((memory) => {
      const key = keyOf(address)
      const inContact = [...memory.contacts.values()].some(({ addresses }) =>
        addresses.some((own) => keyOf(own.address) === key),
      )
      const known = memory.earlier.get(key)
      const mark = { id: key, address, count: 0, lastAt: this.#deps.clock.now(), forgotten: true } as const
      // Nothing is kept of it, but for the mark that keeps a contact's address from being offered.
      return { earlier: inContact ? { put: [mark], remove: [] } : { put: [], remove: known ? [key] : [] } }
    })
  }

  merge(keepId: string, goneId: string): Promise<string> {
    return this.#undoable((memory) => {
      const [kept, gone] = twoOf(memory, keepId, goneId)
      return {
        contacts: { put: [mergeContacts(kept, gone, this.#deps.clock.now())], remove: [goneId] },
        groups: { put: moveMembers([...memory.groups.values()], goneId, keepId), remove: [] },
      }
    })
  }

  part(contactId: string, otherId: string): Promise<string> {
    return this.#undoable((memory) => ({
      contacts: { put: parted(...twoOf(memory, contactId, otherId)), remove: [] },
    }))
  }

  newId(): string {
    return createId(this.#deps.random)
  }

  /** As it is stored, but for what another process did a moment ago. */
  async #fresh(): Promise<Loaded> {
    const { clock, table } = this.#deps
    const loaded = this.#loaded
    if (loaded === null) return this.#read()
    if (clock.now() - loaded.freshAt < freshMs) return loaded
    if ((await table.revision()) !== loaded.revision) return this.#read()
    loaded.freshAt = clock.now()
    return loaded
  }

  #read(): Promise<Loaded> {
    this.#reading ??= this.#readTables().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readTables(): Promise<Loaded> {
    const { clock, table } = this.#deps
    const freshAt = clock.now()
    const { people, revision } = await table.all()
    const known = this.#loaded
    // What was read before a change of our own was stored is older than what is known.
    if (known !== null && known.revision >= revision) return known
    const loaded = { memory: toMemory(people), revision, freshAt }
    this.#take(loaded)
    // Another process changed them: what windows show is old.
    if (known !== null) this.#deps.changed()
    return loaded
  }

  #take(loaded: Loaded): void {
    this.#loaded = loaded
    this.#people = null
    this.#index = null
    this.#duplicates = null
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  #undoable(make: (memory: Memory) => PeopleChange): Promise<string> {
    return this.#inTurn(async () => {
      const inverse = await this.#store(make)
      const id = this.newId()
      this.#undos.set(id, inverse)
      const [oldest] = this.#undos.keys()
      if (this.#undos.size > maxUndos && oldest !== undefined) this.#undos.delete(oldest)
      return id
    })
  }

  /** Computes the change from what is stored, and stores it where that still stands. Gives what takes it back. */
  async #store(make: (memory: Memory) => PeopleChange): Promise<PeopleChange> {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const loaded = tries === 0 ? (this.#loaded ?? (await this.#read())) : await this.#read()
      const { memory } = loaded
      const change = make(memory)
      const inverse = inverseOf(memory, change)
      refuseTooMany(memory, change)
      const revision = await this.#deps.table.change(change, loaded.revision)
      if (revision === null) continue
      takeChange(memory, change)
      this.#take({ memory, revision, freshAt: this.#deps.clock.now() })
      this.#deps.changed()
      return inverse
    }
    throw new CallError('not-possible', 'Another program changes the contacts all the time. Try it again.')
  }
}

/** @throws CallError `not-found`. */
function twoOf({ contacts }: Memory, oneId: string, otherId: string) {
  const [one, other] = [contacts.get(oneId), contacts.get(otherId)]
  if (one === undefined || other === undefined || oneId === otherId)
    throw new CallError('not-found', 'One of the two contacts is not there any more.')
  return [one, other] as const
}
