// Contacts as CSV (RFC 4180), in UTF-8 with its mark, so that spreadsheets read it as that.
import { guardCell } from '../../formula-guard.ts'
import type { Contact, ContactDetail, ContactGroup } from '../contact.ts'
import { isPlainHeading } from '../import/csv-columns.ts'
import { groupNames } from './vcard.ts'

/** One row for each contact. No cell is a formula: a spreadsheet would run it (CWE-1236). */
export function formatCsv(contacts: readonly Contact[], groups: readonly ContactGroup[]): string {
  const names = groupNames(groups)
  const numbers = upTo(most(contacts, ({ addresses }) => addresses.length) || 1)
  const columns = detailColumns(contacts)
  const hasParts = contacts.some(({ given, family }) => given !== undefined || family !== undefined)
  const head = [
    'Name',
    ...(hasParts ? ['First Name', 'Last Name'] : []),
    'Organization',
    ...numbers.flatMap((n) => [`E-mail ${n} - Label`, `E-mail ${n} - Value`]),
    'Notes',
    'Labels',
    ...columns.head,
  ]
  const rows = contacts.map((contact) => [
    contact.name,
    ...(hasParts ? [contact.given ?? '', contact.family ?? ''] : []),
    contact.organisation ?? '',
    ...numbers.flatMap((n) => {
      const own = contact.addresses[n - 1]
      return [starred(own?.label ?? ''), own?.address ?? '']
    }),
    contact.note ?? '',
    joinGroups(names.get(contact.id) ?? []),
    ...columns.cells(contact),
  ])
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`
}

interface DetailColumns {
  readonly head: readonly string[]
  readonly cells: (contact: Contact) => readonly string[]
}

/**
 * A column for each label, and one more where a contact has several details of it. What would be read as another column by its
 * label has label and value in two, as Google writes them.
 */
function detailColumns(contacts: readonly Contact[]): DetailColumns {
  // Where a row has no name, a nickname is read as one.
  const isNamed = contacts.every(({ name }) => name !== '')
  const isPlain = ({ label }: ContactDetail) => isPlainHeading(label) && (isNamed || label !== 'Nickname')
  const plainOf = ({ details = [] }: Contact) => details.filter(isPlain)
  const oddOf = ({ details = [] }: Contact) => details.filter((detail) => !isPlain(detail))
  const labels = [...new Set(contacts.flatMap((contact) => plainOf(contact).map(({ label }) => label)))]
  const plain = labels.flatMap((label) => {
    const own = (contact: Contact) => plainOf(contact).filter((detail) => detail.label === label)
    return upTo(most(contacts, (contact) => own(contact).length)).map((n) => ({
      label,
      cell: (contact: Contact) => own(contact)[n - 1]?.value ?? '',
    }))
  })
  const odd = upTo(most(contacts, (contact) => oddOf(contact).length))
  return {
    head: [
      ...plain.map(({ label }) => label),
      ...odd.flatMap((n) => [`Custom Field ${n} - Label`, `Custom Field ${n} - Value`]),
    ],
    cells: (contact) => [
      ...plain.map(({ cell }) => cell(contact)),
      ...odd.flatMap((n) => {
        const own = oddOf(contact)[n - 1]
        return [starred(own?.label ?? ''), own?.value ?? '']
      }),
    ],
  }
}

function most(contacts: readonly Contact[], count: (contact: Contact) => number): number {
  return contacts.reduce((largest, contact) => Math.max(largest, count(contact)), 0)
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1)

/** The import takes a star off a label, with which Google marks the preferred one. */
function starred(label: string): string {
  return label.startsWith('*') ? `* ${label}` : label
}

/** One name with a comma or semicolon would be read as two, where no `:::` says what parts them. */
function joinGroups(names: readonly string[]): string {
  const joined = names.join(' ::: ')
  return names.length === 1 && /[,;]/.test(joined) ? `${joined} :::` : joined
}

/** An apostrophe stands before what begins like a formula; the import takes it off. */
function toCell(text: string): string {
  const guarded = guardCell(text.replaceAll(/\r\n?/g, '\n'))
  return /[",\n;\t|]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
