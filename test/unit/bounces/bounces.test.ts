import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainBounce } from '../../../main/bounces/explain-bounce.ts'
import { matchBounce, type SentEntry } from '../../../main/bounces/match-bounce.ts'
import { parseBounce } from '../../../main/bounces/parse-bounce.ts'
import type { BounceReport } from '../../../main/bounces/bounce.ts'

const STATUS = [
  'Reporting-MTA: dns; smtp.rowing.example',
  'Original-Envelope-Id: 7f3a-1',
  '',
  'Final-Recipient: rfc822; ingrid.dahl@fjordmail.example',
  'Action: failed',
  'Status: 5.2.2',
  'Remote-MTA: dns; mx.fjordmail.example',
  'Diagnostic-Code: smtp; 552 5.2.2 The email account that you tried',
  '    to reach is over quota',
]

function bounce(status: readonly string[], headers: readonly string[] = []): Buffer {
  const lines = [
    'From: Mail Delivery System <MAILER-DAEMON@smtp.rowing.example>',
    'Date: Mon, 23 Nov 2026 17:03:12 +0100',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    ...headers,
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'It did not work.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    ...status,
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    'Message-ID: <abc@rowing.example>',
    'Subject: Fair copy of the rules',
    '--b1--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

function read(octets: Uint8Array): BounceReport {
  const parsed = parseBounce(octets)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.report
}

const entry: SentEntry = {
  entryId: 'e1',
  envelopeIds: ['7f3a-1'],
  messageIds: ['<abc@rowing.example>'],
  addresses: ['Ingrid.Dahl@fjordmail.example', 'jonas@regatta.example'],
}

describe('a report by RFC 3464', () => {
  it('P10: gives recipient, status, the quoted reply and who reports it', () => {
    expect(read(bounce(STATUS))).toEqual({
      envelopeId: '7f3a-1',
      reportingMta: 'smtp.rowing.example',
      reportedAt: Date.parse('2026-11-23T16:03:12Z'),
      messageIds: ['<abc@rowing.example>'],
      recipients: [
        {
          address: 'ingrid.dahl@fjordmail.example',
          action: 'failed',
          status: '5.2.2',
          lines: ['552 5.2.2 The email account that you tried to reach is over quota'],
          remoteMta: 'mx.fjordmail.example',
        },
      ],
    })
  })

  it('reads lines with LF alone, and a status part in base64', () => {
    const bare = Buffer.from(bounce(STATUS).toString().replaceAll('\r\n', '\n'))
    expect(read(bare)).toEqual(read(bounce(STATUS)))
    const encoded = Buffer.from(STATUS.join('\r\n')).toString('base64')
    const text = bounce(['@'])
      .toString()
      .replace(
        'message/delivery-status\r\n',
        'message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n',
      )
      .replace('@\r\n', `${encoded}\r\n`)
    expect(read(Buffer.from(text)).recipients).toHaveLength(1)
  })

  it('takes addresses beyond ASCII in both forms', () => {
    const of = (field: string) =>
      read(bounce(['', field, 'Action: failed', 'Status: 5.1.1'])).recipients[0]?.address
    expect(of('Final-Recipient: utf-8; zoë@example.net')).toBe('zoë@example.net')
    expect(of('Final-Recipient: utf-8; zo\\x{eb}@example.net')).toBe('zoë@example.net')
  })

  it.each([
    ['an ordinary letter', Buffer.from('Subject: hi\r\n\r\nhello'), /no delivery report/],
    ['a report about nobody', bounce(['Reporting-MTA: dns; x']), /names no recipient/],
    ['nothing', Buffer.alloc(0), /no delivery report/],
    ['far too much', Buffer.alloc(20 * 1024 * 1024 + 1), /larger than 20 MB/],
  ])('P12: says of %s that it is none', (_, octets, message) => {
    expect(parseBounce(octets)).toMatchObject({
      ok: false,
      message: expect.stringMatching(message) as string,
    })
  })

  it('never throws, whatever stands in the file, and counts no more than 1000 recipients', () => {
    const fields = fc.array(fc.oneof(fc.constantFrom(...STATUS, ''), fc.string({ unit: 'binary' })))
    fc.assert(fc.property(fields, (lines) => typeof parseBounce(bounce(lines)).ok === 'boolean'))
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        (octets) => typeof parseBounce(octets).ok === 'boolean',
      ),
    )
    const many = Array.from({ length: 1500 }, (_, at) => [
      '',
      `Final-Recipient: rfc822; a${at}@b.example`,
      'Action: failed',
    ])
    expect(read(bounce(['Reporting-MTA: dns; x', ...many.flat()])).recipients).toHaveLength(1000)
  })
})

describe('the entry that a report is about', () => {
  it('is found by envelope id, by Message-ID, or both; the address is the one of the entry', () => {
    const report = read(bounce(STATUS))
    expect(matchBounce(report, [entry])).toMatchObject({ entryId: 'e1', by: 'both', strangers: [] })
    expect(matchBounce(report, [entry])?.recipients[0]?.address).toBe('Ingrid.Dahl@fjordmail.example')
    expect(matchBounce(report, [{ ...entry, envelopeIds: [] }])?.by).toBe('message-id')
    expect(matchBounce({ ...report, messageIds: [] }, [entry])?.by).toBe('envelope-id')
  })

  it('is nobody where the two ids lead to different entries, or to none', () => {
    const report = read(bounce(STATUS))
    const other = { ...entry, entryId: 'e2', envelopeIds: [] }
    expect(matchBounce(report, [{ ...entry, messageIds: [] }, other])).toBeUndefined()
    expect(matchBounce(report, [])).toBeUndefined()
    expect(
      matchBounce({ messageIds: [], recipients: report.recipients }, [{ ...entry, envelopeIds: [] }]),
    ).toBeUndefined()
  })

  it('names addresses that are none of its own', () => {
    expect(
      matchBounce(read(bounce(STATUS)), [{ ...entry, addresses: ['jonas@regatta.example'] }]),
    ).toMatchObject({
      recipients: [],
      strangers: ['ingrid.dahl@fjordmail.example'],
    })
  })
})

describe('a bounce in words', () => {
  it('P10: is explained like a reply to RCPT TO at the server that gave it', () => {
    const [bounced] = read(bounce(STATUS)).recipients
    if (bounced === undefined) throw new Error('no recipient')
    const words = explainBounce(bounced, {
      serverName: 'Rowing club',
      host: 'smtp.rowing.example',
      senderAddress: 'secretary@rowing.example',
      addresses: [bounced.address],
    })
    expect(words).toMatchObject({ cause: 'recipient-mailbox-full', whoseMove: 'recipient', permanent: true })
    expect(words.codeText).toContain('552')
  })
})
