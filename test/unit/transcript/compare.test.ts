import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { compareTranscripts } from '../../../main/transcript/compare.ts'
import { maskVolatile } from '../../../main/transcript/mask.ts'

type Spec = readonly [from: TranscriptLine['from'], phase: TranscriptLine['phase'], text: string]
const toLines = (specs: readonly Spec[]): readonly TranscriptLine[] =>
  specs.map(([from, phase, text], seq) => ({ seq, atMs: seq, from, phase, text }))
const mask = (phase: TranscriptLine['phase'], text: string) =>
  maskVolatile({ seq: 1, atMs: 0, from: 'server', phase, text })

describe('maskVolatile', () => {
  it.each([
    ['250 2.0.0 Ok: queued as 4TzR6k1xYzW9', '250 2.0.0 Ok: queued as 9XyZ1a2b3c'],
    ['250 OK id=1rXyZa-0001Bc-2d', '250 OK id=1sAbCd-0004Ef-9z'],
    [
      '250 2.0.0 OK  1700000000 a1b2c3-20020a05sm12.5 - gsmtp',
      '250 2.0.0 OK  1700000099 d4e5f6-77720a05sm12.5 - gsmtp',
    ],
    [
      '250 2.0.0 OK <20261123160201.c41e@nw.example> [InternalId=10827]',
      '250 2.0.0 OK <9.d@nw.example> [InternalId=1]',
    ],
  ])('takes the queue id out of %s', (one, other) => {
    expect(mask('message', one)).toBe(mask('message', other))
  })

  it('takes times and the numbered name of a host out of a greeting', () => {
    expect(mask('greeting', '220 OSL1P279CA0033.mail.example ESMTP Tue, 24 Nov 2026 10:42:08 +0100')).toBe(
      mask('greeting', '220 OS6P279CA0097.mail.example ESMTP Wed, 25 Nov 2026 04:00:00 +0100'),
    )
  })

  it('keeps codes, capabilities and mail addresses', () => {
    expect(mask('auth', '535 5.7.139 Authentication unsuccessful')).toContain('535 5.7.139')
    expect(mask('ehlo', '250-SIZE 37748736')).toBe('250-SIZE 37748736')
    expect(mask('rcpt', '550 5.1.1 <nora77@lakeside.example>: unknown')).toContain('nora77@lakeside.example')
  })

  it('hides a challenge', () => {
    expect(mask('auth', '334 PDEyMzQ1QG14Pg==')).toBe('334 …')
  })
})

const good = toLines([
  ['server', 'greeting', '220 mx.example'],
  ['client', 'ehlo', 'EHLO [192.0.2.1]'],
  ['server', 'ehlo', '250-SIZE 157286400'],
  ['server', 'ehlo', '250 AUTH LOGIN'],
  ['client', 'auth', 'AUTH LOGIN [hidden]'],
  ['server', 'auth', '235 2.7.0 Authentication successful'],
  ['client', 'mail', 'MAIL FROM:<a@x.example> SIZE=91207'],
  ['server', 'mail', '250 2.1.0 Ok'],
])
const failed = toLines([
  ['server', 'greeting', '220 mx.example'],
  ['client', 'ehlo', 'EHLO [192.0.2.7]'],
  ['server', 'ehlo', '250-SIZE 37748736'],
  ['server', 'ehlo', '250 AUTH LOGIN'],
  ['client', 'auth', 'AUTH LOGIN [hidden]'],
  ['server', 'auth', '535 5.7.139 Authentication unsuccessful'],
  ['client', 'quit', 'QUIT'],
])

describe('compareTranscripts', () => {
  const rows = compareTranscripts(good, failed)

  it('marks what differs, and not what always differs', () => {
    expect(rows.map(({ difference }) => difference)).toEqual([
      'same',
      'volatile',
      'changed',
      'same',
      'same',
      'changed',
      'only-left',
      'only-left',
      'only-right',
    ])
  })

  it('marks the words that differ', () => {
    const size = rows.find(({ left }) => left?.text.includes('SIZE'))
    const marked = (line: (typeof rows)[number]['left']) => line?.text.slice(...(line.mark ?? [0, 0]))
    expect([marked(size?.left), marked(size?.right)]).toEqual(['157286400', '37748736'])
  })
})

const line = fc.record({
  from: fc.constantFrom('client', 'server', 'note'),
  phase: fc.constantFrom(
    'connect',
    'greeting',
    'ehlo',
    'tls',
    'auth',
    'mail',
    'rcpt',
    'data',
    'message',
    'quit',
  ),
  text: fc.oneof(
    fc.string(),
    fc.constantFrom('250 Ok', '250 2.1.5 Ok', '550 5.1.1 no', 'QUIT', '250 id=1a2b3c'),
  ),
})
const session = fc
  .array(line, { maxLength: 40 })
  .map((specs) => specs.map((spec, seq) => ({ ...spec, seq, atMs: seq })))

describe('for any two sessions', () => {
  it('shows each line of both sides once, and lines that it calls the same are', () => {
    fc.assert(
      fc.property(session, session, (left, right) => {
        const rows = compareTranscripts(left, right)
        const seqs = (side: 'left' | 'right') =>
          rows.flatMap((row) => row[side]?.seq ?? []).toSorted((a, b) => a - b)
        expect(seqs('left')).toEqual(left.map(({ seq }) => seq))
        expect(seqs('right')).toEqual(right.map(({ seq }) => seq))
        for (const row of rows) {
          if (row.difference === 'same') expect(row.left?.text).toBe(row.right?.text)
        }
      }),
    )
  })

  it('finds no difference between a session and itself', () => {
    fc.assert(
      fc.property(session, (lines) =>
        compareTranscripts(lines, lines).every(({ difference }) => difference === 'same'),
      ),
    )
  })

  it('never hides another reply code, and masks nothing twice', () => {
    const code = fc.integer({ min: 200, max: 599 })
    fc.assert(
      fc.property(code, code, line, (a, b, some) => {
        const reply = (digits: number) =>
          maskVolatile({ ...some, from: 'server', text: `${digits} x`, seq: 0, atMs: 0 })
        expect(reply(a) === reply(b)).toBe(a === b)
        const once = maskVolatile({ ...some, seq: 0, atMs: 0 })
        expect(maskVolatile({ ...some, text: once, seq: 0, atMs: 0 })).toBe(once)
      }),
    )
  })
})
