// Rich text on its way out: its parts, their order, and that nothing active is left in them.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { cleanHtml, remoteImagesIn } from '../../../main/message/clean-html.ts'
import { findOptionProblems } from '../../../main/message/option-headers.ts'
import { htmlToText } from '../../../main/message/html-text.ts'
import { attachment, composed, mailbox } from './compose-input.ts'

const picture = {
  ...attachment('plan.png', 'image/png', Buffer.from([137, 80, 78, 71, 0, 255])),
  cid: 'p1@kestrel.example',
}
const letter =
  '<div>Dear <b>all</b>,</div><div><br></div><div>see <img src="cid:p1@kestrel.example" alt="the plan"></div>'

/** Content types in the order of the message, by depth. */
function structure(bytes: Buffer): readonly string[] {
  return [...bytes.toString('latin1').matchAll(/^Content-Type: ([^;\r]+)/gim)].map(([, type = '']) => type)
}

const partOf = (bytes: Buffer, type: string): string =>
  bytes
    .toString('latin1')
    .split(/^--=_Sendoff.*$/m)
    .find((part) => part.includes(`Content-Type: ${type}`)) ?? ''

describe('rich text', () => {
  it('is alternative (text, html), and no more where there is no more', async () => {
    const bytes = await composed({ html: '<p>Dear <b>all</b></p>' })
    expect(structure(bytes)).toEqual(['multipart/alternative', 'text/plain', 'text/html'])
    expect(partOf(bytes, 'text/plain')).toContain('Dear all')
    expect(partOf(bytes, 'text/html')).toContain('<p>Dear <b>all</b></p>')
  })

  it('is mixed (alternative (text, related (html, image)), file) with both kinds of files', async () => {
    const bytes = await composed({
      html: letter,
      attachments: [attachment('a.pdf', 'application/pdf', 'x'), picture],
    })
    expect(structure(bytes)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'application/pdf',
    ])
    expect(partOf(bytes, 'image/png')).toContain('Content-ID: <p1@kestrel.example>')
    expect(partOf(bytes, 'image/png')).toContain('Content-Disposition: inline; filename=plan.png')
  })

  it('takes an image that the text does not name as an ordinary file', async () => {
    const bytes = await composed({ html: '<p>no <b>picture</b></p>', attachments: [picture] })
    expect(structure(bytes)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'image/png',
    ])
    expect(partOf(bytes, 'image/png')).toContain('Content-Disposition: attachment')
  })

  it('names no image that is not there', async () => {
    const bytes = await composed({ html: letter })
    expect(bytes.toString('latin1')).not.toContain('cid:')
  })

  it('goes as plain text alone on wish, its pictures as files', async () => {
    const bytes = await composed({ html: letter, attachments: [picture], options: { plainOnly: true } })
    expect(structure(bytes)).toEqual(['multipart/mixed', 'text/plain', 'image/png'])
    expect(bytes.toString('latin1')).toContain('Dear all,')
  })

  it('is plain text where it has no form', async () => {
    const bytes = await composed({ html: '<div>Dear all,</div><div><br></div><div>see you</div>' })
    expect(structure(bytes)).toEqual(['text/plain'])
    expect(bytes.toString('latin1')).toContain('Dear all,\r\n\r\nsee you')
    expect(structure(await composed({ html: '<div dir="rtl">x</div>' }))).toContain('text/html')
  })

  it('says its language where one was chosen, and runs as that language does', async () => {
    const html = '<p>שלום <b>לכולם</b></p><p>Hello</p>'
    const said = await simpleParser(await composed({ html, options: { language: 'he' } }))
    expect(said.headers.get('content-language')).toBe('he')
    expect(said.html).toContain('<html lang="he" dir="rtl">')
    expect(said.html).toContain('<p>שלום <b>לכולם</b></p><p dir="ltr">Hello</p>')
    expect(said.text).toBe('שלום לכולם\n\nHello')
    const unsaid = await simpleParser(await composed({ html }))
    expect(unsaid.headers.has('content-language')).toBe(false)
    expect(unsaid.html).toContain('<html><head>')
    expect(unsaid.html).toContain('<p dir="rtl">שלום <b>לכולם</b></p><p>Hello</p>')
  })

  it('P2: the same input gives the same bytes', async () => {
    const input = { html: letter, attachments: [picture], options: { readReceipt: true } }
    expect(await composed(input)).toEqual(await composed(input))
  })

  it('is read by mailparser as it was meant, whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (written) => {
        const shown = written.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').toWellFormed()
        const escaped = shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        const bytes = await composed({ html: `<pre>${escaped}</pre>`, attachments: [picture] })
        expect(bytes.some((octet) => octet > 0x7f)).toBe(false)
        expect(
          Math.max(
            ...bytes
              .toString('latin1')
              .split('\r\n')
              .map(({ length }) => length),
          ),
        ).toBeLessThan(999)
        const parsed = await simpleParser(bytes, { skipTextToHtml: true })
        const pre = /<pre(?: dir="rtl")?>([^]*)<\/pre>/.exec(String(parsed.html))?.[1] ?? ''
        expect(
          pre
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&'),
        ).toBe(shown)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the text part of rich text', () => {
  it.each([
    ['lists', '<ol><li>one</li><li>two<ul><li>deep</li></ul></li></ol>', ' 1. one\n 2. two\n    - deep'],
    ['a list that begins elsewhere', '<ol start="4"><li>four</li></ol>', ' 4. four'],
    ['quotes', '<blockquote>one<blockquote>two</blockquote></blockquote>', '> one\n> > two'],
    ['links', '<a href="https://a.example/x">here</a>', 'here <https://a.example/x>'],
    ['a link that shows itself', '<a href="https://a.example/">https://a.example/</a>', 'https://a.example/'],
    ['tables', '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>', 'A   B\n1   2'],
    ['code', '<pre>a  b\n  c</pre>', 'a  b\n  c'],
    ['headings', '<h1>Plan</h1><p>Text</p>', 'Plan\n\nText'],
    ['pictures', '<p><img src="cid:x" alt="the plan"><img src="cid:y"></p>', '[the plan]'],
    ['lines of an editor', '<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
  ])('keeps %s', (_, html, expected) => {
    expect(htmlToText(cleanHtml(html)).trimEnd().replace(/^\n+/, '')).toBe(expected)
  })
})

