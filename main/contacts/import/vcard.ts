// vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), card by card: one that is not understood spoils no other.
import ICAL from 'ical.js'
import type { NameParts } from '../name-parts.ts'
import { splitCards, type CardText } from './card-lines.ts'
import { hideEscapes, showEscaped } from './card-escapes.ts'
import {
  excerpt,
  maxImported,
  maxNotes,
  type ImportNote,
  type RawContact,
  type RawFile,
} from './raw-contact.ts'
import { ownValue } from '../../own-value.ts'

/** One property of a card: jCard (RFC 7095 3.3). */
interface Property {
  readonly name: string
  readonly group: string
  readonly types: readonly string[]
  /** 1 is preferred most (RFC 6350 5.3); 101: nothing says so. */
  readonly rank: number
  /** A structured value is a list. */
  readonly values: readonly string[]
}

/** Kept as they came, under these names. */
const kept: Readonly<Record<string, string>> = {
  tel: 'Phone',
  adr: 'Postal address',
  url: 'Web',
  title: 'Title',
  role: 'Role',
  bday: 'Birthday',
  anniversary: 'Anniversary',
  nickname: 'Nickname',
  impp: 'Chat',
  lang: 'Language',
}

/** Types that say nothing about where an address belongs. */
export const dullTypes: ReadonlySet<string> = new Set([
  'internet',
  'pref',
  'x-internet',
  'x400',
  'voice',
  'other',
])

/** The address in `mailto:` (RFC 6068 2), or the text itself. */
export function addressIn(text: string): string {
  const [, address] = /^mailto:([^?]*)/i.exec(text) ?? []
  if (address === undefined) return text
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** Reads a vCard file. Never throws. */
export function parseVCards(text: string): RawFile {
  const cards = splitCards(text)
  const contacts: RawContact[] = []
  const notes: ImportNote[] = []
  for (const card of cards.slice(0, maxImported)) {
    const note = (what: ImportNote['what'], said: string, done: ImportNote['done']) => {
      if (notes.length < maxNotes) notes.push({ line: card.line, what, text: excerpt(said), done })
    }
    const isDropped = card.isCut && !card.lines.some((line) => /^(?:[\w-]+\.)?EMAIL[;:].*@.*\./i.test(line))
    if (card.isCut) note('cut-off', 'BEGIN:VCARD', isDropped ? 'left-out' : 'taken')
    if (isDropped) continue
    contacts.push(
      toContact(
        card.line,
        propertiesOf(card, (line) => note('not-understood', line, 'part-left-out')),
      ),
    )
  }
  if (cards.length > maxImported) {
    const line = cards[maxImported]?.line ?? 0
    notes.push({ line, what: 'too-many', text: `${cards.length - maxImported}`, done: 'left-out' })
  }
  return { contacts, notes, total: cards.length }
}

/** Of the whole card at once, and where that fails of each line by itself. */
function propertiesOf(card: CardText, leftOut: (line: string) => void): readonly Property[] {
  // Photos, sounds and keys have no use here, and cost time.
  const lines = card.lines.filter((line) => !/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT)[;:]/i.test(line))
  const all = parseLines(lines)
  if (all !== null) return all
  return lines.flatMap((line) => {
    const parsed = parseLines([line])
    if (parsed === null) leftOut(line)
    return parsed ?? []
  })
}

/** Cards of every version as 4.0: by the rules of 3.0 ical.js takes a note with a comma apart. */
function parseLines(lines: readonly string[]): readonly Property[] | null {
  try {
    const card: unknown = ICAL.parse(
      ['BEGIN:VCARD', 'VERSION:4.0', ...lines.map(hideEscapes), 'END:VCARD'].join('\r\n'),
    )
    // Of several components it gives a list of them.
    const [, properties] = Array.isArray(card) && typeof card[0] === 'string' ? (card as unknown[]) : []
    return Array.isArray(properties) ? properties.flatMap(toProperty) : null
  } catch {
    return null
  }
}

function toProperty(property: unknown): readonly Property[] {
  if (!Array.isArray(property)) return []
  const [name, parameters, , ...values] = property as unknown[]
  if (typeof name !== 'string') return []
  const given: Readonly<Record<string, unknown>> =
    typeof parameters === 'object' && parameters !== null ? { ...parameters } : {}
  const types = [given.type]
    // `TYPE=PREF;TYPE=home,fax` is a list in a list.
    .flat(2)
    .flatMap((type) => (typeof type === 'string' ? type.toLowerCase().split(',') : []))
    .filter((type) => type !== '')
  return [
    {
      name: name.toLowerCase(),
      group: typeof given.group === 'string' ? given.group.toLowerCase() : '',
      types,
      rank: rankOf(given.pref, types),
      values: valuesOf(name.toLowerCase(), values).map(showEscaped),
    },
  ]
}

