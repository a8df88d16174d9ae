import { describe, expect, test } from 'vitest'
import { cleanHtml, contentIdsIn } from '../../../main/message/clean-html.ts'
import { htmlToText } from '../../../main/message/html-text.ts'
import { formatInvitation } from '../../../main/message/invitation.ts'
import { findOptionProblems } from '../../../main/message/option-headers.ts'

describe('rich text that would fill the memory', () => {
  test('a cell over a hundred million columns is one cell', () => {
    const clean = cleanHtml('<table><tr><td colspan="100000000" rowspan="2">a</td><td>b</td></tr></table>')
    expect(clean).not.toContain('colspan')
    expect(clean).toContain('rowspan="2"')
    expect(htmlToText(clean)).toBe('a   b')
  })

  test('many wide cells are laid out as single ones', () => {
    const row = `<tr>${'<td colspan="99" rowspan="99">a</td>'.repeat(10)}</tr>`
    const text = htmlToText(cleanHtml(`<table>${row.repeat(100)}</table>`))
    expect(text.split('\n')[0]).toBe(Array(10).fill('a').join('   '))
  })

  test.each(['500000000', '-5', '0', '1e9', 'x'])('a list does not begin at %s', (start) => {
    for (const type of ['i', 'a', '1']) {
      const clean = cleanHtml(`<ol type="${type}" start="${start}"><li>a</li></ol>`)
      expect(clean).not.toContain('start')
      expect(htmlToText(clean).length).toBeLessThan(10)
    }
  })
})

test('an image that names its file as CID: is looked for like one that says cid:', () => {
  expect(cleanHtml('<img src="CID:gone" />', new Set())).toBe('')
  expect(contentIdsIn(cleanHtml('<img src="CID:here" />', new Set(['here'])))).toEqual(new Set(['here']))
})

const mailbox = { address: 'a@example.org', local: 'a', domain: 'example.org' }

function invitation(over: { readonly uid?: string; readonly title?: string; readonly description?: string }) {
  return formatInvitation({
    invitation: {
      uid: 'u1',
      sequence: 0,
      title: 'Meeting',
      place: '',
      description: '',
      start: '2026-12-24T10:00',
      end: '2026-12-24T11:00',
      zone: 'UTC',
      allDay: false,
      ...over,
    },
    organizer: mailbox,
    attendees: [mailbox],
    startAt: 0,
    endAt: 1,
    at: 0,
  })
}

describe('an invitation', () => {
  test('RFC 5545 3.1: its last line ends too', () => {
    expect(invitation({}).endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  test('P28: no text makes a line of its own', () => {
    const made = invitation({ uid: 'u\r\nX-A:1', title: 'a\0\rX-B:1\u0085', description: 'a\nb\tc\ud800' })
    expect(made).toContain('UID:uX-A:1\r\n')
    expect(made).not.toMatch(/^X-/m)
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(made.replaceAll('\r\n', '')).not.toMatch(/[\0-\x08\x0a-\x1f\x7f-\x9f]/)
    expect(made).toContain('DESCRIPTION:a\\nb\tc\ufffd')
  })
})

test('an address to unsubscribe that no line can hold is refused', () => {
  const unsubscribe = [`https://example.org/${'a'.repeat(990)}`]
  expect(findOptionProblems({ list: { unsubscribe } })).toMatchObject([
    { field: 'options.list.unsubscribe[0]', message: expect.stringContaining('too long') as string },
  ])
})

test('P29: no own header says to whom it went', () => {
  const headers = ['Delivered-To', 'x-original-to', 'Envelope-To', 'Apparently-To', 'BCC', 'Resent-Bcc'].map(
    (name) => ({ name, value: 'carl@example.org' }),
  )
  expect(findOptionProblems({ headers })).toHaveLength(headers.length)
})
