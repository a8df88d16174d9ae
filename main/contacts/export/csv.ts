// Contacts as CSV (RFC 4180), in UTF-8 with its mark, so that spreadsheets read it as that.
import type { Contact, ContactGroup } from '../contact.ts'
import { groupNames } from './vcard.ts'

/** One row for each contact. No cell is a formula: a spreadsheet would run it (CWE-1236). */
export function formatCsv(contacts: readonly Contact[], groups: readonly ContactGroup[]): string {
  const names = groupNames(groups)
  const most = contacts.reduce((count, { addresses }) => Math.max(count, addresses.length), 1)
  const numbers = Array.from({ length: most }, (_, at) => at + 1)
  const labels = [...new Set(contacts.flatMap(({ details = [] }) => details.map(({ label }) => label)))]
  const hasParts = contacts.some(({ given, family }) => given !== undefined || family !== undefined)
  const head = [
    'Name',
    ...(hasParts ? ['First Name', 'Last Name'] : []),
    'Organization',
    ...numbers.flatMap((n) => [`E-mail ${n} - Label`, `E-mail ${n} - Value`]),
    'Notes',
    'Labels',
    ...labels,
  ]
  const rows = contacts.map((contact) => [
    contact.name,
    ...(hasParts ? [contact.given ?? '', contact.family ?? ''] : []),
    contact.organisation ?? '',
    ...numbers.flatMap((n) => {
      const own = contact.addresses[n - 1]
      return [own?.label ?? '', own?.address ?? '']
    }),
    contact.note ?? '',
    (names.get(contact.id) ?? []).join(' ::: '),
    ...labels.map((label) =>
      (contact.details ?? [])
        .filter((detail) => detail.label === label)
        .map(({ value }) => value)
        .join('\n'),
    ),
  ])
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`
}

/** An apostrophe stands before what begins like a formula; the import takes it off. */
function toCell(text: string): string {
  const guarded = /^'?[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
