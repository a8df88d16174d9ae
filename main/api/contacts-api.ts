// Calls about people and groups.
import type { ContactsApi, ContactView } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { keyOf, type ContactGroup } from '../contacts/contact.ts'
import { searchContacts, sortContacts, type SortedContact } from '../contacts/list.ts'
import { parseContactForm } from '../contacts/parse-form.ts'
import type { People } from '../contacts/contact.ts'
import { CallError } from '../result.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { doublesOf } from './contact-doubles.ts'
import { createGroupCalls } from './contact-groups.ts'
import { messagesTo } from './contact-messages.ts'
import { toRow } from './contact-rows.ts'
import { createTransferOfContacts, type ContactFilesDeps } from './contact-files.ts'

export interface ContactsApiDeps extends ContactFilesDeps {
  readonly contacts: Contacts
  readonly clock: Clock
  readonly outbox: Outbox
}

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
        letters: countLetters(found, found.length),
        lettersBefore: countLetters(found, offset),
        startsLetter: found[offset]?.letter !== found[offset - 1]?.letter,
        rows: found.slice(offset, offset + limit).map(toRow),
      }
    },
    get: ({ contactId }) => view(contacts, contactId),
    save: (form) => save(deps, form),
    remove: async ({ contactIds }) => ({
      undoId: await contacts.change({ contacts: { put: [], remove: contactIds } }),
    }),
    ...createGroupCalls(deps),
    messages: ({ contactId }) => messagesTo(deps, contactId),
    complete: (query) => contacts.complete(query),
    forget: async ({ address }) => ({ undoId: await contacts.forget(address) }),
    merge: async ({ keepId, goneId }) => ({ undoId: await contacts.merge(keepId, goneId) }),
    part: async ({ contactId, otherId }) => ({ undoId: await contacts.part(contactId, otherId) }),
    doubles: () => doublesOf(contacts),
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

/** Headings up to there. */
function countLetters(found: readonly SortedContact[], end: number): number {
  let count = 0
  for (let at = 0; at < Math.min(end, found.length); at += 1)
    if (found[at]?.letter !== found[at - 1]?.letter) count += 1
  return count
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
  const id = form.id ?? contacts.newId()
  const parse = (people: People) => {
    const before = people.contacts.find((contact) => contact.id === form.id)
    if (form.id !== null && before === undefined)
      throw new CallError('not-found', 'This contact is not there any more.')
    return parseContactForm(form, { id, before, now: clock.now() })
  }
  const parsed = parse(await contacts.people())
  if (!parsed.ok) return { saved: false, problems: parsed.problems }
  const undoId = await contacts.change((people) => {
    const now = parse(people)
    return { contacts: { put: now.ok ? [now.value] : [], remove: [] } }
  })
  return { saved: true, id, undoId }
}
