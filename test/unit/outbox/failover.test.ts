import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../main/outbox/entry.ts'
import { mayFailOver, nextServer } from '../../../main/outbox/failover.ts'
import { dueAt } from '../../../main/outbox/state.ts'
import { transition } from '../../../main/outbox/transition.ts'
import type { Phase } from '../../../main/smtp/types.ts'
import { entryWith, greylisted, now, reportOf } from './sample.ts'

const minuteMs = 60_000
const refused = { phase: 'connect', kind: 'network', detail: 'refused' } as const
const all = () => true

describe('whether a further server may try', () => {
  const before: readonly Phase[] = [
    'connect',
    'greeting',
    'ehlo',
    'starttls',
    'tls',
    'auth',
    'mail',
    'rcpt',
    'data',
  ]
  test.each(before)('put off at %s: yes', (phase) => {
    expect(mayFailOver(reportOf({ overall: 'deferred', failure: { ...refused, phase } }))).toBe(true)
  })

  test.each<Phase>(['message', 'local', 'reset', 'quit', 'done'])('put off at %s: no', (phase) => {
    expect(mayFailOver(reportOf({ overall: 'deferred', failure: { ...refused, phase } }))).toBe(false)
  })

  test.each<Phase>(['mail', 'rcpt', 'data'])('a refusal for good at %s is about the message: no', (phase) => {
    expect(mayFailOver(reportOf({ overall: 'rejected', failure: { ...refused, phase } }))).toBe(false)
  })

  test('a certificate that does not fit is about the server: yes', () => {
    const failure = { phase: 'tls', kind: 'certificate', detail: 'expired' } as const
    expect(mayFailOver(reportOf({ overall: 'refused-locally', failure }))).toBe(true)
  })

  test.each(['NO_PASSWORD', 'KEYCHAIN'])('%s: the person is asked first', (errorCode) => {
    const failure = { phase: 'auth', kind: 'local', errorCode, detail: '' } as const
    expect(mayFailOver(reportOf({ overall: 'refused-locally', failure }))).toBe(false)
  })

  test('P3: never after unconfirmed, not even of one recipient', () => {
    const recipients = [{ address: 'a@example.org', outcome: 'unconfirmed' } as const]
    expect(mayFailOver(reportOf({ overall: 'unconfirmed', failure: refused }))).toBe(false)
    expect(mayFailOver(reportOf({ overall: 'partly', failure: refused, recipients }))).toBe(false)
  })
})

describe('which server comes next', () => {
  const put = (over: Partial<Entry> = {}) => entryWith(['pending'], over)

  test('the first in the order of the identity that can be used', () => {
    expect(nextServer(put(), ['s2', 's3'], all)).toBe('s2')
    expect(nextServer(put(), ['s2', 's3'], (id) => id !== 's2')).toBe('s3')
    expect(nextServer(put(), [], all)).toBeUndefined()
  })

  test('none is asked twice in one round; after all of them its own', () => {
    const failovers = [{ serverId: 's1', serverName: 'Work', at: now, failure: refused }]
    const away = put({ serverId: 's2', homeServerId: 's1', failovers })
    expect(nextServer(away, ['s1', 's2', 's3'], all)).toBe('s3')
    expect(nextServer(away, ['s1', 's2'], all)).toBe('s1')
  })

  test('P3: not where a recipient is unconfirmed, and not where nobody waits', () => {
    expect(nextServer(entryWith(['pending', 'unconfirmed']), ['s2'], all)).toBeUndefined()
    expect(nextServer(entryWith(['accepted']), ['s2'], all)).toBeUndefined()
  })
})

describe('the waits of an entry that goes over another server', () => {
  const retryAt = now + 60 * minuteMs
  const full = { phase: 'rcpt', kind: 'server-reply', reply: greylisted, detail: '450' } as const
  const from = { serverId: 's1', serverName: 'Work', at: now, failure: full, retryAt }
  const away = (entry: Entry, over = {}) =>
    transition(entry, { type: 'failed-over', toServerId: 's2', from, ...over }, now)
  const home = (entry: Entry) =>
    transition(entry, { type: 'failed-over', toServerId: 's1', from: { ...from, serverId: 's2' } }, now)

  test('what its server put off goes at once', () => {
    const entry = away(entryWith(['deferred'], { nextAttemptAt: retryAt }))
    expect([entry.serverId, entry.reason.kind, dueAt(entry)]).toEqual(['s2', 'failed-over', 0])
  })

  test('P19: one that its server was not asked about goes on waiting', () => {
    const entry = away(entryWith(['deferred', 'pending'], { nextAttemptAt: retryAt }), { keepsWait: true })
    expect(entry.serverId).toBe('s2')
    expect(entry.recipients.map(({ status }) => status.state)).toEqual(['deferred', 'pending'])
    expect(away(entryWith(['deferred'], { nextAttemptAt: retryAt }), { keepsWait: true }).nextAttemptAt).toBe(
      retryAt,
    )
  })

  test('P19: back at its own server it waits as long as that one said, whatever the others did', () => {
    const soon = {
      ...away(entryWith(['deferred'], { nextAttemptAt: retryAt })),
      nextAttemptAt: now + minuteMs,
    }
    const back = home(soon)
    expect([back.serverId, back.homeServerId, back.nextAttemptAt]).toEqual(['s1', undefined, retryAt])
  })

  test('P19: put off by a server that refused another recipient, it waits there too', () => {
    const entry = entryWith(['rejected', 'deferred'], { nextAttemptAt: retryAt })
    const refusedOne = { ...from, failure: { ...full, reply: { code: 550, lines: ['550 no'] } } }
    const there = transition(entry, { type: 'failed-over', toServerId: 's2', from: refusedOne }, now)
    const trouble = { serverId: 's2', serverName: 'Other', at: now, failure: refused }
    const back = transition(there, { type: 'failed-over', toServerId: 's1', from: trouble }, now)
    expect(back.recipients.map(({ status }) => status.state)).toEqual(['rejected', 'deferred'])
    expect(dueAt(back)).toBe(retryAt)
  })

  test('P19: brought back before another server was asked, it waits too', () => {
    const back = home(away(entryWith(['deferred'], { nextAttemptAt: retryAt })))
    expect([back.reason.kind, dueAt(back)]).toEqual(['retry', retryAt])
  })
})

describe('a clock that is set back', () => {
  test('P20: neither a retry nor the time for undo becomes longer', () => {
    const back = { type: 'clock-set-back', byMs: 60 * minuteMs } as const
    const undo = transition(
      entryWith(['pending'], {
        undoUntil: now + 60 * minuteMs + 5_000,
        reason: { kind: 'undo-window', until: 0 },
      }),
      back,
      now,
    )
    expect([undo.undoUntil, undo.reason]).toEqual([now + 5_000, { kind: 'undo-window', until: now + 5_000 }])
    const retry = transition(entryWith(['deferred'], { nextAttemptAt: now + 61 * minuteMs }), back, now)
    expect(retry.nextAttemptAt).toBe(now + minuteMs)
  })

  test('a time that a person chose stays what the clock shows', () => {
    const entry = entryWith(['pending'], { scheduledAt: now + 60 * minuteMs })
    expect(transition(entry, { type: 'clock-set-back', byMs: 5_000 }, now)).toBe(entry)
  })
})
