import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contact, ContactGroup } from '../../../main/contacts/contact.ts'
import { formatCsv } from '../../../main/contacts/export/csv.ts'
import { formatVCards } from '../../../main/contacts/export/vcard.ts'
import { readCsv, toContacts } from '../../../main/contacts/import/csv.ts'
import { decodeText } from '../../../main/contacts/import/decode.ts'
import { planImport } from '../../../main/contacts/import/plan.ts'
import { parseVCards } from '../../../main/contacts/import/vcard.ts'
import { contact, nobody } from './sample.ts'

const card = (...lines: readonly string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

function deps() {
  let n = 0
  return { newId: () => `id${(n += 1)}`, now: 5 }
}
const fromCsv = (text: string) => {
  const file = readCsv(text)
  return toContacts(file, file.columns, file.hasHeader)
}

describe('vCard', () => {
  it('2.1: quoted-printable with soft breaks and its own character set, bare types, in a whole file', () => {
    const { contacts, notes } = parseVCards(
      card(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Marchand;H=C3=A9l=',
        '=C3=A8ne',
        'FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:H=E9l=E8ne Marchand',
        'EMAIL;INTERNET;HOME:',
        'EMAIL;INTERNET;WORK:h@x.example',
        'TEL;HOME;VOICE:+33 1',
        'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ',
        'SkZJRgABAQ==',
        '',
      ) + card('VERSION:3.0', 'FN:B', 'EMAIL:b@x.example'),
    )
    expect(notes).toEqual([])
    expect(contacts).toMatchObject([
      {
        name: 'Hélène Marchand',
        addresses: [
          { address: '', label: 'home' },
          { address: 'h@x.example', label: 'work' },
        ],
        details: [{ label: 'Phone (home)', value: '+33 1' }],
      },
      { name: 'B' },
    ])
  })

  it('3.0 and 4.0: folding, escapes, groups of properties, preference, categories', () => {
    const { contacts } = parseVCards(
      card(
        'VERSION:4.0',
        'FN:Doe\\, Jane',
        'EMAIL:second@x.example',
        'item1.EMAIL;PREF=1:first@x.ex',
        ' ample',
        'item1.X-ABLabel:_$!<Work>!$_',
        'ORG:Kestrel;Bindery',
        'CATEGORIES:Crew,Juniors',
        'NOTE:one\\ntwo',
      ),
    )
    expect(contacts).toMatchObject([
      {
        name: 'Doe, Jane',
        addresses: [{ address: 'first@x.example', label: 'Work' }, { address: 'second@x.example' }],
        organisation: 'Kestrel, Bindery',
        groups: ['Crew', 'Juniors'],
        note: 'one\ntwo',
      },
    ])
  })

  it('leaves out a line that nobody understands and keeps its card and the others', () => {
    const { contacts, notes, total } = parseVCards(
      card('VERSION:3.0', 'FN:A', 'EMAIL;X="open:a@x.example', 'no colon at all', 'EMAIL:a@x.example') +
        card('VERSION:3.0', 'FN:B', 'EMAIL:b@x.example') +
        'BEGIN:VCARD\r\nFN:cut',
    )
    expect(contacts.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(contacts[0]?.addresses.some(({ address }) => address === 'a@x.example')).toBe(true)
    expect(total).toBe(3)
    expect(notes.at(-1)).toMatchObject({ what: 'cut-off', done: 'left-out' })
  })

  it('components of a name that are lists, and notes with commas that nobody escaped, stay what they are', () => {
    const { contacts } = parseVCards(
      card('VERSION:4.0', 'N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.', 'EMAIL:j@x.example') +
        card('VERSION:3.0', 'FN:A', 'N:Garc\u00eda,M\u00e1rquez;Ana;;;', 'NOTE:https://x.example/a,b, c') +
        card('VERSION:2.1', 'FN:B', 'NOTE:one,two', 'ADR;HOME:;;Main St 5, Apt 3;Bergen;;;'),
    )
    expect(contacts).toMatchObject([
      { name: 'Dr. John Philip Paul Stevenson Jr. M.D.', given: 'John Philip Paul', family: 'Stevenson' },
      { given: 'Ana', family: 'Garc\u00eda M\u00e1rquez', note: 'https://x.example/a,b, c' },
      { note: 'one,two', details: [{ label: 'Postal address (home)', value: 'Main St 5, Apt 3, Bergen' }] },
    ])
  })

  it('takes text for text where it could be read as a date, a telephone number, a colon or the end of the card', () => {
    const { contacts } = parseVCards(
      card(
        ...['VERSION:3.0', 'FN:A', 'BDAY;VALUE=text:circa OCT 1980', 'TEL:1\\x2', 'URL:http\\://x.example/a'],
        ...[
          'ANNIVERSARY:20040512',
          'BDAY:--0412',
          'BDAY:12.04.85',
          'NOTE:see',
          '  END:VCARD',
          'ORG:One',
          'ORG:Two;Branch',
        ],
        ...[
          'EMAIL;TYPE=PREF;TYPE="a, b: c":a@x.example',
          'item1.EMAIL;VALUE=uri:mailto:b%2Bc@x.example?subject=x',
        ],
        ...['item1.X-ABLabel:Club', 'X-ABLabel:nothing', 'EMAIL;TYPE=home,cell;TYPE=PREF:d@x.example'],
      ),
    )
    expect(contacts).toHaveLength(1)
    expect(contacts[0]).toMatchObject({
      organisation: 'One',
      note: 'see END:VCARD',
      addresses: [
        { address: 'a@x.example', label: 'a,  b: c' },
        { address: 'd@x.example', label: 'home, cell' },
        { address: 'b+c@x.example', label: 'Club' },
      ],
      details: [
        { label: 'Birthday', value: 'circa OCT 1980' },
        { label: 'Phone', value: '1\\x2' },
        { label: 'Web', value: 'http://x.example/a' },
        { label: 'Anniversary', value: '2004-05-12' },
        { label: 'Birthday', value: '--04-12' },
        { label: 'Birthday', value: '12.04.85' },
        { label: 'Organisation', value: 'Two, Branch' },
      ],
    })
  })

  it('4.0: of several addresses the one that is preferred most is the first (RFC 6350 5.3)', () => {
    const { contacts } = parseVCards(
      card(
        'VERSION:4.0',
        'FN:A',
        'EMAIL:c@x.example',
        'EMAIL;PREF=20:b@x.example',
        'EMAIL;PREF=3:a@x.example',
      ),
    )
    expect(contacts[0]?.addresses.map(({ address }) => address)).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
    ])
  })

  it('KIND:group names its members by uid and by address', () => {
    const file = parseVCards(
      card('VERSION:4.0', 'UID:urn:uuid:aa', 'FN:Ann', 'EMAIL:ann@x.example') +
        card('VERSION:4.0', 'KIND:group', 'FN:Crew', 'MEMBER:urn:uuid:aa', 'MEMBER:mailto:bob@x.example'),
    )
    const plan = planImport(file, nobody, deps())
    expect(plan.change.groups?.put[0]).toMatchObject({
      name: 'Crew',
      members: [{ address: 'ann@x.example', contactId: 'id1' }, { address: 'bob@x.example' }],
    })
    expect(plan.added).toBe(1)
  })
})