function rankOf(pref: unknown, types: readonly string[]): number {
  if (typeof pref === 'string') return Number.parseInt(pref, 10) || 1
  return types.includes('pref') ? 1 : 101
}

/** Several values, or the components of a structured one. */
function valuesOf(name: string, given: readonly unknown[]): readonly string[] {
  // A component of a name may be a list (RFC 6350 6.2.2): the ones behind it keep their places.
  const components =
    name === 'n'
      ? given.flat().map((each) => (Array.isArray(each) ? each.map(toText).join(' ') : each))
      : given.flat(2)
  const texts = components.map((each) => (typeof each === 'string' ? each : String(each)))
  return texts.length > 1 ? texts.map((text) => text.trim()) : texts
}

const toText = (value: unknown): string => String(value).trim()

/** `19850412` and `--0412` (RFC 6350 4.3.1) with hyphens; anything else as it came. */
function toDate(text: string): string {
  return text.replace(/^(\d{4}|--)(\d{2})-?(\d{2})(?=T|$)/, (_, year: string, month: string, day: string) =>
    [year === '--' ? '-' : year, month, day].join('-'),
  )
}

function toContact(line: number, properties: readonly Property[]): RawContact {
  const all = (name: string) => properties.filter((each) => each.name === name)
  const first = (name: string) => all(name)[0]?.values.join(' ').trim() ?? ''
  const labels = new Map(
    all('x-ablabel')
      .filter(({ group }) => group !== '')
      .map(({ group, values }) => [group, values.join('').replace(/^_\$!<(.*)>!\$_$/s, '$1')]),
  )
  const labelOf = ({ group, types }: Property) =>
    labels.get(group) ?? types.filter((type) => !dullTypes.has(type)).join(', ')
  // The preferred address first; else as they stand.
  const emails = all('email').toSorted((a, b) => a.rank - b.rank)
  const kind = first('kind') || first('x-addressbookserver-kind')
  const members = [...all('member'), ...all('x-addressbookserver-member')].flatMap(({ group, values }) =>
    values.map((uri) => ({ uri, name: labels.get(group) ?? '' })),
  )
  const field = first('x-sendoff-field')
  const organisations = all('org').map(({ values }) => values.filter((part) => part.trim() !== '').join(', '))
  return {
    line,
    name: first('fn') || nameOf(all('n')[0]?.values ?? []),
    ...partsOf(all('n')[0]?.values ?? []),
    organisation: organisations[0] ?? '',
    addresses: emails.map((email) => ({
      address: addressIn(email.values.join('').trim()),
      label: labelOf(email),
    })),
    note: all('note')
      .map(({ values }) => values.join(', '))
      .join('\n'),
    details: [
      ...properties.flatMap((each) => toDetail(each, labels, labelOf)),
      ...organisations.slice(1).map((value) => ({ label: 'Organisation', value })),
    ].filter(({ value }) => value !== ''),
    groups: all('categories').flatMap(({ values }) => values.map((name) => name.trim())),
    ...(first('uid') === '' ? {} : { uid: first('uid') }),
    ...(kind.toLowerCase() === 'group' ? { members } : {}),
    ...(field === 'cc' || field === 'bcc' ? { field } : {}),
  }
}

function toDetail(
  property: Property,
  labels: ReadonlyMap<string, string>,
  labelOf: (property: Property) => string,
): RawContact['details'] {
  const { name, group, values } = property
  if (name === 'x-sendoff-detail') {
    const value = values.join(', ')
    const label = labels.get(group)
    if (label !== undefined) return [{ label, value }]
    const [, before = '', behind] = /^(.*?): ([^]*)$/.exec(value) ?? []
    return behind === undefined ? [] : [{ label: before, value: behind }]
  }
  const label = ownValue(kept, name)
  const text = values.filter((part) => part.trim() !== '').join(', ')
  if (label === undefined) return []
  const value = name === 'bday' || name === 'anniversary' ? toDate(text) : text
  const more = labelOf(property)
  return [{ label: more === '' ? label : `${label} (${more})`, value }]
}

function partsOf([family = '', given = '', middle = '']: readonly string[]): Partial<NameParts> {
  const first = [given, middle].filter((part) => part.trim() !== '').join(' ')
  return { ...(first === '' ? {} : { given: first }), ...(family.trim() === '' ? {} : { family }) }
}

/** `N`: family, given, middle, before, behind (RFC 6350 6.2.2). */
function nameOf([family = '', given = '', middle = '', before = '', behind = '']: readonly string[]): string {
  return [before, given, middle, family, behind].filter((part) => part.trim() !== '').join(' ')
}