interface Hostile {
  readonly name: string
  readonly html: string
  /** What is left; where it is left out, nothing active must be. */
  readonly clean?: string
}

const hostile = JSON.parse(
  readFileSync(new URL('../../data/hostile-mail-html/cases.json', import.meta.url), 'utf8'),
) as readonly Hostile[]

/** What must never leave: elements, handlers, addresses and styles that run or fetch. */
const letterTags =
  'a abbr address b big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr u ul var'.split(
    ' ',
  )
const activeInTag =
  /\son\w+\s*=|(?:href|src)="(?!(?:https?:|mailto:|tel:|cid:))|url\s*\(|expression\s*\(|image-set|@import|-moz-binding|behavior\s*:|srcset|formaction|position\s*:/i

/** Tags that run, fetch or submit, or that no letter has. */
function activeTags(html: string): readonly string[] {
  return [...html.matchAll(/<\/?([^\s/>]*)[^>]*>?/g)]
    .filter(([tag, name = '']) => !letterTags.includes(name) || activeInTag.test(tag))
    .map(([tag]) => tag)
}

describe('hostile HTML', () => {
  it.each(hostile)('$name', ({ html, clean }) => {
    const once = cleanHtml(html)
    expect(activeTags(once)).toEqual([])
    expect(cleanHtml(once)).toBe(once)
    if (clean !== undefined) expect(once).toBe(clean)
  })

  it('leaves nothing active of pieces put together at random', () => {
    const pieces = hostile.flatMap(({ html }) => html.split(/(?=[<"' ])/))
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const once = cleanHtml(parts.join(''))
        expect(activeTags(once)).toEqual([])
        expect(activeTags(cleanHtml(once))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })

  it('names the pictures that a reader would fetch from elsewhere', () => {
    expect(remoteImagesIn(cleanHtml('<img src="https://t.example/p?a=1&b=2"><img src="cid:x">'))).toEqual([
      'https://t.example/p?a=1&b=2',
    ])
  })
})

describe('options as header fields', () => {
  const headerOf = async (input: Parameters<typeof composed>[0]) =>
    (await composed(input)).toString('latin1').split('\r\n\r\n', 1)[0] ?? ''

  it('asks for a read receipt (RFC 8098), says priority and thread', async () => {
    const header = await headerOf({
      options: { readReceipt: true, headers: [{ name: 'X-Project', value: 'Grün' }] },
      priority: 'high',
      thread: { inReplyTo: '<b@x.example>', references: ['<a@x.example>', '<b@x.example>'] },
    })
    expect(header).toContain('\r\nDisposition-Notification-To: Marit Solheim <marit@kestrel.example>\r\n')
    expect(header).toContain('\r\nX-Project: =?UTF-8?Q?Gr=C3=BCn?=\r\n')
    expect(header).toContain('\r\nX-Priority: 1 (Highest)\r\nImportance: High\r\n')
    expect(header).toContain('\r\nIn-Reply-To: <b@x.example>\r\nReferences: <a@x.example> <b@x.example>\r\n')
  })

  it('has the fields of a list (RFC 2369, 2919, 8058)', async () => {
    const header = await headerOf({
      options: {
        list: {
          id: 'news.kestrel.example',
          unsubscribe: ['https://kestrel.example/u?id=1', 'mailto:leave@kestrel.example'],
          oneClick: true,
          precedence: 'bulk',
        },
      },
    })
    expect(header).toContain('\r\nList-Id: <news.kestrel.example>\r\n')
    expect(header.replaceAll('\r\n ', ' ')).toContain(
      '\r\nList-Unsubscribe: <https://kestrel.example/u?id=1>, <mailto:leave@kestrel.example>\r\n',
    )
    expect(header).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nPrecedence: bulk\r\n')
  })

  it('keeps the first reference and the last of a long thread (RFC 5322 3.6.4)', async () => {
    const references = Array.from({ length: 60 }, (_, index) => `<m${index}@x.example>`)
    const header = await headerOf({ thread: { inReplyTo: '<m59@x.example>', references } })
    const written = /References: ([^]*?)\r\n(?=\S)/.exec(header)?.[1]?.split(/\s+/) ?? []
    expect(written).toEqual(['<m0@x.example>', ...references.slice(-19)])
  })

  it.each([
    ['P29: Bcc', { name: 'Bcc', value: 'x@y.example' }, 'Sendoff writes the field Bcc itself.'],
    [
      'a field of Sendoff',
      { name: 'content-type', value: 'x' },
      'Sendoff writes the field content-type itself.',
    ],
    ['a name with a blank', { name: 'X Y', value: 'x' }, '“X Y” is no name of a header field'],
    ['P28: a line end', { name: 'X-A', value: 'x\r\nBcc: y@z.example' }, 'The header field “X-A” contains'],
  ])('refuses %s', (_, header, message) => {
    const problems = findOptionProblems({ headers: [header] })
    expect(problems[0]?.field).toBe('options.headers[0]')
    expect(problems[0]?.message).toContain(message)
  })

  it('P28: refuses what is no Message-ID, no list and no address to unsubscribe at', () => {
    expect(
      findOptionProblems(
        { list: { id: 'a b', unsubscribe: ['javascript:x', 'https://a.example/ x'] } },
        {
          inReplyTo: '<a b@c>',
          references: ['<ok@x.example>', 'no'],
        },
      ).map(({ field }) => field),
    ).toEqual([
      'options.list.unsubscribe[0]',
      'options.list.unsubscribe[1]',
      'options.list.id',
      'thread',
      'thread',
    ])
  })
})

describe('an invitation', () => {
  const invitation = {
    uid: 'u1@kestrel.example',
    sequence: 0,
    title: 'Autumn meeting; with, commas',
    place: 'Boathouse',
    description: 'Bring\nthe plan',
    start: '2026-12-01T18:00',
    end: '2026-12-01T19:30',
    zone: 'Europe/Oslo',
    allDay: false,
  }
  const given = {
    invitation: { invitation, startAt: Date.UTC(2026, 11, 1, 17), endAt: Date.UTC(2026, 11, 1, 18, 30) },
    cc: [mailbox('Jürgen <j@x.example>')],
  }

  it('is the last alternative, with its method in the type (RFC 6047 2.4), and a file', async () => {
    const bytes = await composed(given)
    expect(structure(bytes)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/calendar',
      'application/ics',
    ])
    expect(partOf(bytes, 'application/ics')).toContain('Content-Disposition: attachment; filename=invite.ics')
    expect(bytes.toString('latin1')).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST')
  })

  it('names organizer, attendees, times in UTC, and escapes text (RFC 5545 3.3.11)', async () => {
    const part = partOf(await composed(given), 'text/calendar')
    const calendar = Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64')
      .toString()
      .replaceAll('\r\n ', '')
    for (const line of [
      'METHOD:REQUEST',
      'UID:u1@kestrel.example',
      'SEQUENCE:0',
      'DTSTART:20261201T170000Z',
      'DTEND:20261201T183000Z',
      'SUMMARY:Autumn meeting\\; with\\, commas',
      'DESCRIPTION:Bring\\nthe plan',
    ])
      expect(calendar.split('\r\n')).toContain(line)
    expect(calendar).toMatch(/ORGANIZER;CN="?Marit Solheim"?:(?:mailto|MAILTO):marit@kestrel\.example/)
    expect(calendar).toMatch(/ATTENDEE;[^\r]*you@practice\.test/)
    expect(calendar).toMatch(/ATTENDEE;[^\r]*Jürgen[^\r]*j@x\.example/)
  })

  it('P2: the same input gives the same bytes', async () => {
    expect(await composed(given)).toEqual(await composed(given))
  })
})
