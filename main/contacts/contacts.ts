// The room of people: kept in memory, stored in one transaction before it is told.
import type { Clock } from '../clock.ts'
import { createId } from '../id.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { PeopleTables } from '../storage/store.ts'
import { complete, indexPeople, type Completion, type CompletionIndex, type Query } from './complete.ts'
import {
  keyOf,
  peopleLimits,
  type Change,
  type Contact,
  type ContactGroup,
  type EarlierRecipient,
} from './contact.ts'
import type { People, PeopleChange } from './contact.ts'
import { findDuplicates, mergeContacts, moveMembers, type DuplicateIndex } from './duplicates.ts'

export interface ContactsDeps {
  readonly table: PeopleTables
  readonly clock: Clock
  readonly random: Random
  /** Told after a change is stored. */
  readonly changed: () => void
}

/** An address that a message was queued for. */
export interface Learned {
  readonly address: string
  readonly name?: string
}

export interface Contacts {
  people(): Promise<People>
  duplicates(): Promise<DuplicateIndex>
  complete(query: Query): Promise<readonly Completion[]>
  /** Stores the change; the answer undoes it with `undo`. */
  change(change: PeopleChange): Promise<string>
  /** @throws CallError `not-found` where it is too long ago. */
  undo(undoId: string): Promise<void>
  /** Counts these addresses. Calls at the same time are stored together. */
  learn(recipients: readonly Learned[]): Promise<void>
  /** The address is not offered until a message goes there again. */
  forget(address: string): Promise<string>
  /** All of `goneId` that `keepId` has not goes there. @throws CallError `not-found`. */
  merge(keepId: string, goneId: string): Promise<string>
  newId(): string
}

interface Memory {
  readonly contacts: Map<string, Contact>
  readonly groups: Map<string, ContactGroup>
  readonly earlier: Map<string, EarlierRecipient>
}

/** Undone is what was done lately: so many changes are remembered, until the program ends. */
const maxUndos = 20
/** Addresses of mail that are remembered; those of long ago make room. */
const maxEarlier = 20_000

/** The room over its tables, which are read when it is first asked. */
export function createContacts(deps: ContactsDeps): Contacts {
  return new ContactsRoom(deps)
}

class ContactsRoom implements Contacts {
  readonly #deps: ContactsDeps
  #loading: Promise<Memory> | null = null
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
    const memory = await this.#memory()
    this.#people ??= {
      contacts: [...memory.contacts.values()],
      groups: [...memory.groups.values()],
      earlier: [...memory.earlier.values()],
    }
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

  change(change: PeopleChange): Promise<string> {
    return this.#inTurn(async (memory) => {
      const inverse = inverseOf(memory, change)
      await this.#store(memory, change)
      return this.#noteUndo(inverse)
    })
  }

  async undo(undoId: string): Promise<void> {
    await this.#inTurn(async (memory) => {
      const inverse = this.#undos.get(undoId)
      if (inverse === undefined) throw new CallError('not-found', 'This cannot be undone any more.')
      await this.#store(memory, inverse)
      this.#undos.delete(undoId)
    })
  }

  learn(recipients: readonly Learned[]): Promise<void> {
    this.#learned.push(...recipients)
    this.#learning ??= this.#inTurn(async (memory) => {
      const learned = this.#learned
      this.#learned = []
      this.#learning = null
      await this.#store(memory, { earlier: countIn(memory.earlier, learned, this.#deps.clock.now()) })
    })
    return this.#learning
  }

  forget(address: string): Promise<string> {
    return this.#inTurn(async (memory) => {
      const key = keyOf(address)
      const inContact = [...memory.contacts.values()].some(({ addresses }) =>
        addresses.some((own) => keyOf(own.address) === key),
      )
      const known = memory.earlier.get(key)
      const mark = { id: key, address, count: 0, lastAt: this.#deps.clock.now(), forgotten: true } as const
      // Nothing is kept of it, but for the mark that keeps a contact's address from being offered.
      const change = {
        earlier: inContact ? { put: [mark], remove: [] } : { put: [], remove: known ? [key] : [] },
      }
      const inverse = inverseOf(memory, change)
      await this.#store(memory, change)
      return this.#noteUndo(inverse)
    })
  }

  merge(keepId: string, goneId: string): Promise<string> {
    return this.#inTurn(async (memory) => {
      const [kept, gone] = [memory.contacts.get(keepId), memory.contacts.get(goneId)]
      if (kept === undefined || gone === undefined || keepId === goneId)
        throw new CallError('not-found', 'One of the two contacts is not there any more.')
      const change = {
        contacts: { put: [mergeContacts(kept, gone, this.#deps.clock.now())], remove: [goneId] },
        groups: { put: moveMembers([...memory.groups.values()], goneId, keepId), remove: [] },
      }
      const inverse = inverseOf(memory, change)
      await this.#store(memory, change)
      return this.#noteUndo(inverse)
    })
  }

  newId(): string {
    return createId(this.#deps.random)
  }

  #memory(): Promise<Memory> {
    this.#loading ??= this.#read().catch((error: unknown) => {
      this.#loading = null
      throw error
    })
    return this.#loading
  }

  async #read(): Promise<Memory> {
    const { contacts, groups, earlier } = await this.#deps.table.all()
    return {
      contacts: new Map(contacts.map((each) => [each.id, each])),
      groups: new Map(groups.map((each) => [each.id, each])),
      earlier: new Map(earlier.map((each) => [each.id, each])),
    }
  }

  #inTurn<T>(run: (memory: Memory) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => await run(await this.#memory()))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #store(memory: Memory, change: PeopleChange): Promise<void> {
    refuseTooMany(memory, change)
    await this.#deps.table.change(change)
    take(memory.contacts, change.contacts)
    take(memory.groups, change.groups)
    take(memory.earlier, change.earlier)
    this.#people = null
    this.#index = null
    this.#duplicates = null
    this.#deps.changed()
  }

  #noteUndo(inverse: PeopleChange): string {
    const id = this.newId()
    this.#undos.set(id, inverse)
    const [oldest] = this.#undos.keys()
    if (this.#undos.size > maxUndos && oldest !== undefined) this.#undos.delete(oldest)
    return id
  }
}

