// Message files as programs write them, and as nobody should.

export interface Sample {
  readonly name: string
  readonly bytes: Buffer
  /** What mailparser reads otherwise, and why that is no fault of ours. */
  readonly differs?: Readonly<Partial<Record<Compared, string>>>
}

export type Compared =
  'from' | 'to' | 'cc' | 'subject' | 'date' | 'messageId' | 'references' | 'text' | 'html' | 'files'

const head = [
  'From: Nora Lind <nora@lakeside.example>',
  'To: jonas@rowing.example',
  'Subject: Boats',
  'Date: Tue, 24 Nov 2026 10:15:00 +0100',
  'Message-ID: <one@lakeside.example>',
  'MIME-Version: 1.0',
]

const crlf = (...lines: readonly string[]) => lines.join('\r\n')
const sample = (name: string, lines: readonly string[], differs?: Sample['differs']): Sample => ({
  name,
  bytes: Buffer.from(crlf(...lines, '')),
  ...(differs === undefined ? {} : { differs }),
})
const withHead = (name: string, lines: readonly string[], differs?: Sample['differs']) =>
  sample(name, [...head, ...lines], differs)
const latin1 = (name: string, lines: readonly string[], differs?: Sample['differs']): Sample => ({
  ...sample(name, [], differs),
  bytes: Buffer.from(crlf(...lines, ''), 'latin1'),
})

