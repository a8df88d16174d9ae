// Calls about people and groups.
import type { ContactRow, ContactsApi, ContactView, Doubles } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { keyOf, type Contact, type ContactGroup } from '../contacts/contact.ts'
import { searchContacts, sortContacts, type SortedContact } from '../contacts/list.ts'
import { membersOf } from '../contacts/members.ts'
import { parseContactForm, parseGroupForm } from '../contacts/parse-form.ts'
import type { People } from '../contacts/contact.ts'
import { CallError } from '../result.ts'
import { spokenLocale } from '../text/t.ts'
import { createTransferOfContacts, type ContactFilesDeps } from './contact-files.ts'

export interface ContactsApiDeps extends ContactFilesDeps {
  readonly contacts: Contacts
  readonly clock: Clock
}

const maxPairs = 100

/** Makes the contacts part of the Api. */
export function createContactsApi(deps: ContactsApiDeps): ContactsApi {
  const { contacts } = deps
  const sorted = rememberSorted()
  return {
    list: async ({ text, offset, limit }) => {
      const people = await contacts.people()
      const found = searchContacts(sorted(people), text)
      return {
        total: found.length,
        people: people.contacts.length,
        groups: people.groups.length,
        rows: found.slice(offset, offset + limit).map(toRow),
      }
    },
    get: ({ contactId }) => view(contacts, contactId),
    save: (form) => save(deps, form),
    remove: async ({ contactIds }) => ({
      undoId: await contacts.change({ contacts: { put: [], remove: contactIds } }),
    }),
    groups: async () => {
      const { groups } = await contacts.people()
      const rows = groups.map(({ id, name, members, field }) => ({
        id,
        name,
        members: members.length,
        field,
      }))
      return rows.toSorted((a, b) => a.name.localeCompare(b.name, spokenLocale()))
    },
    getGroup: async ({ groupId }) => {
      const people = await contacts.people()
      const group = people.groups.find(({ id }) => id === groupId)
      if (group === undefined) throw new CallError('not-found', 'This group is not there any more.')
      return { group, members: membersOf(group, people.contacts) }
    },
    saveGroup: (form) => saveGroup(deps, form),
    removeGroup: async ({ groupId }) => ({
      undoId: await contacts.change({ groups: { put: [], remove: [groupId] } }),
    }),
    complete: (query) => contacts.complete(query),
    forget: async ({ address }) => ({ undoId: await contacts.forget(address) }),
    merge: async ({ keepId, goneId }) => ({ undoId: await contacts.merge(keepId, goneId) }),
    doubles: () => doubles(contacts),
    undo: ({ undoId }) => contacts.undo(undoId),
    ...createTransferOfContacts(deps),
  }
}

/** Sorting thousands of names takes a while: once for each change. */
function rememberSorted(): (people: People) => readonly SortedContact[] {
  let last: { readonly of: People; readonly sorted: readonly SortedContact[] } | null = null
  return (people) => {
    if (last?.of !== people) last = { of: people, sorted: sortContacts(people.contacts) }
    return last.sorted
  }
}

function toRow({ contact, shown, letter }: Pick<SortedContact, 'contact' | 'shown' | 'letter'>): ContactRow {
  const [first] = contact.addresses
  return {
    id: contact.id,
    name: shown,
    address: first?.address ?? '',
    more: Math.max(0, contact.addresses.length - 1),
    letter,
  }
}

async function view(contacts: Contacts, contactId: string): Promise<ContactView> {
  const people = await contacts.people()
  const byId = new Map(people.contacts.map((contact) => [contact.id, contact]))
  const contact = byId.get(contactId)
  if (contact === undefined) throw new CallError('not-found', 'This contact is not there any more.')
  const keys = new Set(contact.addresses.map(({ address }) => keyOf(address)))
  const used = new Map(people.earlier.filter(({ id }) => keys.has(id)).map((each) => [each.id, each]))
  const others = (await contacts.duplicates()).get(contactId) ?? []
  return {
    contact,
    used: contact.addresses.map(({ address }) => {
      const known = used.get(keyOf(address))
      if (known === undefined) return null
      return { count: known.count, lastAt: known.lastAt, isForgotten: known.forgotten === true }
    }),
    groups: groupsOf(people.groups, contactId),
    duplicates: others.flatMap((each) => {
      const other = byId.get(each.contactId)
      if (other === undefined) return []
      return [{ ...each, name: other.name, addresses: other.addresses.map(({ address }) => address) }]
    }),
  }
}

function groupsOf(groups: readonly ContactGroup[], contactId: string): ContactView['groups'] {
  return groups
    .filter(({ members }) => members.some((member) => member.contactId === contactId))
    .map(({ id, name, members }) => ({ id, name, members: members.length }))
}

async function save(
  { contacts, clock }: ContactsApiDeps,
  form: Parameters<ContactsApi['save']>[0],
): ReturnType<ContactsApi['save']> {
  const { contacts: all } = await contacts.people()
  const before = form.id === null ? undefined : all.find(({ id }) => id === form.id)
  if (form.id !== null && before === undefined)
    throw new CallError('not-found', 'This contact is not there any more.')
  const id = before?.id ?? contacts.newId()
  const parsed = parseContactForm(form, { id, before, now: clock.now() })
  if (!parsed.ok) return { saved: false, problems: parsed.problems }
  return { saved: true, id, undoId: await contacts.change({ contacts: { put: [parsed.value], remove: [] } }) }
}

async function saveGroup(
  { contacts }: ContactsApiDeps,
  form: Parameters<ContactsApi['saveGroup']>[0],
): ReturnType<ContactsApi['saveGroup']> {
  const { groups } = await contacts.people()
  if (form.id !== null && !groups.some(({ id }) => id === form.id))
    throw new CallError('not-found', 'This group is not there any more.')
  const id = form.id ?? contacts.newId()
  const parsed = parseGroupForm(form, id, groups)
  if (!parsed.ok) return { saved: false, problems: parsed.problems }
  return { saved: true, id, undoId: await contacts.change({ groups: { put: [parsed.value], remove: [] } }) }
}

async function doubles(contacts: Contacts): Promise<Doubles> {
  const people = await contacts.people()
  const byId = new Map(people.contacts.map((contact) => [contact.id, contact]))
  const pairs: Doubles['pairs'][number][] = []
  let total = 0
  for (const [id, others] of await contacts.duplicates()) {
    for (const { contactId, why } of others) {
      const [a, b] = [byId.get(id), byId.get(contactId)]
      // Each pair stands with both of its contacts.
      if (id > contactId || a === undefined || b === undefined) continue
      total += 1
      if (pairs.length < maxPairs) pairs.push({ a: rowOf(a), b: rowOf(b), why })
    }
  }
  return { total, pairs }
}

function rowOf(contact: Contact): ContactRow {
  return toRow({ contact, shown: contact.name || (contact.addresses[0]?.address ?? ''), letter: '' })
}
