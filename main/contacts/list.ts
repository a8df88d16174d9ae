// The list of people: sorted by name, searched by all words. Pure.
import type { Contact } from './contact.ts'
import { fold, wordsOf } from './fold.ts'

/** Contacts by name, each with the text that is searched. */
export interface SortedContact {
  readonly contact: Contact
  readonly shown: string
  readonly letter: string
  readonly search: string
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** By name, and by address where there is none. */
export function sortContacts(contacts: readonly Contact[]): readonly SortedContact[] {
  return contacts
    .map((contact) => {
      const shown = contact.name || (contact.addresses[0]?.address ?? '')
      const addresses = contact.addresses.map(({ address }) => address).join(' ')
      const search = fold([contact.name, addresses, contact.organisation, contact.note].join(' '))
      return { contact, shown, letter: letterOf(shown), search }
    })
    .sort((a, b) => collator.compare(a.shown, b.shown) || (a.contact.id < b.contact.id ? -1 : 1))
}

/** The first letter, without accents; `#` for all that is none. */
function letterOf(shown: string): string {
  const first = fold(shown).slice(0, 1).toUpperCase()
  return /\p{L}/u.test(first) ? first : '#'
}

export function searchContacts(sorted: readonly SortedContact[], text: string): readonly SortedContact[] {
  const words = wordsOf(fold(text).replaceAll('.', ' '))
  return words.length === 0
    ? sorted
    : sorted.filter(({ search }) => words.every((word) => search.includes(word)))
}
