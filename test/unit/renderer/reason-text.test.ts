import { describe, expect, it } from 'vitest'
import type { EntrySummary } from '../../../main/api.ts'
import { formatReason, formatRecipients, toPercent } from '../../../renderer/outbox/reason-text.ts'
import { clockAt, now, sampleEntry } from './sample.ts'

const three = { total: 3, accepted: 2, deferred: 0, rejected: 1, unconfirmed: 0, pending: 0 }
const retry = { kind: 'retry', at: clockAt(10, 58), attempt: 2 } as const
const live = { attemptId: 'a1', phase: 'message', sentOctets: 9_400_000, totalOctets: 15_200_000 } as const

const cases: readonly (readonly [string, Partial<EntrySummary>, string])[] = [
  ['queued', {}, 'waits for Rowing club'],
  ['deferred', { state: 'deferred', reason: retry }, 'next try 10:58, attempt 2'],
  [
    'partly, the rest deferred',
    { state: 'partlySent', reason: retry, counts: { ...three, rejected: 0, deferred: 1 } },
    'next try 10:58, 1 of 3',
  ],
  [
    'partly, one refused',
    { state: 'partlySent', reason: { kind: 'needs-person' }, counts: three },
    '1 of 3 refused',
  ],
  [
    'refused by a reply',
    {
      state: 'failed',
      reason: { kind: 'needs-person' },
      counts: { ...three, total: 1, accepted: 0 },
      decidedBy: { code: 550, enhanced: '5.1.1', phase: 'rcpt' },
    },
    '550 5.1.1 at recipients',
  ],
  [
    'refused without a code',
    {
      state: 'failed',
      reason: { kind: 'needs-person' },
      counts: { ...three, total: 1, accepted: 0 },
      decidedBy: { phase: 'tls' },
    },
    'at TLS',
  ],
  [
    'wrong password',
    {
      state: 'failed',
      reason: { kind: 'needs-sign-in', serverId: 's1' },
      decidedBy: { code: 535, enhanced: '5.7.8', phase: 'auth' },
      counts: { ...three, total: 1, accepted: 0, rejected: 1 },
    },
    '535 5.7.8 at sign-in',
  ],
  [
    'held for the password',
    { state: 'held', reason: { kind: 'needs-sign-in', serverId: 's1' } },
    'until you sign in to Rowing club again',
  ],
  [
    'held for the keychain',
    { state: 'held', reason: { kind: 'needs-keychain', serverId: 's1' } },
    'until the keychain gives the secret for Rowing club',
  ],
  ['held', { state: 'held', reason: { kind: 'held-by-person' } }, 'until you release it'],
  ['held by an edit', { state: 'held', reason: { kind: 'held-editing' } }, 'until you finish editing'],
  ['unconfirmed', { state: 'unconfirmed', reason: { kind: 'needs-choice' } }, 'cut off after the final dot'],
  [
    'handed over',
    { state: 'sent', reason: { kind: 'settled' }, handedTo: 'mail.example.org' },
    'to mail.example.org',
  ],
  [
    'came back from one of three',
    {
      state: 'sent',
      reason: { kind: 'settled' },
      counts: { ...three, accepted: 3, rejected: 0 },
      bounced: { count: 1, at: clockAt(9, 3), isOpen: true },
    },
    '1 of 3 bounced 09:03',
  ],
  [
    'came back from the only one',
    {
      state: 'sent',
      reason: { kind: 'settled' },
      counts: { ...three, total: 1, accepted: 1, rejected: 0 },
      bounced: { count: 1, at: clockAt(9, 3), isOpen: false },
    },
    'bounced 09:03',
  ],
  [
    'one refused and one came back',
    {
      state: 'partlySent',
      reason: { kind: 'needs-person' },
      counts: three,
      bounced: { count: 1, at: clockAt(9, 3), isOpen: true },
    },
    '1 of 3 refused; 1 of 3 bounced 09:03',
  ],
  ['said to have arrived', { state: 'sent', reason: { kind: 'settled' } }, 'you marked it as arrived'],
  [
    'cancelled',
    { state: 'cancelled', reason: { kind: 'cancelled', inTime: true } },
    'in time, nothing was sent',
  ],
  [
    'scheduled',
    { state: 'scheduled', reason: { kind: 'scheduled', at: clockAt(8, 0) + 86_400_000 } },
    'tomorrow 08:00',
  ],
  ['sending octets', { state: 'sending', reason: { kind: 'sending' }, live }, '9.4 of 15.2 MB'],
  [
    'sending a phase',
    { state: 'sending', reason: { kind: 'sending' }, live: { ...live, phase: 'auth' } },
    'signing in',
  ],
  [
    'all written',
    { state: 'sending', reason: { kind: 'sending' }, live: { ...live, sentOctets: 15_200_000 } },
    'waiting for the final reply',
  ],
]

describe('P15: every decision stands as a reason beside the state', () => {
  it.each(cases)('%s', (_, over, text) => {
    expect(formatReason(sampleEntry(over), now)).toBe(text)
  })
})

describe('formatRecipients', () => {
  const person = (name: string) => ({ name, address: `${name}@x.example` })

  it('names up to three, else the first and how many others', () => {
    const recipients = [person('Jonas'), person('Ingrid'), person('Nora')]
    expect(formatRecipients({ recipients, recipientCount: 3 })).toBe('Jonas, Ingrid, Nora')
    expect(formatRecipients({ recipients, recipientCount: 30 })).toBe('Jonas and 29 others')
  })

  it('shows the address where there is no name', () => {
    expect(formatRecipients({ recipients: [{ address: 'a@x.example' }], recipientCount: 1 })).toBe(
      'a@x.example',
    )
  })
})

describe('toPercent', () => {
  it('is null where nothing is known, and never over 100', () => {
    expect(toPercent(sampleEntry())).toBeNull()
    expect(toPercent(sampleEntry({ live }))).toBe(61)
    expect(toPercent(sampleEntry({ live: { ...live, sentOctets: 16_000_000 } }))).toBe(100)
  })
})
