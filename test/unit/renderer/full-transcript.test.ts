import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  filterLines,
  noFilter,
  suggestRecipients,
  toPhases,
  toRecipients,
} from '../../../renderer/transcript/filter.ts'
import { durationOf } from '../../../renderer/transcript/sections.ts'
import { toCapabilities, toFactGroups } from '../../../renderer/transcript/session-facts.ts'
import { toTicks, toWaterfall } from '../../../renderer/transcript/waterfall.ts'
import { sampleAttempt, toLines } from './sample.ts'

const lines = toLines([
  ['note', 'connect', 'mx.example is 192.0.2.25'],
  ['note', 'connect', 'connected to 192.0.2.25:587'],
  ['server', 'greeting', '220 mx.example ESMTP'],
  ['client', 'ehlo', 'EHLO [127.0.0.1]'],
  ['server', 'ehlo', '250-mx.example greets you'],
  ['server', 'ehlo', '250-PIPELINING'],
  ['server', 'ehlo', '250 STARTTLS'],
  ['client', 'starttls', 'STARTTLS'],
  ['server', 'starttls', '220 Go'],
  ['note', 'tls', 'TLSv1.3'],
  ['client', 'ehlo', 'EHLO [127.0.0.1]'],
  ['server', 'ehlo', '250-mx.example greets you'],
  ['server', 'ehlo', '250-PIPELINING'],
  ['server', 'ehlo', '250 AUTH PLAIN'],
  ['client', 'mail', 'MAIL FROM:<a@x.example>'],
  ['client', 'rcpt', 'RCPT TO:<one@y.example>'],
  ['client', 'rcpt', 'RCPT TO:<two@y.example>'],
  ['server', 'mail', '250 2.1.0 Ok'],
  ['server', 'rcpt', '250 2.1.5 Ok'],
  ['server', 'rcpt', '550-5.1.1 No such user'],
  ['server', 'rcpt', '550 5.1.1 here'],
  ['client', 'data', 'DATA'],
  ['server', 'data', '354 Go on'],
  ['client', 'message', '.'],
  ['server', 'message', '250 2.0.0 queued as 1'],
])
const deciding = lines.find(({ text }) => text.startsWith('550-'))?.seq ?? null
const texts = (filter: Partial<typeof noFilter>) =>
  filterLines(lines, { ...noFilter, ...filter }, deciding).map(({ text }) => text)

describe('toWaterfall', () => {
  const waterfall = toWaterfall(lines, { decidingSeq: deciding, tone: 'bad' })

  it('gives each phase a bar, and the deciding one the colour of its reply', () => {
    expect(waterfall.bars.map(({ name, kind }) => [name, kind])).toEqual([
      ['lookup', 'network'],
      ['connecting', 'network'],
      ['greeting', 'server'],
      ['ehlo', 'server'],
      ['handshake', 'network'],
      ['ehlo-again', 'server'],
      ['sender', 'server'],
      ['recipients', 'bad'],
      ['message', 'send'],
      ['final', 'server'],
    ])
  })

  it('measures from the command, or from the end of the bar before; one flight overlaps', () => {
    const times = Object.fromEntries(waterfall.bars.map((bar) => [bar.name, [bar.fromMs, bar.toMs]]))
    expect(times).toMatchObject({ connecting: [0, 10], greeting: [10, 20], sender: [140, 170] })
    expect(times).toMatchObject({ recipients: [150, 200], message: [210, 230] })
    expect(waterfall.totalMs).toBe(240)
  })

  it('counts a flight of commands as one round trip', () => {
    expect(waterfall.roundTrips).toBe(6)
  })

  it('never draws outside of the session', () => {
    const line = fc.record({
      from: fc.constantFrom('client', 'server', 'note'),
      phase: fc.constantFrom(
        'connect',
        'ehlo',
        'tls',
        'auth',
        'mail',
        'rcpt',
        'data',
        'message',
        'quit',
        'local',
      ),
      wait: fc.nat(100_000),
      text: fc.string(),
    })
    fc.assert(
      fc.property(fc.array(line), (given) => {
        let atMs = 0
        const some = given.map(({ wait, ...rest }, seq) => ({ ...rest, seq, atMs: (atMs += wait) }))
        const { bars, totalMs } = toWaterfall(some, { decidingSeq: null, tone: 'bad' })
        return bars.every(({ fromMs, toMs }) => fromMs >= 0 && fromMs <= toMs && toMs <= totalMs)
      }),
    )
  })
})

describe('toTicks', () => {
  it('is round, begins at 0 and has at most eight marks', () => {
    expect(toTicks(667)).toEqual([0, 100, 200, 300, 400, 500, 600])
    expect(toTicks(0)).toEqual([0])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (total) => {
        const ticks = toTicks(total)
        return ticks.length >= 1 && ticks.length <= 8 && ticks.every((tick) => tick <= total)
      }),
    )
  })
})