function refuseTooMany({ contacts, groups }: Memory, change: PeopleChange): void {
  const news = (change.contacts?.put ?? []).filter(({ id }) => !contacts.has(id)).length
  if (news > 0 && contacts.size + news > peopleLimits.contacts)
    throw new CallError('not-possible', `There is room for ${peopleLimits.contacts} contacts.`)
  const newGroups = (change.groups?.put ?? []).filter(({ id }) => !groups.has(id)).length
  if (newGroups > 0 && groups.size + newGroups > peopleLimits.groups)
    throw new CallError('not-possible', `There is room for ${peopleLimits.groups} groups.`)
}

function take<T extends { readonly id: string }>(map: Map<string, T>, change: Change<T> | undefined): void {
  for (const id of change?.remove ?? []) map.delete(id)
  for (const each of change?.put ?? []) map.set(each.id, each)
}

/** What brings back how it was. */
function inverseOf(memory: Memory, change: PeopleChange): PeopleChange {
  return {
    ...(change.contacts && { contacts: inverse(memory.contacts, change.contacts) }),
    ...(change.groups && { groups: inverse(memory.groups, change.groups) }),
    ...(change.earlier && { earlier: inverse(memory.earlier, change.earlier) }),
  }
}

function inverse<T extends { readonly id: string }>(
  map: ReadonlyMap<string, T>,
  change: Change<T>,
): Change<T> {
  const ids = [...new Set([...change.put.map(({ id }) => id), ...change.remove])]
  return { put: ids.flatMap((id) => map.get(id) ?? []), remove: ids.filter((id) => !map.has(id)) }
}

/** One message more for each; beyond the limit those that were written to longest ago make room. */
function countIn(
  earlier: ReadonlyMap<string, EarlierRecipient>,
  learned: readonly Learned[],
  now: number,
): Change<EarlierRecipient> {
  const put = new Map<string, EarlierRecipient>()
  for (const { address, name } of learned) {
    const id = keyOf(address)
    const known = put.get(id) ?? earlier.get(id)
    const called = name ?? known?.name
    put.set(id, {
      id,
      address,
      ...(called === undefined ? {} : { name: called }),
      count: (known?.count ?? 0) + 1,
      lastAt: now,
    })
  }
  const over = new Set([...earlier.keys(), ...put.keys()]).size - maxEarlier
  if (over <= 0) return { put: [...put.values()], remove: [] }
  const oldest = [...earlier.values()]
    .filter(({ id }) => !put.has(id))
    .toSorted((a, b) => a.lastAt - b.lastAt)
  return { put: [...put.values()], remove: oldest.slice(0, over).map(({ id }) => id) }
}
