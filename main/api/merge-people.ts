// People of the contacts as rows of a mail merge.
import type { MergePeople } from '../api.ts'
import { keyOf, type Contact } from '../contacts/contact.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { membersOf } from '../contacts/members.ts'
import { namePartsOf } from '../contacts/name-parts.ts'
import { sortContacts } from '../contacts/list.ts'
import type { MergePerson } from '../merge/contacts-source.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'

/** The people as they are now, and what the table is called. @throws CallError `not-found`, `not-possible`. */
export async function peopleOf(
  contacts: Contacts,
  wanted: MergePeople,
): Promise<{ readonly name: string; readonly people: readonly MergePerson[] }> {
  const all = await contacts.people()
  const groups = wanted.groupIds.map((groupId) => {
    const group = all.groups.find(({ id }) => id === groupId)
    if (group === undefined) throw new CallError('not-found', 'This group is not there any more.')
    return group
  })
  const byId = new Map(all.contacts.map((contact) => [contact.id, contact]))
  const single = wanted.all
    ? sortContacts(all.contacts).map(({ contact }) => contact)
    : wanted.contactIds.flatMap((id) => byId.get(id) ?? [])
  const people = eachOnce([
    ...groups.flatMap((group) =>
      membersOf(group, all.contacts).map(({ name, address, contactId = '' }) => {
        const contact = byId.get(contactId)
        return contact === undefined ? toStranger(name, address) : toPerson(contact, address)
      }),
    ),
    ...single.map((contact) => toPerson(contact, contact.addresses[0]?.address ?? '')),
  ])
  if (people.length === 0) throw new CallError('not-possible', t('merge.no-people'))
  const isOneGroup = groups.length === 1 && single.length === 0
  return { name: isOneGroup ? (groups[0]?.name ?? '') : t('merge.contacts'), people }
}

/** Who stands in two groups gets one row; who has no address keeps a row, so that it is told of. */
function eachOnce(people: readonly MergePerson[]): readonly MergePerson[] {
  const seen = new Set<string>()
  return people.filter(({ address }) => {
    const key = keyOf(address)
    if (key !== '' && seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function toPerson(contact: Contact, address: string): MergePerson {
  const { name, organisation = '', note = '', details = [] } = contact
  return { name, ...namePartsOf(contact), address, organisation, note, details }
}

/** A member that is no contact. */
function toStranger(name: string, address: string): MergePerson {
  return { name, ...namePartsOf({ name }), address, organisation: '', note: '', details: [] }
}
