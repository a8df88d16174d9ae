// Contacts as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426); every reader of the two takes them.
import type { Contact, ContactGroup } from '../contact.ts'
import { namePartsOf } from '../name-parts.ts'

const foldAt = 75 // octets, RFC 6350 3.2

/** One card for each contact; names of groups as CATEGORIES. */
export function formatVCards(
  contacts: readonly Contact[],
  groups: readonly ContactGroup[],
  version: '3.0' | '4.0',
): string {
  const names = groupNames(groups)
  return contacts.map((contact) => formatCard(contact, names.get(contact.id) ?? [], version)).join('')
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

function formatCard(contact: Contact, groups: readonly string[], version: '3.0' | '4.0'): string {
  const shown = contact.name || (contact.addresses[0]?.address ?? '')
  const { given, family } = namePartsOf(contact)
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${version === '4.0' ? `urn:x-sendoff:${contact.id}` : contact.id}`,
    `FN:${escape(shown)}`,
    `N:${escape(family)};${escape(given)};;;`,
    ...(contact.organisation === undefined ? [] : [`ORG:${escape(contact.organisation)}`]),
    ...contact.addresses.map(
      ({ address, label }, at) => `EMAIL${parameters(label, at === 0, version)}:${escape(address)}`,
    ),
    ...(contact.details ?? []).map(formatDetail),
    ...(contact.note === undefined ? [] : [`NOTE:${escape(contact.note)}`]),
    ...(groups.length === 0 ? [] : [`CATEGORIES:${groups.map(escape).join(',')}`]),
    'END:VCARD',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function parameters(label: string | undefined, isFirst: boolean, version: '3.0' | '4.0'): string {
  // A type that is no plain word goes in quotes, which cannot hold a quote (RFC 6350 3.3).
  const plain = label?.replace(/["\p{Cc}]/gu, '') ?? ''
  const type = plain === '' ? '' : `;TYPE=${/^[A-Za-z0-9-]+$/.test(plain) ? plain : `"${plain}"`}`
  if (!isFirst) return type
  return `${type}${version === '4.0' ? ';PREF=1' : ';TYPE=PREF'}`
}

const properties: Readonly<Record<string, string>> = {
  Phone: 'TEL',
  Web: 'URL',
  Title: 'TITLE',
  Role: 'ROLE',
  Nickname: 'NICKNAME',
}

/** What has no property of its own goes into one of ours, with its name (RFC 6350 6.10). */
function formatDetail({ label, value }: { readonly label: string; readonly value: string }): string {
  const [, kind = '', type = ''] = /^(\w+)(?: \((.*)\))?$/.exec(label) ?? []
  const name = properties[kind]
  if (name === undefined) return `X-SENDOFF-DETAIL:${escape(`${label}: ${value}`)}`
  // A URI has no escapes (RFC 6350 4.2), and no backslash either (RFC 3986 2).
  const isUri = name === 'URL' && !value.includes('\\')
  return `${name}${parameters(type, false, '4.0')}:${isUri ? value.replaceAll(/\p{Cc}/gu, '') : escape(value)}`
}

/** RFC 6350 3.4. */
function escape(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[,;]/g, (char) => `\\${char}`)
    .replaceAll(/\r\n|\n|\r/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '')
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