describe('CSV', () => {
  it('knows the columns of Google, Outlook and Thunderbird, in English and German, whatever parts them', () => {
    const files = [
      'First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\nAnn,Doe,Kestrel,* myContacts ::: Crew,Work,ann@x.example,+1',
      'First Name;Last Name;Company;E-mail Address;E-mail 2 Address;Categories\nAnn;Doe;Kestrel;ann@x.example;;Crew',
      'Vorname;Nachname;Firma;E-Mail-Adresse;Kategorien\r\nAnn;Doe;Kestrel;ann@x.example;Crew\r\n',
      'Anzeigename\tOrganisation\tPrimäre E-Mail-Adresse\tGruppe\nAnn Doe\tKestrel\tann@x.example\tCrew',
    ]
    for (const file of files) {
      const [first] = fromCsv(file).contacts
      expect(first).toMatchObject({ name: 'Ann Doe', organisation: 'Kestrel', groups: ['Crew'] })
      expect(first?.addresses[0]?.address).toBe('ann@x.example')
    }
    expect(fromCsv(files[0] ?? '').contacts[0]?.addresses[0]?.label).toBe('Work')
  })

  it('keeps what Google says of a value in the column before it', () => {
    const { contacts } = fromCsv(
      [
        'Name,Phone 1 - Label,Phone 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value,Address 1 - Label,Address 1 - City,E-mail 1 - Label,E-mail 1 - Value',
        'Ann,Mobile,+1,Boat,Kestrel,Home,Bergen,* Work,ann@x.example',
        'Bo,,+2,,,,,,bo@x.example',
      ].join('\n'),
    )
    expect(contacts).toMatchObject([
      {
        addresses: [{ label: 'Work' }],
        details: [
          { label: 'Phone (Mobile)', value: '+1' },
          { label: 'Boat', value: 'Kestrel' },
          { label: 'Address 1 - City (Home)', value: 'Bergen' },
        ],
      },
      { addresses: [{ label: '' }], details: [{ label: 'Phone', value: '+2' }] },
    ])
  })

  it('takes a line end for one, whatever the other lines end in', () => {
    const { contacts } = fromCsv('Name,E-mail\r\nAnn,a@x.example\nBo,b@x.example\rCy,c@x.example')
    expect(contacts.map(({ name }) => name)).toEqual(['Ann', 'Bo', 'Cy'])
  })

  it('finds the addresses of a file without a heading', () => {
    expect(fromCsv('Ann Doe;ann@x.example\nBob;bob@x.example').contacts).toMatchObject([
      { line: 1, name: 'Ann Doe', addresses: [{ address: 'ann@x.example' }] },
      { line: 2, name: 'Bob', addresses: [{ address: 'bob@x.example' }] },
    ])
  })

  it('counts lines of the file, also where a cell holds line ends', () => {
    const { contacts } = fromCsv('Name,E-mail,Notes\nAnn,a@x.example,"one\ntwo"\nBob,b@x.example,')
    expect(contacts.map(({ line }) => line)).toEqual([2, 4])
  })

  it('decodes UTF-16 and Windows-1252', () => {
    const utf16 = Buffer.from('\uFEFFName,E-mail\nÅsa,a@x.example', 'utf16le')
    expect(decodeText(utf16)).toMatchObject({ encoding: 'utf-16le' })
    expect(fromCsv(decodeText(utf16).text).contacts[0]?.name).toBe('Åsa')
    expect(decodeText(utf16.subarray(2)).encoding).toBe('utf-16le')
    expect(decodeText(Buffer.from([0x4d, 0xfc, 0x6c])).text).toBe('Mül')
  })
})

