// Contacts that may be the same person, and what becomes of two when they are made one. Pure.
import { keyOf, type Contact, type ContactGroup } from './contact.ts'
import { fold, wordsOf } from './fold.ts'

export interface Duplicate {
  readonly contactId: string
  readonly why: 'address' | 'name'
}

/** What may be the same, by contact. */
export type DuplicateIndex = ReadonlyMap<string, readonly Duplicate[]>

/** A name to be compared: its words in any order; null where it has only one, which many people share. */
function nameKey(name: string): string | null {
  const words = wordsOf(fold(name))
  return words.length < 2 ? null : words.toSorted().join(' ')
}

/** Two contacts with one address, or with one name. More than ten of a kind are no doubles but a shared mailbox. */
export function findDuplicates(contacts: readonly Contact[]): DuplicateIndex {
  const found = new Map<string, Duplicate[]>()
  const distinct = new Map(contacts.map(({ id, distinctFrom = [] }) => [id, new Set(distinctFrom)]))
  const note = (groups: ReadonlyMap<string, readonly string[]>, why: Duplicate['why']) => {
    for (const ids of groups.values()) {
      if (ids.length < 2 || ids.length > 10) continue
      for (const id of ids) {
        const own = found.get(id) ?? []
        const others = ids.filter(
          (other) =>
            other !== id &&
            distinct.get(id)?.has(other) !== true &&
            !own.some(({ contactId }) => contactId === other),
        )
        found.set(id, [...own, ...others.map((contactId) => ({ contactId, why }))])
      }
    }
  }
  note(
    groupBy(contacts, ({ addresses }) => [...new Set(addresses.map(({ address }) => keyOf(address)))]),
    'address',
  )
  note(
    groupBy(contacts, ({ name }) => nameKey(name) ?? []),
    'name',
  )
  return found
}

function groupBy(
  contacts: readonly Contact[],
  keysOf: (contact: Contact) => string | readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const contact of contacts) {
    for (const key of [keysOf(contact)].flat()) {
      const ids = groups.get(key)
      if (ids === undefined) groups.set(key, [contact.id])
      else ids.push(contact.id)
    }
  }
  return groups
}

/** `kept` with all that only `gone` has: nothing of either is lost. */
export function mergeContacts(kept: Contact, gone: Contact, now: number): Contact {
  const isUnparted = kept.given === undefined && kept.family === undefined
  const isNamesake = kept.name === '' || (isUnparted && fold(kept.name) === fold(gone.name))
  const { given, family } = isNamesake ? gone : kept
  const distinct = [...(kept.distinctFrom ?? []), ...(gone.distinctFrom ?? [])].filter(
    (id, at, all) => id !== kept.id && id !== gone.id && all.indexOf(id) === at,
  )
  const known = new Set(kept.addresses.map(({ address }) => keyOf(address)))
  const notes = [kept.note, gone.note].filter((note) => note !== undefined && note !== '')
  const details = [...(kept.details ?? []), ...(gone.details ?? [])]
  const name = kept.name === '' ? gone.name : kept.name
  if (gone.name !== '' && fold(gone.name) !== fold(name)) details.push({ label: 'Name', value: gone.name })
  if (
    gone.organisation !== undefined &&
    kept.organisation !== undefined &&
    gone.organisation !== kept.organisation
  )
    details.push({ label: 'Organisation', value: gone.organisation })
  const organisation = kept.organisation ?? gone.organisation
  const unique = details.filter(
    ({ label, value }, at) =>
      details.findIndex((other) => other.label === label && other.value === value) === at,
  )
  return {
    id: kept.id,
    name,
    ...(given === undefined ? {} : { given }),
    ...(family === undefined ? {} : { family }),
    ...(organisation === undefined ? {} : { organisation }),
    addresses: [...kept.addresses, ...gone.addresses.filter(({ address }) => !known.has(keyOf(address)))],
    ...(notes.length === 0 ? {} : { note: [...new Set(notes)].join('\n') }),
    ...(unique.length === 0 ? {} : { details: unique }),
    ...(distinct.length === 0 ? {} : { distinctFrom: distinct }),
    createdAt: Math.min(kept.createdAt, gone.createdAt),
    changedAt: now,
  }
}

/** The two as different people. */
export function parted(one: Contact, other: Contact): readonly Contact[] {
  const apart = (contact: Contact, { id }: Contact): Contact => ({
    ...contact,
    distinctFrom: [...new Set([...(contact.distinctFrom ?? []), id])],
  })
  return [apart(one, other), apart(other, one)]
}

/** Groups in which `goneId` stood, with `keptId` in its place; who is in it twice stays once. */
export function moveMembers(
  groups: readonly ContactGroup[],
  goneId: string,
  keptId: string,
): readonly ContactGroup[] {
  return groups
    .filter(({ members }) => members.some(({ contactId }) => contactId === goneId))
    .map((group) => {
      const moved = group.members.map((member) =>
        member.contactId === goneId ? { ...member, contactId: keptId } : member,
      )
      const members = moved.filter(
        ({ address }, at) => moved.findIndex((other) => keyOf(other.address) === keyOf(address)) === at,
      )
      return { ...group, members }
    })
}
