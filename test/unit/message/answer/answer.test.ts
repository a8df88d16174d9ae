import { afterEach, describe, expect, it } from 'vitest'
import type { Identity } from '../../../../main/identities/identity.ts'
import { createAnswer, type AnswerWay } from '../../../../main/message/answer/answer.ts'
import { forwardSubject, replySubject } from '../../../../main/message/answer/subject.ts'
import { cleanHtml } from '../../../../main/message/clean-html.ts'
import { encodeFlowed, decodeFlowed } from '../../../../main/message/flowed.ts'
import { readMessageFile } from '../../../../main/message/import/read-message-file.ts'
import { speak } from '../../../../main/text/t.ts'

const identities: readonly Identity[] = [
  {
    id: 'work',
    name: 'Jonas',
    address: 'jonas@rowing.example',
    serverId: 's',
    signatures: [{ id: 'sig', name: 'Work', text: 'Jonas\nRowing club' }],
  },
  { id: 'home', name: 'Jonas', address: 'Jonas@home.example', serverId: 's' },
]

const at = new Date(2026, 10, 24, 10, 15)
const lines = [
  'From: "Lind, Nora" <nora@lakeside.example>',
  'To: Jonas <jonas@rowing.example>, anna@lakeside.example',
  'Cc: JONAS@home.example, Crew: a@crew.example, Anna <anna@lakeside.example>;',
  'Bcc: hidden@lakeside.example',
  'Subject: Boats',
  `Date: ${at.toUTCString()}`,
  'Message-ID: <two@lakeside.example>',
  'References: <zero@x.example> <one@x.example>',
]

function answer(
  way: AnswerWay,
  extra: readonly string[] = [],
  body = 'Hello.\n\n> earlier\n>> first',
  newAreRich = false,
) {
  const octets = Buffer.from([...lines, ...extra, '', body].join('\r\n'))
  const read = readMessageFile(octets)
  if (!read.ok) throw new Error(read.why)
  return createAnswer(way, { message: read.message, octets, identities, newAreRich })
}

describe('reply', () => {
  it('goes to who wrote it, from the address that it was sent to', () => {
    const { content } = answer('reply')
    expect(content).toMatchObject({
      identityId: 'work',
      to: ['"Lind, Nora" <nora@lakeside.example>'],
      cc: [],
      subject: 'Re: Boats',
    })
    expect(content.bcc).toBeUndefined()
  })

  it('goes where replies are wanted', () => {
    expect(answer('reply', ['Reply-To: list@lakeside.example']).content.to).toEqual(['list@lakeside.example'])
  })

  it('to all keeps To and Cc, each once, without own addresses', () => {
    const { content } = answer('reply-all')
    expect(content.to).toEqual(['"Lind, Nora" <nora@lakeside.example>', 'anna@lakeside.example'])
    expect(content.cc).toEqual(['a@crew.example'])
  })

  it('to a message of one’s own goes to whom that went', () => {
    const octets = Buffer.from(
      'From: jonas@rowing.example\r\nTo: nora@lakeside.example\r\nSubject: x\r\n\r\n',
    )
    const read = readMessageFile(octets)
    if (!read.ok) throw new Error(read.why)
    const { content } = createAnswer('reply', {
      message: read.message,
      octets,
      identities,
      newAreRich: false,
    })
    expect(content).toMatchObject({ identityId: 'work', to: ['nora@lakeside.example'] })
  })

  it('names its parent (RFC 5322 3.6.4)', () => {
    expect(answer('reply').content.thread).toEqual({
      inReplyTo: '<two@lakeside.example>',
      references: ['<zero@x.example>', '<one@x.example>', '<two@lakeside.example>'],
    })
  })

  it('has room, then the signature, then the quote, one level deeper', () => {
    const { content } = answer('reply')
    expect(content.text).toBe(
      [
        '',
        '',
        '-- ',
        'Jonas',
        'Rowing club',
        '',
        'On 24 Nov 2026 at 10:15, Lind, Nora wrote:',
        '> Hello.',
        '>',
        '>> earlier',
        '>>> first',
      ].join('\n'),
    )
    expect(content.signatureId).toBe('sig')
    expect(content.html).toBeUndefined()
    expect(decodeFlowed(encodeFlowed(content.text ?? ''))).toBe(content.text)
  })

  it('is rich where the message is, with the quote in a blockquote', () => {
    const { content } = answer(
      'reply',
      ['Content-Type: text/html'],
      '<p>See <b>this</b><script>x()</script></p>',
    )
    expect(content.html).toContain('<blockquote type="cite"><p>See <b>this</b></p></blockquote>')
    expect(content.html).toContain('-- <br>Jonas<br>Rowing club')
    expect(content.text).toContain('> See this')
  })

  it('is rich where new messages are; quotes of the text are quotes', () => {
    const { content } = answer('reply', [], 'one\n> <two>', true)
    expect(content.html).toContain(
      '<blockquote type="cite"><div>one</div><blockquote type="cite"><div>&lt;two&gt;</div></blockquote></blockquote>',
    )
  })
})

