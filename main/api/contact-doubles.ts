// Contacts that may be the same person, pair by pair.
import type { Double, Doubles } from '../api.ts'
import type { Contact } from '../contacts/contact.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { toRow } from './contact-rows.ts'

const maxPairs = 100

export async function doublesOf(contacts: Contacts): Promise<Doubles> {
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
      if (pairs.length < maxPairs) pairs.push({ a: toDouble(a), b: toDouble(b), why })
    }
  }
  return { total, pairs }
}

function toDouble(contact: Contact): Double {
  const addresses = contact.addresses.map(({ address }) => address)
  const shown = contact.name || (addresses[0] ?? '')
  return { ...toRow({ contact, shown, letter: '' }), addresses, organisation: contact.organisation ?? '' }
}
