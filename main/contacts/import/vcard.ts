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
const dullTypes: ReadonlySet<string> = new Set(['internet', 'pref', 'x-internet', 'x400', 'voice', 'other'])

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
  const version = card.version === '4.0' ? '4.0' : '3.0'
  // Photos, sounds and keys have no use here, and cost time.
  const lines = card.lines.filter((line) => !/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT)[;:]/i.test(line))
  const all = parseLines(lines, version)
  if (all !== null) return all
  return lines.flatMap((line) => {
    const parsed = parseLines([line], version)
    if (parsed === null) leftOut(line)
    return parsed ?? []
  })
}

function parseLines(lines: readonly string[], version: string): readonly Property[] | null {
  try {
    const card: unknown = ICAL.parse(
      ['BEGIN:VCARD', `VERSION:${version}`, ...lines.map(hideEscapes), 'END:VCARD'].join('\r\n'),
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
  return [
    {
      name: name.toLowerCase(),
      group: typeof given.group === 'string' ? given.group.toLowerCase() : '',
      types: [given.type, given.pref === undefined ? '' : 'pref']
        .flat()
        .flatMap((type) => (typeof type === 'string' ? type.toLowerCase().split(',') : []))
        .filter((type) => type !== ''),
      values: values
        .flat(2)
        .map((value) => (typeof value === 'string' ? value : String(value)))
        // In version 3.0 the parser leaves a list of these as one text.
        .flatMap((value) => (name.toLowerCase() === 'categories' ? value.split(',') : [value]))
        .map(showEscaped),
    },
  ]
}

function toContact(line: number, properties: readonly Property[]): RawContact {
  const all = (name: string) => properties.filter((each) => each.name === name)
  const first = (name: string) => all(name)[0]?.values.join(' ').trim() ?? ''
  const labels = new Map(
    all('x-ablabel').map(({ group, values }) => [group, values.join('').replace(/^_\$!<(.*)>!\$_$/, '$1')]),
  )
  const labelOf = ({ group, types }: Property) =>
    labels.get(group) ?? types.filter((type) => !dullTypes.has(type)).join(', ')
  // The preferred address first; else as they stand.
  const emails = all('email').toSorted(
    (a, b) => Number(b.types.includes('pref')) - Number(a.types.includes('pref')),
  )
  const kind = first('kind') || first('x-addressbookserver-kind')
  const members = [...all('member'), ...all('x-addressbookserver-member')].flatMap(({ values }) => values)
  return {
    line,
    name: first('fn') || nameOf(all('n')[0]?.values ?? []),
    ...partsOf(all('n')[0]?.values ?? []),
    organisation: (all('org')[0]?.values ?? []).filter((part) => part.trim() !== '').join(', '),
    addresses: emails.map((email) => ({
      address: email.values
        .join('')
        .replace(/^mailto:/i, '')
        .trim(),
      label: labelOf(email),
    })),
    note: all('note')
      .map(({ values }) => values.join(', '))
      .join('\n'),
    details: properties.flatMap((each) => {
      const label = ownValue(kept, each.name)
      const value = each.values.filter((part) => part.trim() !== '').join(', ')
      const own = each.name === 'x-sendoff-detail' ? /^(.*?): ([^]*)$/.exec(value) : null
      if (own !== null) return [{ label: own[1] ?? '', value: own[2] ?? '' }]
      if (label === undefined || value === '') return []
      const more = labelOf(each)
      return [{ label: more === '' ? label : `${label} (${more})`, value }]
    }),
    groups: all('categories').flatMap(({ values }) => values.map((name) => name.trim())),
    ...(first('uid') === '' ? {} : { uid: first('uid') }),
    ...(kind.toLowerCase() === 'group' ? { members } : {}),
  }
}

function partsOf([family = '', given = '', middle = '']: readonly string[]): Partial<NameParts> {
  const first = [given, middle].filter((part) => part.trim() !== '').join(' ')
  return { ...(first === '' ? {} : { given: first }), ...(family.trim() === '' ? {} : { family }) }
}

/** `N`: family, given, middle, before, behind (RFC 6350 6.2.2). */
function nameOf([family = '', given = '', middle = '', before = '', behind = '']: readonly string[]): string {
  return [before, given, middle, family, behind].filter((part) => part.trim() !== '').join(' ')
}
