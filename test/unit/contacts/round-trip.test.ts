// What is exported is imported as it was: text of hard characters in every place that has text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contact, ContactGroup, People } from '../../../main/contacts/contact.ts'
import { formatCsv } from '../../../main/contacts/export/csv.ts'
import { formatAllVCards, formatVCards } from '../../../main/contacts/export/vcard.ts'
import { readCsv, toContacts } from '../../../main/contacts/import/csv.ts'
import { planImport } from '../../../main/contacts/import/plan.ts'
import type { RawFile } from '../../../main/contacts/import/raw-contact.ts'
import { parseVCards } from '../../../main/contacts/import/vcard.ts'
import { namePartsOf } from '../../../main/contacts/name-parts.ts'
import { parseMailbox } from '../../../main/message/address.ts'
import { hardName, hardText } from '../../support/hard-text.ts'
import { nobody } from './sample.ts'

const runs = { numRuns: Number(process.env.SENDOFF_RUNS ?? 200) }

const atom = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,6}$/)
const quoted = hardText({ maxLength: 4 }).map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`)
const address = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: atom }, { weight: 1, arbitrary: quoted }),
    fc.constantFrom('x.example', 'bücher.example'),
  )
  .map(([local, domain]) => parseMailbox(`${local}@${domain}`))
  .filter((parsed) => parsed.ok)
  .map(({ mailbox }) => mailbox.address)

/** Labels that mean something to vCard, to a table, or to nobody. */
const labelText = fc.oneof(
  hardName(4),
  fc.constantFrom(
    '',
    'work',
    'Work',
    'home, fax',
    'pref',
    'voice',
    'other',
    'Internet',
    'quoted-printable',
    'b',
    '* work',
    '-x',
    'a:b',
  ),
)
const detailLabel = fc.oneof(
  fc.constantFrom('Phone', 'Web', 'Title', 'Role', 'Nickname', 'Shoe size', 'Birthday', 'Greeting', ''),
  fc.constantFrom(
    'Name',
    'Notes',
    'E-mail',
    'Labels',
    'Initials',
    'Phone 1 - Value',
    'Phone 1 - Label',
    'a@x.example',
    'nickname',
  ),
  fc.tuple(fc.constantFrom('Phone', 'Web', 'Title'), labelText).map(([kind, type]) => `${kind} (${type})`),
  hardText({ maxLength: 5 }),
)
const filled = hardText({ breaks: true }).filter((text) => text.trim() !== '')
const optional = (key: 'given' | 'family' | 'organisation' | 'label' | 'note' | 'name', text: string) =>
  text === '' ? {} : { [key]: text }

const contact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.uuid(),
    name: hardName(),
    parts: fc.option(fc.tuple(hardName(5), hardName(5))),
    organisation: fc.oneof(hardName(), fc.constant('')),
    addresses: fc.uniqueArray(fc.record({ address, label: labelText }), {
      minLength: 1,
      maxLength: 3,
      selector: (own) => own.address.normalize('NFC').toLowerCase(),
    }),
    note: fc.oneof(filled, fc.constant('')),
    details: fc.array(fc.record({ label: detailLabel, value: filled }), { maxLength: 4 }),
  })
  .map(({ id, name, parts, organisation, addresses, note, details }) => ({
    id,
    name,
    ...(parts === null || name === ''
      ? {}
      : { ...optional('given', parts[0]), ...optional('family', parts[1]) }),
    ...optional('organisation', organisation),
    addresses: addresses.map((own) => ({ address: own.address, ...optional('label', own.label) })),
    ...optional('note', note),
    ...(details.length === 0 ? {} : { details }),
    createdAt: 5,
    changedAt: 5,
  }))
  // A name that is the address is none.
  .filter((one) => !one.addresses.some((own) => own.address.toLowerCase() === one.name.toLowerCase()))

function readBack(file: RawFile) {
  let n = 0
  const { change } = planImport(file, nobody, {
    newId: () => `id${(n += 1)}`,
    now: 5,
    takesUnaddressed: true,
  })
  return { contacts: change.contacts?.put ?? [], groups: change.groups?.put ?? [] }
}

function fromCsv(text: string): RawFile {
  const file = readCsv(text)
  return toContacts(file, file.columns, file.hasHeader)
}

/** What a person sees of it; parts of a name that are guessed anyway need not be stored. */
const shown = (one: Contact) => ({
  name: one.name,
  parts: namePartsOf(one),
  organisation: one.organisation,
  addresses: one.addresses,
  note: one.note,
  details: one.details,
})

/** The same without the order of details: in a table it is that of the columns. */
const byText = (one: Contact) => ({
  ...shown(one),
  details: (one.details ?? []).map((each) => JSON.stringify(each)).toSorted(),
})

const base = { id: 'x', addresses: [{ address: 'a@x.example' }], createdAt: 5, changedAt: 5 }

describe('a contact comes back as it was', () => {
  // Each was lost or changed once.
  const known: readonly Contact[] = [
    {
      ...base,
      name: 'Ann',
      addresses: [
        { address: 'a@x.example', label: 'Privat, neu' },
        { address: 'b@x.example', label: 'other' },
      ],
    },
    { ...base, name: 'Ann', addresses: [{ address: 'a@x.example', label: 'a "b" ^n c' }] },
    { ...base, name: '', details: [{ label: 'Nickname', value: 'Annie' }] },
    { ...base, name: 'Ann', note: '\tone\n\ttwo' },
    { ...base, name: 'Ann', details: [{ label: 'Web', value: 'https://x.example\nhttps://y.example' }] },
    {
      ...base,
      name: 'Ann',
      details: [
        { label: 'Door: code', value: '1: 2' },
        { label: 'Phone ()', value: '1' },
      ],
    },
    {
      ...base,
      name: 'Ann',
      details: [
        { label: 'Phone (Work)', value: '1' },
        { label: 'Phone (Work)', value: '2' },
      ],
    },
    {
      ...base,
      name: 'Ann',
      details: [
        { label: 'Notes', value: 'a' },
        { label: 'E-mail', value: 'b' },
        { label: '', value: 'c' },
      ],
    },
    {
      ...base,
      name: 'Ann',
      details: [{ label: '=x', value: "''=1" }],
      addresses: [{ address: 'a@x.example', label: '-1' }],
    },
    {
      ...base,
      name: 'Kestrel Bindery',
      given: 'Kestrel',
      family: 'Bindery',
      organisation: 'Kestrel Bindery',
    },
  ]

  it.each(['3.0', '4.0'] as const)('as vCard %s', (version) => {
    fc.assert(
      fc.property(contact, (one) => {
        expect(readBack(parseVCards(formatVCards([one], [], version))).contacts.map(shown)).toEqual([
          shown(one),
        ])
      }),
      { ...runs, examples: known.map((one) => [one]) },
    )
  })

  it('as CSV', () => {
    fc.assert(
      fc.property(contact, (one) => {
        expect(readBack(fromCsv(formatCsv([one], []))).contacts.map(byText)).toEqual([byText(one)])
      }),
      { ...runs, examples: known.map((one) => [one]) },
    )
  })

  it('as CSV, beside others that have other details', () => {
    const several = fc.uniqueArray(contact, {
      minLength: 2,
      maxLength: 4,
      selector: (one) => one.addresses[0]?.address.toLowerCase(),
    })
    fc.assert(
      fc.property(several, (all) => {
        const apart = all.map((one, at) => ({ ...one, addresses: [{ address: `p${at}@x.example` }] }))
        expect(readBack(fromCsv(formatCsv(apart, []))).contacts.map(byText)).toEqual(apart.map(byText))
      }),
      runs,
    )
  })
})

describe('groups come back as they were', () => {
  const outside = fc.record({ address, name: hardName(6) })
  const people: fc.Arbitrary<People> = fc
    .record({
      names: fc.array(hardName(), { minLength: 3, maxLength: 3 }),
      groups: fc.uniqueArray(
        fc.record({
          name: hardName().filter((name) => name !== ''),
          field: fc.constantFrom('to' as const, 'cc' as const, 'bcc' as const),
          members: fc.uniqueArray(fc.record({ who: fc.nat(2), which: fc.nat(1) }), {
            maxLength: 4,
            selector: ({ who, which }) => who * 2 + which,
          }),
          others: fc.uniqueArray(outside, { maxLength: 2, selector: (one) => one.address.toLowerCase() }),
        }),
        { maxLength: 3, selector: ({ name }) => name.normalize('NFC').toLowerCase() },
      ),
    })
    .map(({ names, groups }) => {
      const contacts = names.map((name, at) => ({
        ...base,
        id: `c${at}`,
        name: `${at} ${name}`.trim(),
        addresses: [{ address: `one${at}@y.example` }, { address: `"two; ${at}"@y.example` }],
      }))
      return {
        contacts,
        groups: groups.map(({ name, field, members, others }, at): ContactGroup => ({
          id: `g${at}`,
          name,
          field,
          members: [
            ...members.map(({ who, which }) => ({
              address: contacts[who]?.addresses[which]?.address ?? '',
              contactId: `c${who}`,
            })),
            ...others.map((one) => ({ address: one.address, ...optional('name', one.name) })),
          ],
        })),
        earlier: [],
      }
    })

  const shownGroups = ({ contacts, groups }: Pick<People, 'contacts' | 'groups'>) =>
    groups
      .map(({ name, field, members }) => ({
        name,
        field,
        members: members
          .map((member) => {
            const own = contacts.find(({ id }) => id === member.contactId)
            return `${member.address} ${own?.name ?? member.name ?? ''} ${own === undefined}`
          })
          .toSorted(),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))

  it.each(['3.0', '4.0'] as const)(
    'as vCard %s, with members that are no contacts, second addresses and their field',
    (version) => {
      fc.assert(
        fc.property(people, (all) => {
          expect(shownGroups(readBack(parseVCards(formatAllVCards(all, version))))).toEqual(shownGroups(all))
        }),
        runs,
      )
    },
  )

  it('as CSV, by name; what Google uses for itself is none', () => {
    const names = fc.uniqueArray(
      hardName().filter((name) => name !== '' && !name.includes(':::') && !/^\*\s|:$|^:/.test(name)),
      { minLength: 1, maxLength: 3, selector: (name) => name.normalize('NFC').toLowerCase() },
    )
    fc.assert(
      fc.property(names, (all) => {
        const one = { ...base, name: 'Ann' }
        const groups = all.map((name, at): ContactGroup => ({
          id: `g${at}`,
          name,
          field: 'to',
          members: [{ address: 'a@x.example', contactId: 'x' }],
        }))
        expect(fromCsv(formatCsv([one], groups)).contacts[0]?.groups).toEqual(all)
      }),
      runs,
    )
  })
})

it('a contact without an address, and the same file again, which changes nothing', () => {
  const one: Contact = { ...base, name: 'Ann Doe', addresses: [], details: [{ label: 'Phone', value: '1' }] }
  const file = parseVCards(formatVCards([one], [], '4.0'))
  const { contacts } = readBack(file)
  expect(contacts.map(shown)).toEqual([shown(one)])
  const again = planImport(
    file,
    { ...nobody, contacts },
    { newId: () => 'n', now: 6, takesUnaddressed: true },
  )
  expect([again.added, again.change.contacts?.put]).toEqual([0, []])
  expect(planImport(file, nobody, { newId: () => 'n', now: 6 }).leftOut).toBe(1)
})
