import type { Contact, People } from '../../../main/contacts/contact.ts'

export function contact(id: string, name: string, ...addresses: readonly string[]): Contact {
  return { id, name, addresses: addresses.map((address) => ({ address })), createdAt: 1, changedAt: 1 }
}

export const nobody: People = { contacts: [], groups: [], earlier: [] }
