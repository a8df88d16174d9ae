import { describe, expect, it } from 'vitest'
import { toRows, type RowOptions } from '../../../renderer/transcript/rows.ts'
import { toPairs, toSections } from '../../../renderer/transcript/sections.ts'
import { summarize } from '../../../renderer/transcript/summaries.ts'
import { toTone } from '../../../renderer/transcript/tone.ts'
import { toLines } from './sample.ts'

const head = [
  ['note', 'connect', 'Connecting'],
  ['server', 'greeting', '220 mx.example ESMTP'],
  ['client', 'ehlo', 'EHLO [127.0.0.1]'],
  ['server', 'ehlo', '250 STARTTLS'],
  ['client', 'starttls', 'STARTTLS'],
  ['server', 'starttls', '220 Go'],
  ['note', 'tls', 'TLSv1.3'],
  ['client', 'ehlo', 'EHLO [127.0.0.1]'],
  ['server', 'ehlo', '250 AUTH PLAIN'],
  ['client', 'auth', 'AUTH PLAIN [hidden]'],
  ['server', 'auth', '235 2.7.0 Ok'],
] as const

const flight = [
  ['client', 'mail', 'MAIL FROM:<a@x.example> SIZE=100'],
  ['client', 'rcpt', 'RCPT TO:<one@y.example>'],
  ['client', 'rcpt', 'RCPT TO:<two@y.example>'],
  ['client', 'rcpt', 'RCPT TO:<nobody@y.example>'],
  ['server', 'mail', '250 2.1.0 Ok'],
  ['server', 'rcpt', '250 2.1.5 Ok'],
  ['server', 'rcpt', '250 2.1.5 Ok'],
  ['server', 'rcpt', '550-5.1.1 No such user'],
  ['server', 'rcpt', '550 5.1.1 here'],
  ['client', 'data', 'DATA'],
  ['server', 'data', '354 Go on'],
  ['note', 'message', '100 octets'],
  ['client', 'message', '.'],
  ['server', 'message', '250 2.0.0 queued as 1'],
  ['client', 'quit', 'QUIT'],
  ['server', 'quit', '221 Bye'],
] as const

const lines = toLines([...head, ...flight])
const refused = lines.find(({ text }) => text === '550-5.1.1 No such user')?.seq ?? 0
const final = lines.find(({ text }) => text.startsWith('250 2.0.0'))?.seq ?? 0

function options(over: Partial<RowOptions> = {}): RowOptions {
  return { decidingSeq: refused, folds: new Map(), all: false, ...over }
}

it('shows what is told of a note, as a line and where its phase is folded', () => {
  const told = lines.map((line) => (line.text === '100 octets' ? { ...line, said: '100 Oktette' } : line))
  expect(toRows(told, options({ all: true })).map(({ text }) => text)).toContain('100 Oktette')
  const message = toSections(told, final).find(({ name }) => name === 'message')
  expect(message && summarize(message)).toMatch(/^100 Oktette; /)
})

describe('toSections', () => {
  it('tells EHLO before TLS from EHLO inside it, and the final reply from the message', () => {
    const names = toSections(lines, refused).map(({ name }) => name)
    expect(names).toEqual([
      'connect',
      'tls',
      'sign-in',
      'sender',
      'recipients',
      'message',
      'final',
      'goodbye',
    ])
  })

  it('tells RSET before the next sender of a kept session from RSET after it', () => {
    const reset = [
      ['client', 'reset', 'RSET'],
      ['server', 'reset', '250 2.0.0 Ok'],
    ] as const
    const sections = toSections(toLines([...reset, ...flight.slice(0, 9), ...reset]), null)
    expect(sections.map(({ name }) => name)).toEqual(['sender', 'recipients', 'goodbye'])
    expect(sections[0] === undefined ? '' : summarize(sections[0])).toMatch(/^a@x\.example, 250 2\.1\.0/)
  })

  it('puts each reply beside its command where a flight was sent', () => {
    const recipients = toSections(lines, refused).find(({ name }) => name === 'recipients')?.lines ?? []
    expect(recipients.map(({ text }) => text)).toEqual([
      'RCPT TO:<one@y.example>',
      '250 2.1.5 Ok',
      'RCPT TO:<two@y.example>',
      '250 2.1.5 Ok',
      'RCPT TO:<nobody@y.example>',
      '550-5.1.1 No such user',
      '550 5.1.1 here',
    ])
  })

  it('keeps a note after the final dot with the final reply', () => {
    const cut = toLines([...flight.slice(9, 13), ['note', 'message', 'Connection closed']])
    expect(toSections(cut, null).map(({ name }) => name)).toEqual(['message', 'final'])
  })
})

