// What a change does to people in memory, and what takes it back. Pure, but for the maps of `Memory`.
import { CallError } from '../result.ts'
import {
  keyOf,
  peopleLimits,
  type Change,
  type Contact,
  type ContactGroup,
  type EarlierRecipient,
  type People,
  type PeopleChange,
} from './contact.ts'

/** People by their ids. */
export interface Memory {
  readonly contacts: Map<string, Contact>
  readonly groups: Map<string, ContactGroup>
  readonly earlier: Map<string, EarlierRecipient>
}

/** An address that a message was queued for. */
export interface Learned {
  readonly address: string
  readonly name?: string
}

/** Addresses of mail that are remembered; those of long ago make room. */
const maxEarlier = 20_000

export function toMemory({ contacts, groups, earlier }: People): Memory {
  return {
    contacts: new Map(contacts.map((each) => [each.id, each])),
    groups: new Map(groups.map((each) => [each.id, each])),
    earlier: new Map(earlier.map((each) => [each.id, each])),
  }
}

export function toPeople({ contacts, groups, earlier }: Memory): People {
  return { contacts: [...contacts.values()], groups: [...groups.values()], earlier: [...earlier.values()] }
}

/** Takes over what was stored. */
export function takeChange(memory: Memory, change: PeopleChange): void {
  take(memory.contacts, change.contacts)
  take(memory.groups, change.groups)
  take(memory.earlier, change.earlier)
}

/** @throws CallError `not-possible` beyond the limits of `peopleLimits`. */
export function refuseTooMany({ contacts, groups }: Memory, change: PeopleChange): void {
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
export function inverseOf(memory: Memory, change: PeopleChange): PeopleChange {
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
export function countIn(
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
