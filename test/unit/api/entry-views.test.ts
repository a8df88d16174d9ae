import { describe, expect, test } from 'vitest'
import { explainEntry } from '../../../main/api/explanations.ts'
import { proofOf, toSummary } from '../../../main/api/entry-views.ts'
import type { Attempt, Entry } from '../../../main/outbox/entry.ts'
import { accepted, entryWith, now, recipient } from '../outbox/sample.ts'

const attempt: Attempt = {
  id: 'a0',
  entryId: 'e1',
  number: 1,
  revision: 1,
  serverId: 's1',
  serverName: 'Work',
  serverHost: 'mail.example.org',
  startedAt: now,
  endedAt: now,
  step: 'ended',
  overall: 'accepted',
  phase: 'done',
  finalReply: accepted,
  queueId: '4XyZ',
  remoteAddress: '203.0.113.5',
  tls: { protocol: 'TLSv1.3', cipher: 'x', verified: true, pinned: false },
  notes: [],
  counts: true,
}
const context = { serverName: 'Work', host: 'mail.example.org', now }

describe('the row', () => {
  test('names five recipients and counts the others', () => {
    const summary = toSummary(
      entryWith(Array.from({ length: 30 }, () => 'pending' as const)),
      'Work',
      undefined,
    )
    expect([summary.recipients.length, summary.recipientCount]).toEqual([5, 30])
  })

  test('P10: names code and phase that refused', () => {
    expect(toSummary(entryWith(['accepted', 'rejected']), 'Work', undefined).decidedBy).toEqual({
      phase: 'rcpt',
      code: 550,
      enhanced: '5.1.1',
    })
  })
})

describe('the proof', () => {
  test('P5: says "handed to", with server, TLS, time, queue id, recipients and the final reply', () => {
    expect(proofOf(entryWith(['accepted', 'rejected']), [attempt])).toBe(
      [
        'Handed to mail.example.org (203.0.113.5) over TLSv1.3 at 2026-01-05 09:00:00 UTC, queue id 4XyZ',
        'Message-ID: <1@example.org>',
        'For: accepted0@example.org',
        '250 2.0.0 Ok: queued as 4XyZ',
      ].join('\n'),
    )
  })

  test('says so where there was no TLS', () => {
    expect(proofOf(entryWith(['accepted']), [{ ...attempt, tls: undefined, queueId: undefined }])).toContain(
      'Handed to mail.example.org (203.0.113.5) without TLS at 2026-01-05 09:00:00 UTC\n',
    )
  })

  test('names the Message-ID of the revision that was handed over', () => {
    const entry = entryWith(['accepted'])
    const old = { ...entry.revision, messageId: '<old@example.org>' }
    const revised: Entry = { ...entry, history: [old], revision: { ...entry.revision, number: 2 } }
    expect(proofOf(revised, [attempt])).toContain('<old@example.org>')
  })

  test('says that it was put into the Maildir where no server was on the way', () => {
    const route = { kind: 'maildir', ruleId: 'r', path: '/var/mail/boathouse' } as const
    const local = { ...attempt, finalReply: undefined, route }
    expect(proofOf(entryWith(['accepted']), [local])).toBe(
      'Put into the Maildir /var/mail/boathouse at 2026-01-05 09:00:00 UTC',
    )
  })

  test('there is none where no server took it', () => {
    expect(proofOf(entryWith(['unconfirmed']), [{ ...attempt, finalReply: undefined }])).toBeUndefined()
  })
})

describe('what happened', () => {
  test('P10: one explanation for each different answer; recipients with the same share it', () => {
    const entry = entryWith(['accepted', 'rejected', 'rejected', 'deferred'], { nextAttemptAt: now + 60_000 })
    const found = explainEntry(entry, [attempt], context)
    expect(found.map(({ addresses }) => addresses)).toEqual([
      ['rejected1@example.org', 'rejected2@example.org'],
      ['deferred3@example.org'],
    ])
    expect(found[0]?.replyLines).toEqual(['550 5.1.1 No such user here'])
    expect(found.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([undefined, now + 60_000])
  })

  test('P10: on the way to an MX the domain and its hosts are named, not the outgoing server', () => {
    const entry = entryWith([])
    const route = { kind: 'mx', ruleId: 'r', tls: 'opportunistic' } as const
    const failed = (errorCode: string, kind: 'local' | 'network') =>
      explainEntry(
        {
          ...entry,
          recipients: [
            {
              address: 'info@quietpress.example',
              field: 'to',
              route,
              status: {
                state: kind === 'local' ? 'rejected' : 'deferred',
                by: 'sendoff',
                at: now,
                attemptId: 'a0',
                failure: { phase: 'connect', kind, errorCode, detail: 'x' },
              },
            },
          ],
        },
        [{ ...attempt, serverName: 'MX of quietpress.example', serverHost: 'mx.quietpress.example', route }],
        context,
      )[0]?.title
    expect(failed('MX_NULL', 'local')).toBe('No mail is taken at quietpress.example')
    expect(failed('MX_NXDOMAIN', 'local')).toBe('No mail server is known for quietpress.example')
    expect(failed('ECONNREFUSED', 'network')).toBe(
      'mx.quietpress.example does not take connections on port 25',
    )
  })

  test('what needs the person most comes first', () => {
    const entry: Entry = {
      ...entryWith([]),
      nextAttemptAt: now,
      recipients: [recipient('deferred'), recipient('rejected'), recipient('unconfirmed')],
    }
    expect(explainEntry(entry, [attempt], context).map(({ addresses }) => addresses[0])).toEqual([
      'unconfirmed0@example.org',
      'rejected0@example.org',
      'deferred0@example.org',
    ])
  })

  test("P13: a sign-in with no password at hand is the attempt's, and names no recipient", () => {
    const failure = { phase: 'auth', kind: 'local', errorCode: 'NO_PASSWORD', detail: 'none' } as const
    const entry = entryWith(['pending'], { hold: 'sign-in' })
    const found = explainEntry(entry, [{ ...attempt, failure }], context)
    expect(found).toMatchObject([{ addresses: [], attemptId: 'a0', replyLines: [] }])
  })

  test('there is nothing to explain where all went well', () => {
    expect(explainEntry(entryWith(['accepted', 'pending']), [attempt], context)).toEqual([])
  })
})
