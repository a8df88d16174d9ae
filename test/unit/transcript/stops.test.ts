import { describe, expect, it } from 'vitest'
import type { StopView } from '../../../main/transcript/stop.ts'
import type { Failure } from '../../../main/failure.ts'
import type { Phase, TranscriptLine } from '../../../main/smtp/types.ts'
import { decidingSeq } from '../../../main/transcript/deciding.ts'
import { toStops, type SessionOutcome } from '../../../main/transcript/stops.ts'

type Row = readonly [atMs: number, from: TranscriptLine['from'], phase: Phase, text: string]

function toLines(rows: readonly Row[]): TranscriptLine[] {
  return rows.map(([atMs, from, phase, text], at) => ({ seq: at + 1, atMs, from, phase, text }))
}

const opening: readonly Row[] = [
  [12, 'note', 'connect', 'smtp.rowing.example is 192.0.2.1'],
  [40, 'note', 'connect', 'connected to 192.0.2.1:587'],
  [59, 'server', 'greeting', '220 smtp.rowing.example ESMTP'],
  [60, 'client', 'ehlo', 'EHLO host'],
  [70, 'server', 'ehlo', '250 STARTTLS'],
  [71, 'client', 'starttls', 'STARTTLS'],
  [80, 'server', 'starttls', '220 Go ahead'],
  [127, 'note', 'tls', 'TLSv1.3'],
  [130, 'client', 'auth', 'AUTH PLAIN [hidden]'],
  [223, 'server', 'auth', '235 2.7.0 Ok'],
  [224, 'client', 'mail', 'MAIL FROM:<secretary@rowing.example>'],
  [246, 'server', 'mail', '250 2.1.0 Ok'],
  [247, 'client', 'rcpt', 'RCPT TO:<jonas@regatta.example>'],
  [300, 'server', 'rcpt', '250 2.1.5 Ok'],
  [301, 'client', 'rcpt', 'RCPT TO:<nora@lakeside.example>'],
  [498, 'server', 'rcpt', '550 5.1.1 User unknown'],
]
const content: readonly Row[] = [
  [499, 'client', 'data', 'DATA'],
  [520, 'server', 'data', '354 Go on'],
  [560, 'note', 'message', '48211 octets'],
]
const final: Row = [644, 'server', 'message', '250 2.0.0 Ok: queued as 4TzR6k1xYzW9']

const shown = (stops: readonly StopView[]) =>
  stops.map(({ stop, state, durationMs }) => `${stop} ${state} ${durationMs ?? '-'}`)

const userUnknown: Failure = {
  phase: 'rcpt',
  kind: 'server-reply',
  detail: '',
  reply: { code: 550, enhanced: '5.1.1', lines: ['550 5.1.1 User unknown'] },
}

describe('the session line', () => {
  it('shows a message that was partly handed over as refused at the recipients, with the rest passed', () => {
    const lines = toLines([...opening, ...content, final])
    expect(shown(toStops(lines, { overall: 'partly', phase: 'done', endedAt: 1 }))).toEqual([
      'lookup passed 12',
      'connect passed 58',
      'tls passed 57',
      'sign-in passed 96',
      'sender passed 23',
      'recipients refused 252',
      'message passed 62',
      'handed-over passed 84',
    ])
  })

  it('shows a running session up to where it is', () => {
    expect(shown(toStops(toLines(opening.slice(0, 8)), {}))).toEqual([
      'lookup passed 12',
      'connect passed 58',
      'tls running 57',
      'sign-in not-reached -',
      'sender not-reached -',
      'recipients not-reached -',
      'message not-reached -',
      'handed-over not-reached -',
    ])
  })

  it('shows all recipients refused', () => {
    const outcome: SessionOutcome = { overall: 'rejected', phase: 'rcpt', failure: userUnknown, endedAt: 1 }
    expect(shown(toStops(toLines(opening), outcome)).slice(5)).toEqual([
      'recipients refused 252',
      'message not-reached -',
      'handed-over not-reached -',
    ])
  })

  it('P6: shows an unconfirmed message as unknown at the hand-over, never as passed or refused', () => {
    const lines = toLines([
      ...opening,
      ...content,
      [32_000, 'note', 'message', 'Connection closed. No reply came.'],
    ])
    expect(shown(toStops(lines, { overall: 'unconfirmed', phase: 'message', endedAt: 1 })).at(-1)).toBe(
      'handed-over unknown 31440',
    )
  })

  it('tells a look-up that found nothing from a connection that was refused', () => {
    const outcome = (errorCode: string): SessionOutcome => ({
      overall: 'deferred',
      phase: 'connect',
      failure: { phase: 'connect', kind: 'network', detail: '', errorCode },
      endedAt: 1,
    })
    expect(toStops([], outcome('ENOTFOUND'))[0]?.state).toBe('deferred')
    expect(toStops([], outcome('ECONNREFUSED'))[1]?.state).toBe('deferred')
  })

  it('skips TLS and sign-in where there were none', () => {
    const plain = opening.filter(([, , phase]) => !['starttls', 'tls', 'auth'].includes(phase))
    const states = toStops(toLines([...plain, ...content, final]), { overall: 'partly', endedAt: 1 }).map(
      ({ state }) => state,
    )
    expect(states.slice(2, 4)).toEqual(['skipped', 'skipped'])
  })

  it('has eight stops before anything has happened', () => {
    expect(toStops([], {}).map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'not-reached'))
  })
})

describe('the deciding line', () => {
  const all = toLines([...opening, ...content, final])

  it('P10: is the reply that refused', () => {
    expect(decidingSeq(toLines(opening), { overall: 'rejected', failure: userUnknown, endedAt: 1 })).toBe(16)
  })

  it('is the first line of a reply of several', () => {
    const lines = ['550-5.1.1 First', '550 5.1.1 Last']
    const rows = toLines([
      [1, 'server', 'rcpt', '550-5.1.1 First'],
      [1, 'server', 'rcpt', '550 5.1.1 Last'],
    ])
    const failure: Failure = { ...userUnknown, reply: { code: 550, lines } }
    expect(decidingSeq(rows, { overall: 'rejected', failure, endedAt: 1 })).toBe(1)
  })

  it('is the first refused recipient where some were taken, the final reply where all were', () => {
    expect(decidingSeq(all, { overall: 'partly', endedAt: 1 })).toBe(16)
    expect(decidingSeq(all, { overall: 'accepted', endedAt: 1 })).toBe(20)
  })

  it('is the last word where no reply came, and never QUIT', () => {
    const lines = toLines([...opening, ...content, [900, 'client', 'quit', 'QUIT']])
    expect(decidingSeq(lines, { overall: 'unconfirmed', endedAt: 1 })).toBe(19)
    expect(decidingSeq(lines, {})).toBeUndefined()
  })
})