describe('forward', () => {
  it('has the header and the text of the message, and its files', () => {
    const { content, files } = answer(
      'forward',
      ['Content-Type: multipart/mixed; boundary=b'],
      '--b\r\n\r\nHello.\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--',
    )
    expect(content).toMatchObject({ subject: 'Fwd: Boats', identityId: 'work' })
    expect(content.to).toBeUndefined()
    expect(content.thread).toBeUndefined()
    expect(content.text).toContain(
      'From: "Lind, Nora" <nora@lakeside.example>\nDate: 24 Nov 2026 at 10:15\nSubject: Boats\nTo: ',
    )
    expect(content.text).toMatch(/\n\nHello\.$/)
    expect(content.text).not.toContain('hidden@lakeside.example')
    expect(files.map(({ name }) => name)).toEqual(['a.png'])
  })

  it('P28: as an attachment it keeps every octet, folding and tabs too', () => {
    const octets = Buffer.from('From: a@x.example\r\nSubject: one\r\n\ttwo\tthree\r\n\r\nbody\r\n')
    const read = readMessageFile(octets)
    if (!read.ok) throw new Error(read.why)
    const { content, files } = createAnswer('forward-attached', {
      message: read.message,
      octets,
      identities,
      newAreRich: true,
    })
    expect(files).toEqual([{ name: 'one two three.eml', type: 'message/rfc822', bytes: octets }])
    expect(content.subject).toBe('Fwd: one two three')
  })
})

describe('edit as new', () => {
  it('has all fields, Bcc too, and no Message-ID', () => {
    const { content } = answer('edit-as-new', [
      'Reply-To: list@lakeside.example',
      'In-Reply-To: <one@x.example>',
    ])
    expect(content).toMatchObject({
      bcc: ['hidden@lakeside.example'],
      subject: 'Boats',
      text: 'Hello.\n\n> earlier\n>> first',
      options: { replyTo: 'list@lakeside.example' },
      thread: { inReplyTo: '<one@x.example>', references: ['<zero@x.example>', '<one@x.example>'] },
    })
    expect(JSON.stringify(content)).not.toContain('two@lakeside.example')
  })
})

describe('priority', () => {
  it.each([
    ['X-Priority: 1 (Highest)', 'high'],
    ['X-Priority: 2', 'high'],
    ['Importance: High', 'high'],
    ['Priority: urgent', 'high'],
    ['X-Priority: 5', 'low'],
    ['Importance: low', 'low'],
    ['X-Priority: 3 (Normal)', undefined],
    ['Importance: 10', undefined],
    ['X-Unknown: 1', undefined],
  ])('of %s is %s in the message edited as new, and not that of an answer', (field, priority) => {
    expect(answer('edit-as-new', [field]).content.priority).toBe(priority)
    expect(answer('reply', [field]).content.priority).toBeUndefined()
  })
})

