import { readCsv, toContacts } from '../../../main/contacts/import/csv.ts'
import { decodeText } from '../../../main/contacts/import/decode.ts'
import { planImport } from '../../../main/contacts/import/plan.ts'
import { parseVCards } from '../../../main/contacts/import/vcard.ts'
import type { FuzzTarget } from '../target.ts'

export const target: FuzzTarget = {
  name: 'files of contacts',
  seeds: [
    'BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BC=\r\nller;A\r\nEMAIL;INTERNET;HOME:a@x.org\r\nEND:VCARD\r\n',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\\, B\r\nitem1.EMAIL;PREF=1;TYPE="work,x":a@x.org\r\nitem1.X-ABLabel:W\r\nBDAY:19960415\r\nCATEGORIES:A,B\r\nEND:VCARD\r\nBEGIN:VCARD\r\nKIND:group\r\nFN:G\r\nMEMBER:mailto:a@x.org\r\n',
    'Vorname;Nachname;E-Mail-Adresse;Gruppe\r\nAnn;"Do""e";a@x.org;Crew ::: B\r\n',
    Buffer.from('\uFEFFName\tE-mail\nÅsa\ta@x.org', 'utf16le'),
  ],
  words: [
    'BEGIN:VCARD\n',
    'END:VCARD\n',
    'VERSION:3.0\n',
    ';ENCODING=QUOTED-PRINTABLE:',
    '=C3',
    '=\r\n',
    ' ',
    ';CHARSET=',
    'EMAIL:',
    '@x.org',
    '"',
    ';',
    ',',
    '\t',
    ':::',
    '\n',
    '\0',
    '\u202E',
    'BDAY:',
    'ADR:;;',
    'AGENT:\n',
    '\\n',
    '\\',
  ],
  run: (input) => {
    const { text, encoding } = decodeText(input)
    const csv = readCsv(text)
    let n = 0
    const kinds = [parseVCards(text), toContacts(csv, csv.columns, csv.hasHeader)].map((raw) => {
      const plan = planImport(
        raw,
        { contacts: [], groups: [], earlier: [] },
        { newId: () => String((n += 1)), now: 0 },
      )
      for (const { name, addresses } of plan.change.contacts?.put ?? []) {
        if (addresses.length === 0) throw new Error('a contact without an address was taken')
        if (/[\p{Cc}\u202A-\u202E]/u.test(name + addresses.map(({ address }) => address).join('')))
          throw new Error('P28: a control character was taken')
      }
      if (plan.added + plan.merged + plan.leftOut > plan.total + 1) throw new Error('more than there is')
      return `${plan.added}/${plan.merged}/${plan.leftOut}/${plan.notes.map(({ what }) => what[0]).join('')}`
    })
    return `${encoding} ${kinds.join(' ')}`.slice(0, 60)
  },
}
