// First and last name of a contact, for letters that greet by one of them. Pure.
import type { Contact } from './contact.ts'

export interface NameParts {
  readonly given: string
  readonly family: string
}

const titles = /^(?:dr|prof|dipl|ing|mr|mrs|ms|herr|frau|sir|dame|mag)\.?$/i
/** Small words that belong to the last name: `van den Berg`. */
const particles =
  /^(?:von|vom|zu|zur|van|de|del|della|der|den|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|af|av)$/

/**
 * As the person or the file told them apart; else guessed: what stands behind a comma is the first name, and without a comma the last
 * word is the last name, with the particles before it. The name of an organisation has neither.
 */
export function namePartsOf(contact: Pick<Contact, 'name' | 'given' | 'family' | 'organisation'>): NameParts {
  const { name, given, family, organisation } = contact
  if (given !== undefined || family !== undefined) return { given: given ?? '', family: family ?? '' }
  if (name === organisation || name.includes('@')) return { given: '', family: '' }
  const [before = '', behind] = name.split(',', 2).map((part) => part.trim())
  const words = (behind ?? before).split(/\s+/).filter((word) => word !== '')
  while (words.length > 1 && titles.test(words[0] ?? '')) words.shift()
  if (behind !== undefined) return { given: words.join(' '), family: before }
  if (words.length < 2) return { given: words.join(' '), family: '' }
  let at = words.length - 1
  while (at > 1 && particles.test(words[at - 1] ?? '')) at -= 1
  return { given: words.slice(0, at).join(' '), family: words.slice(at).join(' ') }
}
