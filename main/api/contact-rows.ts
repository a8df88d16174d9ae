// Contacts as rows of lists. Pure.
import type { ContactRow } from '../api.ts'
import type { SortedContact } from '../contacts/list.ts'

export function toRow({
  contact,
  shown,
  letter,
}: Pick<SortedContact, 'contact' | 'shown' | 'letter'>): ContactRow {
  const [first] = contact.addresses
  return {
    id: contact.id,
    name: shown,
    address: first?.address ?? '',
    more: Math.max(0, contact.addresses.length - 1),
    letter,
  }
}
