// Contacts as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426); every reader of the two takes them.
import { ownValue } from '../../own-value.ts'
import {
  keyOf,
  type Contact,
  type ContactDetail,
  type ContactGroup,
  type GroupMember,
  type People,
} from '../contact.ts'
import { dullTypes } from '../import/vcard.ts'
import { membersOf } from '../members.ts'
import { namePartsOf } from '../name-parts.ts'

const foldAt = 75 // octets, RFC 6350 3.2

type Version = '3.0' | '4.0'

/** One card for each contact; names of groups as CATEGORIES. */
export function formatVCards(
  contacts: readonly Contact[],
  groups: readonly ContactGroup[],
  version: Version,
): string {
  const names = groupNames(groups)
  return contacts.map((contact) => formatCard(contact, names.get(contact.id) ?? [], version)).join('')
}

/**
 * Everybody: the cards of all contacts, and one for each group of which CATEGORIES would not say all (RFC 6350 6.1.4, 6.6.5).
 * There it names each member by the address that mail goes to.
 */
export function formatAllVCards(people: Pick<People, 'contacts' | 'groups'>, version: Version): string {
  const { contacts, groups } = people
  const first = new Map(contacts.map(({ id, addresses }) => [id, keyOf(addresses[0]?.address ?? '')]))
  const isFirst = ({ address, contactId }: GroupMember) =>
    contactId !== undefined && first.get(contactId) === keyOf(address)
  const isSaid = ({ members, field }: ContactGroup) =>
    field === 'to' && members.length > 0 && members.every(isFirst)
  const now = groups.map((group) => ({ ...group, members: membersOf(group, contacts) }))
  const named = now.map((group) => ({ ...group, members: group.members.filter(isFirst) }))
  const cards = now.filter((group) => !isSaid(group)).map((group) => formatGroup(group, version))
  return [formatVCards(contacts, named, version), ...cards].join('')
}

/** Names of groups by contact. */
export function groupNames(groups: readonly ContactGroup[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const { name, members } of groups) {
    for (const { contactId } of members) {
      if (contactId !== undefined) names.set(contactId, [...(names.get(contactId) ?? []), name])
    }
  }
  return names
}

function formatCard(contact: Contact, groups: readonly string[], version: Version): string {
  const shown = contact.name || (contact.addresses[0]?.address ?? '')
  const { given, family } = namePartsOf(contact)
  const label = createLabels()
  return toLines([
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${uidOf(contact.id, version)}`,
    `FN:${escape(shown)}`,
    `N:${escape(family)};${escape(given)};;;`,
    ...(contact.organisation === undefined ? [] : [`ORG:${escape(contact.organisation)}`]),
    ...contact.addresses.flatMap((own, at) => {
      const preferred = version === '4.0' ? ';PREF=1' : ';TYPE=PREF'
      return label(`EMAIL${at === 0 ? preferred : ''}`, own.label ?? '', escape(own.address))
    }),
    ...(contact.details ?? []).flatMap((detail) => formatDetail(detail, label)),
    ...(contact.note === undefined ? [] : [`NOTE:${escape(contact.note)}`]),
    ...(groups.length === 0 ? [] : [`CATEGORIES:${groups.map(escape).join(',')}`]),
    'END:VCARD',
  ])
}

/** RFC 6350 6.1.4; in 3.0, which has no groups, as Apple's address book writes them. */
function formatGroup({ id, name, members, field }: ContactGroup, version: Version): string {
  const [kind, member] =
    version === '4.0' ? ['KIND', 'MEMBER'] : ['X-ADDRESSBOOKSERVER-KIND', 'X-ADDRESSBOOKSERVER-MEMBER']
  const label = createLabels()
  return toLines([
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${uidOf(id, version)}`,
    `${kind}:group`,
    `FN:${escape(name)}`,
    ...(version === '4.0' ? [] : [`N:${escape(name)};;;;`]),
    ...(field === 'to' ? [] : [`X-SENDOFF-FIELD:${field}`]),
    ...members.flatMap(({ address, name: called = '', contactId }) =>
      // Who is a contact has the name there.
      label(member, contactId === undefined ? called : '', toMailto(address), false),
    ),
    'END:VCARD',
  ])
}

/** RFC 6068 2. */
function toMailto(address: string): string {
  return `mailto:${encodeURIComponent(address.toWellFormed()).replaceAll('%40', '@')}`
}

function uidOf(id: string, version: Version): string {
  return version === '4.0' ? `urn:x-sendoff:${id}` : id
}

/** Lines of a property with the label of its value. */
type Label = (property: string, label: string, value: string, isTyped?: boolean) => readonly string[]

/** A type of one word; small and capital letters are the same there (RFC 6350 5.6). */
const isType = (word: string): boolean =>
  /^[a-z0-9-]+$/.test(word) && !dullTypes.has(word) && word !== 'quoted-printable'

/** A label as types where a reader gets it back from them, else in a property of its own; then with the types that it amounts to. */
function createLabels(): Label {
  let used = 0
  return (property, label, value, isTyped = true) => {
    const words = label.toLowerCase().split(', ')
    const type = isTyped && words.every(isType) ? `;TYPE=${words.join(',')}` : ''
    if (label === '' || (type !== '' && label === label.toLowerCase())) return [`${property}${type}:${value}`]
    used += 1
    // Apple's names for labels stand in these marks, which the import takes off.
    const marked = /^_\$!<.*>!\$_$/s.test(label) ? `_$!<${label}>!$_` : label
    return [`item${used}.${property}${type}:${value}`, `item${used}.X-ABLabel:${escape(marked)}`]
  }
}

const properties: Readonly<Record<string, string>> = {
  Phone: 'TEL',
  Web: 'URL',
  Title: 'TITLE',
  Role: 'ROLE',
  Nickname: 'NICKNAME',
}

/** What has no property of its own goes into one of ours (RFC 6350 6.10). */
function formatDetail(detail: ContactDetail, label: Label): readonly string[] {
  const { value } = detail
  const [, kind = '', type = ''] = /^(\w+)(?: \((.+)\))?$/s.exec(detail.label) ?? []
  const name = ownValue(properties, kind)
  // A value of spaces alone is none in those.
  if (name === undefined || value.trim() === '') return formatOther(detail, label)
  // A URI has no escapes (RFC 6350 4.2), and no backslash or line end either (RFC 3986 2).
  const isUri = name === 'URL' && !/[\\\p{Cc}]/u.test(value)
  return label(name, type, isUri ? value : escape(value))
}

function formatOther({ label, value }: ContactDetail, put: Label): readonly string[] {
  const text = `${label}: ${value}`
  // The first colon with a space parts the two, as long as none is in the label.
  if (label === '' || (!/[\r\n]/.test(label) && text.indexOf(': ') === label.length))
    return [`X-SENDOFF-DETAIL:${escape(text)}`]
  return put('X-SENDOFF-DETAIL', label, escape(value))
}

/** RFC 6350 3.4; of control characters a text may have tabs (3.3). */
function escape(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[,;]/g, (char) => `\\${char}`)
    .replaceAll(/\r\n|\n|\r/g, '\\n')
    .replaceAll(/[^\P{Cc}\t]/gu, '')
}

function toLines(lines: readonly string[]): string {
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** RFC 6350 3.2: at most 75 octets, and no character is cut. */
function foldLine(line: string): string {
  const lines: string[] = ['']
  let octets = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (octets + size > foldAt) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] = (lines.at(-1) ?? '') + char
    octets += size
  }
  return lines.join('\r\n')
}