describe('an import', () => {
  const file = parseVCards(
    card('VERSION:3.0', 'FN:No address') +
      card('VERSION:3.0', 'FN:Bad', 'EMAIL:press@@x.example') +
      card('VERSION:3.0', 'FN:Near', 'EMAIL:k@gmial.com') +
      card('VERSION:3.0', 'FN:Ann again', 'EMAIL:ANN@x.example', 'EMAIL:new@x.example', 'CATEGORIES:Crew') +
      card('VERSION:3.0', 'FN:Near too', 'EMAIL:K@gmial.com'),
  )
  const people = { ...nobody, contacts: [contact('a', 'Ann', 'ann@x.example')] }

  it('says what was added, merged and left out, line by line, and why', () => {
    const plan = planImport(file, people, deps())
    expect(plan).toMatchObject({ total: 5, added: 1, merged: 2, leftOut: 2 })
    expect(plan.notes.map(({ line, what, done }) => [line, what, done])).toEqual([
      [1, 'no-address', 'left-out'],
      [5, 'bad-address', 'left-out'],
      [10, 'near-domain', 'taken'],
      [22, 'near-domain', 'taken'],
      [22, 'same-address', 'merged'],
    ])
    expect(plan.groups).toEqual([{ name: 'Crew', members: 1, isNew: true }])
  })

  it('changes nothing that is there: it adds to it', () => {
    const put = planImport(file, people, deps()).change.contacts?.put ?? []
    expect(put.find(({ id }) => id === 'a')).toMatchObject({
      name: 'Ann',
      addresses: [{ address: 'ann@x.example' }, { address: 'new@x.example' }],
    })
  })

  it('P28: takes control characters and marks that turn text around out of names', () => {
    const hostile = parseVCards(card('VERSION:3.0', 'FN:Ann\\nBcc: x@y.example\u202E', 'EMAIL:a@x.example'))
    const [made] = planImport(hostile, nobody, deps()).change.contacts?.put ?? []
    expect(made?.name).toBe('Ann Bcc: x@y.example')
  })

  it('of the same file twice adds nobody the second time', () => {
    const first = planImport(file, nobody, deps()).change.contacts?.put ?? []
    const again = planImport(file, { ...nobody, contacts: first }, deps())
    expect(again.added).toBe(0)
  })
})

