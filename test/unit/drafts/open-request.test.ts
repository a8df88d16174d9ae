import { expect, it } from 'vitest'
import { readOpenRequest, toWords, type OpenRequest } from '../../../main/drafts/open-request.ts'

const empty = { to: [], cc: [], bcc: [], subject: '', text: '', attach: [] }

it.each([
  [['/usr/bin/electron', '/app', '--hidden'], { kind: 'nothing' }],
  [['host/run.ts', 'mailto:a@x.org'], { kind: 'mailto', url: 'mailto:a@x.org' }],
  [['compose', 'mailto:a@x.org'], { kind: 'mailto', url: 'mailto:a@x.org' }],
  [['run.ts', 'compose'], { kind: 'compose', message: empty }],
  [
    [
      'compose',
      '--to',
      'a@x.org, b@x.org',
      '--to=c@x.org',
      '--cc',
      'd@x.org',
      '--bcc',
      'e@x.org',
      '--subject',
      'Hi\nBcc: x',
      '--body',
      'one\ntwo',
    ],
    {
      kind: 'compose',
      message: {
        ...empty,
        to: ['a@x.org', 'b@x.org', 'c@x.org'],
        cc: ['d@x.org'],
        bcc: ['e@x.org'],
        subject: 'Hi Bcc: x',
        text: 'one\ntwo',
      },
    },
  ],
  [
    ['compose', '--attach', 'a.pdf', '/tmp/b.pdf', '--attach=c.pdf'],
    { kind: 'compose', message: { ...empty, attach: ['/home/ann/a.pdf', '/home/ann/c.pdf', '/tmp/b.pdf'] } },
  ],
  [
    ['/usr/bin/electron', '/app', '--hidden', 'letter.eml', '/tmp/Two.EML', 'file:///tmp/a%20b.eml', 'x.txt'],
    { kind: 'files', paths: ['/home/ann/letter.eml', '/tmp/Two.EML', '/tmp/a b.eml'] },
  ],
  [['compose', '--attach', 'a.eml'], { kind: 'compose', message: { ...empty, attach: ['/home/ann/a.eml'] } }],
])('%j', (argv, request) => {
  expect(readOpenRequest(argv, '/home/ann')).toEqual(request)
})

it.each([
  [['compose', 'a.pdf']],
  [['compose', '--hunter2=x']],
  [['compose', '--to']],
  [['compose', 'mailto:a@x.org', '--attach', '/etc/passwd']],
])('P25: %j is refused, and not repeated', (argv) => {
  const request = readOpenRequest(argv, '/')
  expect(request.kind).toBe('refused')
  expect(JSON.stringify(request)).not.toMatch(/hunter2|passwd|pdf/)
})

it.each<OpenRequest>([
  { kind: 'nothing' },
  { kind: 'mailto', url: 'mailto:a@x.org?subject=--to' },
  { kind: 'files', paths: ['/home/ann/one.eml', '/tmp/two letters.EML'] },
  { kind: 'compose', message: empty },
  {
    kind: 'compose',
    message: {
      to: ['"Ann, B" <a@x.org>', 'b@x.org'],
      cc: ['c@x.org'],
      bcc: ['-d@x.org'],
      subject: '--attach',
      text: 'one\n--two',
      attach: ['/home/ann/-a=b.pdf'],
    },
  },
])('the words of $kind ask for the same in another folder', (request) => {
  expect(readOpenRequest(toWords(request), '/elsewhere')).toEqual(request)
})
