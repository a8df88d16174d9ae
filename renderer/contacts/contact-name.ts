import type { Contact } from '../../main/api.ts'

/** What a contact is called: by its address where it has no name. */
export function nameOf({ name, addresses }: Pick<Contact, 'name' | 'addresses'>): string {
  return name === '' ? (addresses[0]?.address ?? '') : name
}