describe('filterLines', () => {
  it('shows all lines without a filter', () => {
    expect(filterLines(lines, noFilter, deciding)).toEqual(lines)
  })

  it('shows errors with the command that they answer', () => {
    expect(texts({ errorsOnly: true })).toEqual([
      'RCPT TO:<two@y.example>',
      '550-5.1.1 No such user',
      '550 5.1.1 here',
    ])
  })

  it('keeps a greeting that refuses together', () => {
    const refused = toLines([
      ['note', 'connect', 'connected'],
      ['server', 'greeting', '554-no'],
      ['server', 'greeting', '554 mail service'],
    ])
    const shown = filterLines(refused, { ...noFilter, errorsOnly: true }, null)
    expect(shown.map(({ text }) => text)).toEqual(['554-no', '554 mail service'])
  })

  it('shows one recipient with the reply that belongs to it, or one phase', () => {
    expect(toRecipients(lines)).toEqual(['one@y.example', 'two@y.example'])
    expect(texts({ recipient: 'one@y.example' })).toEqual(['RCPT TO:<one@y.example>', '250 2.1.5 Ok'])
    expect(texts({ phase: 'sender' })).toEqual(['MAIL FROM:<a@x.example>', '250 2.1.0 Ok'])
    expect(texts({ recipient: 'two@y.example' })).toEqual([
      'RCPT TO:<two@y.example>',
      '550-5.1.1 No such user',
      '550 5.1.1 here',
    ])
    expect(toPhases(lines, deciding)).toContain('recipients')
  })
})

describe('toRecipients', () => {
  it('gives each address once, also one with a quoted local part', () => {
    const some = toLines([
      ['client', 'rcpt', 'RCPT TO:<"a>b"@y.example> NOTIFY=NEVER'],
      ['client', 'rcpt', 'rcpt to:<one@y.example>'],
      ['client', 'rcpt', 'RCPT TO:<one@y.example>'],
      ['server', 'rcpt', '550 RCPT TO:<other@y.example>'],
    ])
    expect(toRecipients(some)).toEqual(['"a>b"@y.example', 'one@y.example'])
  })
})

describe('suggestRecipients', () => {
  it('gives the first twenty that contain what was typed', () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `Member${at}@y.example`)
    expect(suggestRecipients(many, ' member29')).toHaveLength(20)
    expect(suggestRecipients(many, 'MEMBER2999@')).toEqual(['Member2999@y.example'])
    expect(suggestRecipients(many, 'nobody')).toEqual([])
  })
})

describe('100 000 lines', () => {
  const many = toLines(
    Array.from({ length: 50_000 }, (_, at) => [
      ['client', 'rcpt', `RCPT TO:<member${at}@y.example>`] as const,
      ['server', 'rcpt', `550 5.1.1 <member${at}@y.example> unknown`] as const,
    ]).flat(),
  )

  it('have a waterfall and a duration', () => {
    expect(toWaterfall(many, { decidingSeq: null, tone: 'bad' }).totalMs).toBe(999_990)
    expect(durationOf(many)).toBe(999_990)
  })

  it('give the lines of one recipient', () => {
    const shown = filterLines(many, { ...noFilter, recipient: 'member49999@y.example' }, null)
    expect(shown.map(({ seq }) => seq)).toEqual([99_999, 100_000])
  })
})

describe('session facts', () => {
  it('tells the capabilities before and inside TLS apart', () => {
    expect(toCapabilities(lines)).toEqual({
      before: ['PIPELINING', 'STARTTLS'],
      after: ['PIPELINING', 'AUTH PLAIN'],
      added: ['AUTH'],
      gone: ['STARTTLS'],
    })
    expect(toCapabilities([])).toBeNull()
  })

  it('leaves out what is not known', () => {
    expect(toFactGroups(sampleAttempt(), lines).map(({ title }) => title)).toEqual(['Server'])
  })

  it('shows the certificate that did not pass', () => {
    const certificate = {
      subject: 'CN=mx.example',
      issuer: 'CN=Test',
      names: ['mx.example', 'smtp.example'],
      validFromAt: Date.UTC(2026, 9, 2, 12),
      validToAt: Date.UTC(2026, 11, 31, 12),
      sha256: 'ab',
      spkiSha256: 'cd',
    }
    const failure = { phase: 'tls', kind: 'certificate', detail: 'expired', certificate } as const
    const groups = toFactGroups(sampleAttempt({ failure }), lines)
    const facts = groups.find(({ title }) => title === 'Certificate')?.facts.map(({ value }) => value)
    expect(facts).toEqual([
      'CN=mx.example',
      'CN=Test',
      'mx.example, smtp.example',
      '2 Oct 2026 to 31 Dec 2026',
      'ab',
    ])
  })
})
