import { expect, it } from 'vitest'
import type { ImportPreview } from '../../../main/api.ts'
import { importReport } from '../../../renderer/contacts/import-report.ts'

const preview = {
  id: 'p',
  fileName: 'a.vcf',
  octets: 1_000,
  encoding: 'utf-8',
  kind: 'vcard',
  total: 3,
  added: 1,
  merged: 1,
  leftOut: 1,
  sample: [],
  notes: [
    { line: 4, what: 'bad-address', done: 'left-out', text: 'EMAIL:x@@y\tz\n9\tforged', detail: 'Two @' },
    { line: 9, what: 'near-domain', done: 'taken', text: 'k@gmial.com', detail: 'gmail.com' },
  ],
  groups: [{ name: 'Crew', members: 2 }],
} as unknown as ImportPreview

it('tells the result, each line that needs a look, and the groups; a file can forge no line of it', () => {
  expect(importReport(preview).split('\n')).toEqual([
    'Import of a.vcf',
    '1 of 3 entries are new contacts',
    expect.stringMatching(/^vCard, .*, UTF-8$/),
    'New 1, Merged with a contact 1, Left out 1',
    '',
    'What needs a look (2)',
    'Line\tWhat it is\tIn the file\tWhat is done',
    '4\tAddress that is none: Two @\tEMAIL:x@@y z 9 forged\tleft out',
    '9\tDoubtful domain\tk@gmial.com\ttaken; gmail.com may be meant',
    '',
    'Groups',
    'Crew\t2',
    '',
  ])
})
