import { describe, expect, it } from 'vitest'
import { readEml } from '../../../main/cli/eml.ts'
import { statusOf, statusOfAll } from '../../../main/cli/exit-status.ts'
import type { MessageResult } from '../../../main/cli/jobs/job.ts'
import { toRungs } from '../../../main/cli/ladder.ts'
import { formatOutcome } from '../../../main/cli/outcome-text.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'

const base: MessageResult = { overall: 'accepted', phase: 'done', recipients: [] }
const result = (fields: Partial<MessageResult>): MessageResult => ({ ...base, ...fields })
const recipient = (outcome: MessageResult['recipients'][number]['outcome']) => ({
  address: 'b@example.net',
  outcome,
})

describe('exit status', () => {
  it.each<[number, Partial<MessageResult>]>([
    [0, {}],
    [74, { overall: 'unconfirmed', phase: 'message' }],
    [75, { overall: 'deferred', phase: 'auth' }],
    [77, { overall: 'rejected', phase: 'auth' }],
    [77, { overall: 'refused-locally', phase: 'auth' }],
    [69, { overall: 'rejected', phase: 'mail' }],
    [65, { overall: 'refused-locally', phase: 'local' }],
    [75, { overall: 'partly', recipients: [recipient('accepted'), recipient('deferred')] }],
    [69, { overall: 'partly', recipients: [recipient('accepted'), recipient('rejected')] }],
  ])('%d for %j', (status, fields) => {
    expect(statusOf(result(fields))).toBe(status)
  })

  it('of several the first of 74, 77, 75, 69, 65', () => {
    const all = [
      result({ overall: 'refused-locally', phase: 'local' }),
      result({ overall: 'rejected', phase: 'mail' }),
      result({ overall: 'deferred', phase: 'mail' }),
      result({ overall: 'rejected', phase: 'auth' }),
      result({ overall: 'unconfirmed', phase: 'message' }),
    ]
    const statuses = all.map((_, count) => statusOfAll([result({}), ...all.slice(0, count + 1)]))
    expect(statuses).toEqual([65, 69, 75, 77, 74])
    expect(statusOfAll([])).toBe(0)
  })
})

describe('formatOutcome', () => {
  const about = { host: 'mail.example.org', messageId: '<1@example.org>' }

  it('names each recipient where they fared differently', () => {
    const recipients = [
      { address: 'b@example.net', outcome: 'accepted', code: 250 },
      { address: 'c@example.net', outcome: 'rejected', code: 550, enhanced: '5.1.1' },
    ] as const
    expect(formatOutcome(result({ overall: 'partly', recipients }), about)).toBe(
      'Partly handed over\n   b@example.net: accepted 250\n   c@example.net: rejected 550 5.1.1\n',
    )
  })

  it('lets no control character of a server through', () => {
    const reply = { code: 550, lines: ['550 \u001b[2J\u009b'] }
    expect(formatOutcome(result({ overall: 'rejected', phase: 'mail', reply }), about)).toContain(
      '550 \\x1b[2J\\x9b\n',
    )
  })
})

describe('readEml', () => {
  const eml = (text: string) => readEml(Buffer.from(text))

  it('Sender goes before From; a group gives its members; an address counts once', () => {
    const { from, to } = eml(
      'From: a@x.example, b@x.example\nSender: c@x.example\nTo: Crew: d@x.example, E <e@x.example>;\nCc: d@x.example\n\n',
    )
    expect(from).toBe('c@x.example')
    expect(to).toEqual(['d@x.example', 'e@x.example'])
  })

  it('takes out Bcc and Resent-Bcc with what is folded under them, wherever they stand', () => {
    const { octets, to } = eml(
      'bcc : a@x.example,\n b@x.example\nTo: c@x.example\nResent-Bcc: d@x.example\n\nBcc: body\n',
    )
    expect(octets.toString()).toBe('To: c@x.example\n\nBcc: body\n')
    expect(to).toContain('b@x.example')
    expect(eml('To: c@x.example\nBcc: a@x.example').octets.toString()).toBe('To: c@x.example\n')
  })

  it('P29: takes out a Bcc that stands behind a byte order mark', () => {
    const { octets, to } = eml('\ufeffBcc: a@x.example\nTo: c@x.example\n\nbody\n')
    expect(octets.toString()).toBe('To: c@x.example\n\nbody\n')
    expect(to).toEqual(['a@x.example', 'c@x.example'])
  })

  it('keeps octets that are no UTF-8', () => {
    const octets = Buffer.from('Subject: \u00e9\r\n\r\n\u00fc', 'latin1')
    expect(readEml(octets).octets).toEqual(octets)
  })

  it('says what is wrong with an address, and takes a body without header', () => {
    expect(eml('To: nobody\n\n').problem).toMatch(/nobody/)
    expect(eml('\nTo: a@x.example\n')).toMatchObject({
      from: '',
      to: [],
      octets: Buffer.from('\nTo: a@x.example\n'),
    })
  })
})

describe('toRungs', () => {
  const line = (
    atMs: number,
    phase: TranscriptLine['phase'],
    from: TranscriptLine['from'],
    text: string,
  ) => ({
    seq: atMs,
    atMs,
    from,
    phase,
    text,
  })

  it('EHLO twice where TLS is between, each rung with its own time', () => {
    const rungs = toRungs(
      [
        line(5, 'connect', 'note', 'mail is 192.0.2.1'),
        line(10, 'connect', 'note', 'connected to 192.0.2.1:587'),
        line(20, 'greeting', 'server', '220 hi'),
        line(21, 'ehlo', 'client', 'EHLO me'),
        line(30, 'ehlo', 'server', '250 STARTTLS'),
        line(31, 'starttls', 'client', 'STARTTLS'),
        line(40, 'starttls', 'server', '220 go'),
        line(60, 'tls', 'note', 'TLSv1.3'),
        line(61, 'ehlo', 'client', 'EHLO me'),
        line(70, 'ehlo', 'server', '250 mail'),
        line(80, 'quit', 'client', 'QUIT'),
      ],
      undefined,
    )
    expect(rungs.map(({ name, ms }) => `${name} ${ms}`)).toEqual([
      'look-up 5',
      'connect 5',
      'greeting 10',
      'EHLO 10',
      'STARTTLS 10',
      'TLS 20',
      'EHLO 10',
    ])
  })

  it('a name that is not found fails at the look-up', () => {
    expect(toRungs([], { phase: 'connect', kind: 'network', detail: 'no such name' })).toEqual([
      { name: 'look-up', state: 'failed', text: 'no such name' },
    ])
  })
})