/** A picture of one pixel. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const mixed = (...parts: readonly (readonly string[])[]) => [
  'Content-Type: multipart/mixed; boundary="mix"',
  '',
  'This is a multi-part message in MIME format.',
  ...parts.flatMap((part) => ['--mix', ...part]),
  '--mix--',
]
const plainPart = ['Content-Type: text/plain; charset=utf-8', '', 'Hello Jonas.']
const pdfPart = [
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="plan.pdf"',
  '',
  'JVBERi0xLjQK',
]

export const corpus: readonly Sample[] = [
  sample('plain without MIME', [
    'From: nora@lakeside.example',
    'To: jonas@rowing.example',
    'Subject: Hi',
    '',
    'Hello.',
    'Second line.',
  ]),
  withHead('7-bit text', ['Content-Type: text/plain; charset=us-ascii', '', 'Hello Jonas.']),
  withHead('quoted-printable in ISO-8859-1', [
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe aus K=F6ln, ganz =',
    'ohne Umbruch.',
  ]),
  withHead('base64 in UTF-8', [
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    '',
    'R3LDvMOfZSBhdXMgS8O2bG4uCg==',
  ]),
  latin1('8-bit text in windows-1252', [
    ...head,
    'Content-Type: text/plain; charset=windows-1252',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Gr\u00fc\u00dfe \u0096 bis bald',
  ]),
  {
    name: 'ISO-2022-JP',
    bytes: Buffer.from(
      crlf(...head, 'Content-Type: text/plain; charset=ISO-2022-JP', '', '\u001b$B$3$s$K$A$O\u001b(B', ''),
      'latin1',
    ),
  },
  {
    name: 'KOI8-R',
    bytes: Buffer.concat([
      Buffer.from(crlf(...head, 'Content-Type: text/plain; charset=koi8-r', '', '')),
      Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x0d, 0x0a]),
    ]),
  },
  withHead('format=flowed', [
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    '',
    'A long line that ',
    'flows on.',
    '',
    '> quoted that ',
    '> flows too',
    '-- ',
    'Nora',
  ]),
  withHead('format=flowed with DelSp', [
    'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes',
    '',
    '漢字が ',
    '続く。',
  ]),
  sample('encoded words in every field', [
    'From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.org>',
    'To: =?iso-8859-1?Q?Andr=E9?= <andre@example.org>, "Lind, Nora" <nora@lakeside.example>',
    'Cc: =?UTF-8?B?5ryi5a2X?= <kanji@example.org>',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?Q?_aus_K=C3=B6ln?=',
    'Message-ID: <words@example.org>',
    '',
    'x',
  ]),
  sample('a character cut over two encoded words', [
    'From: a@example.org',
    'Subject: =?utf-8?Q?=E6=BC?=',
    ' =?utf-8?Q?=A2?= ok',
    '',
    'x',
  ]),
  sample('UTF-8 in the header (RFC 6532)', [
    'From: Jörg <jörg@exämple.org>',
    'To: 用户@例子.广告',
    'Subject: Grüße 漢字',
    '',
    'Grüße',
  ]),
  sample('folded fields with tabs', [
    'From: Nora Lind',
    '\t<nora@lakeside.example>',
    'To: a@example.org,',
    '\tb@example.org,',
    '  c@example.org',
    'Subject: one',
    '\ttwo\tthree',
    'References: <a@x.example>',
    '\t<b@x.example>',
    ' <c@x.example>',
    'In-Reply-To: <c@x.example>',
    '',
    'x',
  ]),
  sample('a group and nobody', [
    'From: a@example.org',
    'To: undisclosed-recipients:;',
    'Cc: Crew: b@example.org, "C, D" <c@example.org>;',
    'Subject: group',
    '',
    'x',
  ]),
  withHead('alternative', [
    'Content-Type: multipart/alternative; boundary=alt',
    '',
    '--alt',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--alt',
    'Content-Type: text/html',
    '',
    '<p>Hello <b>you</b></p>',
    '--alt--',
  ]),
  withHead('HTML alone', [
    'Content-Type: text/html; charset=utf-8',
    '',
    '<html><head><title>no</title></head><body><p>Only <i>rich</i></p></body></html>',
  ]),
  withHead(
    'HTML with its charset in a meta element',
    [
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<html><head><meta charset=3D"windows-1251"></head><body>=CF=F0=E8=E2=E5=F2</body></html>',
    ],
    { text: 'mailparser does not look for it', html: 'mailparser does not look for it' },
  ),
  withHead(
    'related with a picture',
    [
      'Content-Type: multipart/related; boundary=rel; type="text/html"',
      '',
      '--rel',
      'Content-Type: text/html',
      '',
      '<p>See <img src="cid:pixel%40lake" alt="a dot"></p>',
      '--rel',
      'Content-Type: image/png; name=dot.png',
      'Content-ID: <pixel@lake>',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: inline; filename=dot.png',
      '',
      pixel,
      '--rel--',
    ],
    { text: 'made of the rich text by another converter' },
  ),
  withHead('a file', mixed(plainPart, pdfPart)),
  withHead(
    'a file name by RFC 2231',
    mixed(plainPart, [
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      "Content-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC%C3%9Fe%20;",
      ' filename*1="aus ";',
      ' filename*2*=K%C3%B6ln.txt',
      '',
      'AAAA',
    ]),
  ),
  withHead(
    'a file name as an encoded word',
    mixed(plainPart, [
      'Content-Type: application/octet-stream; name="=?utf-8?Q?Gr=C3=BC=C3=9Fe.bin?="',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment',
      '',
      'AAAA',
    ]),
  ),
  withHead(
    'a file name without its quotes',
    mixed(plainPart, [
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename=my plan (1).pdf',
      '',
      'x',
    ]),
    { files: 'mailparser ends the name at its first space' },
  ),
  withHead(
    'a message in a message',
    mixed(plainPart, [
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename="inner.eml"',
      '',
      'From: inner@example.org',
      'Subject: Inner',
      '',
      'inner text',
    ]),
  ),
  withHead('text parts one after the other', mixed(plainPart, ['Content-Type: text/plain', '', 'Second.'])),
  withHead(
    'a text file',
    mixed(plainPart, [
      'Content-Type: text/plain; charset=utf-8; name=notes.txt',
      'Content-Disposition: attachment; filename=notes.txt',
      '',
      'notes',
    ]),
  ),
  withHead('signed', [
    'Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary=sig',
    '',
    '--sig',
    'Content-Type: text/plain',
    '',
    'Signed text',
    '--sig',
    'Content-Type: application/pgp-signature; name=signature.asc',
    '',
    '-----BEGIN PGP SIGNATURE-----',
    '--sig--',
  ]),
  withHead('an invitation', [
    'Content-Type: multipart/alternative; boundary=alt',
    '',
    '--alt',
    'Content-Type: text/plain',
    '',
    'Come',
    '--alt',
    'Content-Type: text/calendar; method=REQUEST; name=invite.ics',
    '',
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
    '--alt--',
  ]),
  withHead('a boundary without its closing line', [
    'Content-Type: multipart/mixed; boundary=open',
    '',
    '--open',
    'Content-Type: text/plain',
    '',
    'Never closed',
  ]),
  withHead('a boundary with blanks behind it', [
    'Content-Type: multipart/mixed; boundary="b b"',
    '',
    '--b b  ',
    'Content-Type: text/plain',
    '',
    'text',
    '--b b--  ',
    'epilogue',
  ]),
  withHead('multipart without a boundary', ['Content-Type: multipart/mixed', '', 'text that is there'], {
    text: 'mailparser shows nothing',
  }),
  withHead('a charset that nobody knows', ['Content-Type: text/plain; charset=x-nobody', '', 'plain']),
  withHead('broken base64', [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    'SGVs!!bG8=',
  ]),
  withHead('broken quoted-printable', [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '100 =% sure =ZZ =',
  ]),
  {
    name: 'lines that end in LF',
    bytes: Buffer.from([...head, 'Content-Type: text/plain', '', 'one', 'two', ''].join('\n')),
  },
  {
    name: 'lines that end in CR',
    bytes: Buffer.from([...head, 'Content-Type: text/plain', '', 'one', 'two', ''].join('\r')),
    differs: {
      from: 'mailparser knows no such lines',
      to: 'the same',
      subject: 'the same',
      date: 'the same',
      messageId: 'the same',
      text: 'the same',
    },
  },
  {
    name: 'a byte order mark and empty lines first',
    bytes: Buffer.from(`\ufeff\r\n\r\n${crlf(...head, '', 'text', '')}`),
    differs: {
      from: 'mailparser ends the header there',
      to: 'the same',
      subject: 'the same',
      date: 'the same',
      messageId: 'the same',
      text: 'the same',
    },
  },
  sample('an mbox line first', ['From nora@lakeside.example Tue Nov 24 10:15:00 2026', ...head, '', 'text']),
  sample('a date that is none', ['From: a@example.org', 'Date: yesterday', 'Subject: x', '', 'x'], {
    date: 'mailparser takes the time of now',
  }),
  sample('an address that is none', ['From: Nora <nora at lakeside>', 'To: <>', 'Subject: x', '', 'x'], {
    to: 'mailparser lists one without an address',
  }),
  withHead(
    'hostile HTML',
    [
      'Content-Type: text/html; charset=utf-8',
      '',
      '<body onload="steal()"><script>steal()</script><p onclick="steal()">Hello<iframe src="https://evil.example"></iframe>',
      '<a href="javascript:steal()">press</a><img src="https://evil.example/pixel.gif" alt="">',
      '<form action="https://evil.example"><input name=p></form><svg><script>steal()</script></svg>',
      '<p style="background:url(https://evil.example/x)">styled</p><link rel=stylesheet href="https://evil.example/s.css"></body>',
    ],
    { text: 'made of the rich text by another converter' },
  ),
  withHead(
    'a file name that leaves its folder',
    mixed(plainPart, [
      'Content-Type: application/octet-stream',
      'Content-Disposition: attachment; filename="../../etc/passwd"',
      '',
      'x',
    ]),
  ),
  sample(
    'control characters in the header',
    ['From: a@example.org', 'Subject: one\u0000two\u0007three', '', 'x'],
    { subject: 'mailparser keeps them' },
  ),
  sample('the header alone', ['From: a@example.org', 'Subject: nothing']),
]