describe('an export', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) =>
    value
      .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  const one: fc.Arbitrary<Contact> = fc
    .record({
      name: text,
      organisation: text,
      note: text,
      kind: fc.constantFrom('Phone', 'Web', 'Title', 'Role', 'Nickname', 'Shoe size'),
      detail: text,
      local: fc.stringMatching(/^[a-z]{1,8}$/),
    })
    .map(({ name, organisation, note, kind, detail, local }) => ({
      id: 'x',
      // Where a CSV file has no name, a nickname is taken for it.
      name: kind === 'Nickname' && name === '' ? 'Ann' : name,
      ...(organisation === '' ? {} : { organisation }),
      addresses: [{ address: `${local}@x.example` }],
      ...(note === '' ? {} : { note }),
      ...(detail === '' ? {} : { details: [{ label: kind, value: detail }] }),
      createdAt: 5,
      changedAt: 5,
    }))

  // What a random text seldom has: each of the escaped characters behind a backslash, and one that stands alone.
  const hard: Contact = {
    id: 'x',
    name: '\\;a\\,b\\n\\\\',
    organisation: 'a\\;b; c, d',
    note: '\\;\\\\,\\',
    addresses: [{ address: 'a@x.example' }],
    details: [
      { label: 'Phone', value: '\\;1\\,2' },
      { label: 'Web', value: 'https://x.example/a,b;c?d=1' },
      { label: 'Shoe size', value: '9\\; or 10, wide' },
    ],
    createdAt: 5,
    changedAt: 5,
  }

  const readBack = (file: Parameters<typeof planImport>[0]) =>
    (planImport(file, nobody, deps()).change.contacts?.put ?? []).map((each) => ({ ...each, id: 'x' }))

  it('as vCard 4.0 and 3.0 comes back as it was', () => {
    fc.assert(
      fc.property(one, fc.constantFrom('3.0' as const, '4.0' as const), (each, version) => {
        const [back] = readBack(parseVCards(formatVCards([each], [], version)))
        expect(back).toMatchObject(each)
      }),
      {
        numRuns: 200,
        examples: [
          [hard, '3.0'],
          [hard, '4.0'],
        ],
      },
    )
  })

  it('keeps the name of a group that has a comma', () => {
    const group: ContactGroup = {
      id: 'g',
      name: 'Sails, oars',
      members: [{ contactId: 'x', address: 'a@x.example' }],
      field: 'to',
    }
    for (const version of ['3.0', '4.0'] as const) {
      const file = parseVCards(formatVCards([hard], [group], version))
      expect(file.contacts[0]?.groups).toEqual(['Sails, oars'])
    }
  })

  it('as CSV comes back as it was', () => {
    fc.assert(
      fc.property(one, (each) => {
        const [back] = readBack(fromCsv(formatCsv([each], [])))
        expect(back).toMatchObject(each)
      }),
      { numRuns: 200 },
    )
  })

  it('has lines of at most 75 octets and cuts no character', () => {
    const lines = formatVCards([contact('1', 'é€😀'.repeat(40), 'a@x.example')], [], '4.0').split('\r\n')
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(lines.join('')).not.toContain('\uFFFD')
  })

  it('has no cell that a spreadsheet would run', () => {
    const csv = formatCsv(
      [contact('1', '=HYPERLINK("http://x")', 'a@x.example'), contact('2', '@SUM(1)', 'b@x.example')],
      [],
    )
    expect(csv).toContain('"\'=HYPERLINK(""http://x"")"')
    expect(csv).toContain("'@SUM(1)")
  })

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        parseVCards(`BEGIN:VCARD\n${any}\nEND:VCARD`)
        fromCsv(any)
      }),
      { numRuns: 300 },
    )
  })
})