describe('a rich signature', () => {
  const pixel = 'iVBORw0KGgo='
  const picture = { cid: 'logo@sendoff', name: 'logo.png', type: 'image/png', base64: pixel } as const
  const rich = {
    ...{ id: 'rich', name: 'Rich', text: 'Jonas', html: '<b>Jonas</b><img src="cid:logo@sendoff" />' },
    pictures: [picture],
  }
  const answered = (way: AnswerWay, body: string, type = 'text/html') => {
    const octets = Buffer.from(['From: a@x.example', `Content-Type: ${type}`, '', body].join('\r\n'))
    const read = readMessageFile(octets)
    if (!read.ok) throw new Error(read.why)
    const [first] = identities
    if (first === undefined) throw new Error('no identity')
    return createAnswer(way, {
      ...{ message: read.message, octets, newAreRich: false },
      identities: [{ ...first, signatures: [rich] }],
    })
  }

  it.each(['reply', 'forward'] as const)('stands with its picture in a rich %s', (way) => {
    const { content, files } = answered(way, '<p>Hello</p>')
    expect(content.html).toContain('--&nbsp;</div><b>Jonas</b><img src="cid:signature-1@sendoff" />')
    expect(content.text).toContain('-- \nJonas')
    expect(files).toEqual([
      {
        ...{ cid: 'signature-1@sendoff', name: 'logo.png', type: 'image/png' },
        bytes: Buffer.from(pixel, 'base64'),
      },
    ])
  })

  it('does not take the place of a picture in the quote', () => {
    const body = [
      '--b\r\nContent-Type: text/html\r\n\r\n<p>Hi <img src="cid:signature-1@sendoff"></p>',
      `--b\r\nContent-Type: image/png\r\nContent-ID: <signature-1@sendoff>\r\n\r\nother`,
      '--b--',
    ].join('\r\n')
    const { content, files } = answered('reply', body, 'multipart/related; boundary=b')
    expect(content.html).toContain('<b>Jonas</b><img src="cid:signature-2@sendoff" />')
    expect(content.html).toContain('Hi <img src="cid:signature-1@sendoff"')
    expect(files.map(({ cid }) => cid)).toEqual(['signature-1@sendoff', 'signature-2@sendoff'])
  })

  it('is its plain form in a plain answer', () => {
    const { content, files } = answered('reply', 'Hello', 'text/plain')
    expect([content.html, files]).toEqual([undefined, []])
    expect(content.text).toContain('-- \nJonas')
  })
})

describe('what a line above a quote says', () => {
  afterEach(() => speak('en'))
  it('is in the language that is spoken, the date too', () => {
    speak('de')
    expect(answer('reply').content.text).toContain('Am 24. Nov. 2026 um 10:15 schrieb Lind, Nora:')
    expect(answer('forward').content.text).toContain('Datum: 24. Nov. 2026 um 10:15')
  })
})

describe('what is made of a hostile message', () => {
  it('is as clean as what main would send', () => {
    const { content } = answer(
      'forward',
      ['Content-Type: text/html'],
      '<img src=x onerror=y><p style="background:url(http://x)">a</p>',
    )
    expect(cleanHtml(content.html ?? '')).not.toMatch(/onerror|url\(/)
  })
  it('has an end, however deep it quotes', () => {
    const { content } = answer('reply', [], '>'.repeat(100_000), true)
    expect(content.html?.length).toBeGreaterThan(100_000)
  })
})

it.each([
  ['Boats', 'Re: Boats', 'Fwd: Boats'],
  ['Re: Boats', 'Re: Boats', 'Fwd: Re: Boats'],
  ['RE: re: AW: Boats', 'Re: Boats', 'Fwd: RE: re: AW: Boats'],
  ['Re[2]: Boats', 'Re: Boats', 'Fwd: Re[2]: Boats'],
  ['WG: Boats', 'Re: WG: Boats', 'Fwd: Boats'],
  ['FW: Fwd: Boats', 'Re: FW: Fwd: Boats', 'Fwd: Boats'],
  ['Regatta: plan', 'Re: Regatta: plan', 'Fwd: Regatta: plan'],
  ['', 'Re:', 'Fwd:'],
])('the subject %j is answered as %j and forwarded as %j', (subject, reply, forward) => {
  expect(replySubject(subject)).toBe(reply)
  expect(forwardSubject(subject)).toBe(forward)
})
