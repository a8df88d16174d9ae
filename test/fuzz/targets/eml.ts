import { parseBounce } from '../../../main/bounces/parse-bounce.ts'
import { readEml } from '../../../main/cli/eml.ts'
import { readMessageFile } from '../../../main/message/import/read-message-file.ts'
import { readMessage } from '../../../main/message/read.ts'
import type { FuzzTarget } from '../target.ts'

const lines = (...text: readonly string[]) => text.join('\r\n')

export const target: FuzzTarget = {
  name: '.eml',
  seeds: [
    lines('From: a@example.org', 'To: b@example.net', 'Bcc: c@example.net', 'Subject: Hi', '', 'Hello.', ''),
    lines(
      'From: =?utf-8?Q?J=C3=B6rg?= <j@example.org>',
      'Content-Type: multipart/mixed; boundary="x"',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8; format=flowed',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=',
      '=C3=9Fe',
      '--x',
      "Content-Type: application/octet-stream; name*0*=utf-8''a%20; name*1=b",
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '--x--',
      '',
    ),
    lines(
      'Subject: rich',
      'Content-Type: multipart/related; boundary=x',
      '',
      '--x',
      'Content-Type: text/html',
      '',
      '<body><p>See <img src="cid:a"> <img src="https://x.example/a.png"></p></body>',
      '--x',
      'Content-Type: image/png; name=a.png',
      'Content-ID: <a>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--x--',
      '',
    ),
    lines(
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.example.org',
      '',
      'Final-Recipient: rfc822; nora@lakeside.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 no such user',
      '',
      '--r--',
      '',
    ),
  ],
  words: [
    'text/html',
    'multipart/related; boundary=x',
    'Content-ID: <a>',
    '<img src="cid:a">',
    '<img src="https://x/">',
    "filename*0*=utf-8''",
    '\r\n',
    '\n',
    '\r\n\r\n',
    '--x',
    '--r--',
    '=?utf-8?B?',
    '?=',
    'boundary=',
    '"',
    '=',
    ';',
    'Content-Type: ',
    '\0',
  ],
  run: (input) => {
    const message = readMessage(input)
    const bounce = parseBounce(input)
    const eml = readEml(input)
    if (/^bcc[ \t]*:/im.test(headOf(eml.octets))) throw new Error('P29: a Bcc field is left')
    const file = readMessageFile(input)
    if (file.ok && /<script|<[^>]*\s(?:on\w+=|src="(?!cid:))/i.test(file.message.html ?? ''))
      throw new Error('the rich text runs or fetches something')
    const read = file.ok
      ? `${file.message.notes.map(({ kind }) => kind).join()} ${file.message.attachments.length}`
      : file.why
    return `${read} ${message.headers.length} ${message.text.length} ${bounce.ok} ${eml.to.length} ${eml.problem?.slice(0, 30) ?? ''}`
  },
}

function headOf(octets: Buffer): string {
  const text = octets.toString('latin1')
  const end = /^\r?\n|\r?\n\r?\n/.exec(text)
  return end === null ? text : text.slice(0, end.index)
}
