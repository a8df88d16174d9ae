import { keyOf, type Contact, type ContactGroup } from './contact.ts'

export interface Member {
  readonly name: string
  readonly address: string
  readonly contactId?: string
}

/**
 * The members of a group as they are now: who is a contact goes by the contact's name, and where the address was taken from the
 * contact, by its first one. A contact that is gone leaves its address in the group.
 */
export function membersOf(group: ContactGroup, contacts: readonly Contact[]): readonly Member[] {
  const wanted = new Set(group.members.flatMap(({ contactId }) => contactId ?? []))
  const byId = new Map(contacts.filter(({ id }) => wanted.has(id)).map((contact) => [contact.id, contact]))
  return group.members.map(({ address, name = '', contactId }) => {
    const contact = contactId === undefined ? undefined : byId.get(contactId)
    if (contact === undefined) return { name, address }
    const key = keyOf(address)
    const has = contact.addresses.some((own) => keyOf(own.address) === key)
    const current = has ? address : (contact.addresses[0]?.address ?? address)
    return { name: contact.name, address: current, contactId: contact.id }
  })
}