describe('toPairs', () => {
  it('keeps replies without a command', () => {
    expect(toPairs(toLines([['server', 'rcpt', '421 Bye']]))).toHaveLength(1)
  })
})

describe('toRows', () => {
  it('folds what went well into one row and opens the phase that decided', () => {
    const rows = toRows(lines, options())
    expect(rows.map(({ text }) => text)).toEqual([
      'Connect, TLS, Sign-in and Sender went well; 0.150 s',
      '2 accepted',
      'RCPT TO:<nobody@y.example>',
      '550-5.1.1 No such user',
      '550 5.1.1 here',
      '100 octets; 30 ms',
      '250 2.0.0 queued as 1',
      '221 Bye; 10 ms',
    ])
  })

  it('marks every line of the reply that decided, and nothing else', () => {
    const marked = toRows(lines, options()).filter(({ decides }) => decides)
    expect(marked.map(({ text }) => text)).toEqual(['550-5.1.1 No such user', '550 5.1.1 here'])
    const byLast = toRows(lines, options({ decidingSeq: refused + 1 })).filter(({ decides }) => decides)
    expect(byLast).toHaveLength(2)
  })

  it('shows every line when all is open', () => {
    const rows = toRows(lines, options({ all: true }))
    expect(rows).toHaveLength(lines.length)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(lines.length)
  })

  it('unfolds the run and a phase, and folds a phase, as a person wishes', () => {
    const open = toRows(lines, options({ folds: new Map([['run', true]]) }))
    expect(open.map(({ text }) => text)).toContain('220 mx.example ESMTP')
    const shut = toRows(lines, options({ folds: new Map([['recipients', false]]) }))
    expect(shut.some(({ decides }) => decides)).toBe(false)
    expect(shut.find(({ section }) => section === 'recipients')?.text).toBe('2 accepted; 70 ms')
  })

  it('folds the message of a hand-over and leaves the final reply open', () => {
    const rows = toRows(lines, options({ decidingSeq: final }))
    expect(rows.find(({ section }) => section === 'final')?.text).toBe('250 2.0.0 queued as 1')
    expect(rows.find(({ section }) => section === 'message')?.fold?.open).toBe(false)
  })

  it('opens the message too where nobody knows whether it arrived', () => {
    const cut = toLines([...head, ...flight.slice(0, 13), ['note', 'message', 'Connection closed']])
    const rows = toRows(cut, options({ decidingSeq: cut.at(-1)?.seq ?? 0, unconfirmed: true }))
    expect(rows.find(({ section }) => section === 'message')?.fold?.open).toBe(true)
    expect(rows.at(-1)).toMatchObject({ section: 'final', decides: true })
  })

  it('never folds a refusal into what went well', () => {
    const failed = toLines([
      ...head.slice(0, 9),
      ['client', 'auth', 'AUTH PLAIN [hidden]'],
      ['server', 'auth', '535 5.7.8 No'],
      ['client', 'quit', 'QUIT'],
    ])
    const rows = toRows(failed, options({ decidingSeq: null }))
    expect(rows.map(({ text }) => text)).toContain('535 5.7.8 No')
  })

  it('has no rows without lines', () => {
    expect(toRows([], options())).toEqual([])
  })
})

describe('toTone', () => {
  it.each([
    ['250 Ok', 'accepted', 'ok'],
    ['550 No', 'partly', 'bad'],
    ['450 Later', 'deferred', 'wait'],
  ] as const)('%s', (text, overall, tone) => {
    expect(toTone(toLines([['server', 'rcpt', text]])[0], overall)).toBe(tone)
  })

  it('goes by the outcome where no reply decided', () => {
    const [note] = toLines([['note', 'connect', 'Connection refused']])
    expect(toTone(note, 'unconfirmed')).toBe('open')
    expect(toTone(note, 'deferred')).toBe('wait')
    expect(toTone(undefined, 'rejected')).toBe('bad')
  })
})
