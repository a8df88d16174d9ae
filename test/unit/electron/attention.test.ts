import { describe, expect, test } from 'vitest'
import type { EntrySummary } from '../../../main/api.ts'
import { AttentionWatch } from '../../../main/electron/attention.ts'

const now = 1_767_603_600_000

const summary = (over: Partial<EntrySummary>): EntrySummary => ({
  id: 'e1',
  subject: 'Minutes',
  from: 'me@example.org',
  recipients: [{ address: 'a@example.org' }],
  recipientCount: 1,
  state: 'queued',
  group: 'moving',
  reason: { kind: 'queued' },
  counts: { total: 1, accepted: 0, deferred: 0, rejected: 0, unconfirmed: 0, pending: 1 },
  serverId: 's1',
  serverName: 'Rowing club',
  at: now,
  createdAt: now,
  ...over,
})
const refused = (over: Partial<EntrySummary> = {}) =>
  summary({ state: 'failed', group: 'your-move', reason: { kind: 'needs-person' }, ...over })
const waits = (id: string) =>
  summary({ id, state: 'held', group: 'your-move', reason: { kind: 'needs-sign-in', serverId: 's1' } })
const change = (entry: EntrySummary) => ({ entryId: entry.id, entry })
const take = (entries: readonly EntrySummary[], wish: 'all' | 'your-move' | 'none' = 'your-move') =>
  new AttentionWatch(now - 1).take(entries.map(change), wish)

describe('P15: what needs a person is told, and opens its message', () => {
  test.each([
    ['refused', refused(), 'It was refused. Your move.'],
    [
      'partly',
      refused({ state: 'partlySent', counts: { ...summary({}).counts, total: 3, rejected: 1 } }),
      'Partly handed over, 1 of 3 refused. Your move.',
    ],
    ['unconfirmed', refused({ state: 'unconfirmed', reason: { kind: 'needs-choice' } }), 'Unconfirmed'],
    ['given up', refused({ state: 'held', reason: { kind: 'gave-up', since: now } }), 'for as long as'],
    ['expired', refused({ state: 'held', reason: { kind: 'expired', at: now } }), 'not sent in time'],
  ])('%s', (_name, entry, text) => {
    const [attention] = take([entry])
    expect(attention).toMatchObject({ title: 'Minutes', entryId: 'e1' })
    expect(attention?.body).toContain(text)
  })
})

test('P15: a certificate that does not pass is told once for its server, beside a sign-in that is needed', () => {
  const untrusted = (id: string) => ({
    ...waits(id),
    reason: { kind: 'needs-certificate', serverId: 's1' } as const,
  })
  const told = take([untrusted('e1'), untrusted('e2'), waits('e3')])
  expect(told.map(({ title }) => title)).toEqual([
    expect.stringContaining('certificate of Rowing club'),
    'Rowing club needs a sign-in',
  ])
  expect(told[0]?.body).toBe('2 messages wait for it.')
})

test('what a person did, and what goes on by itself, is not told', () => {
  const held = refused({ state: 'held', reason: { kind: 'held-by-person' } })
  const later = summary({ state: 'deferred', reason: { kind: 'retry', at: now, attempt: 2 } })
  expect(take([held, later, summary({})])).toEqual([])
})

test('handed over is told only where all is wished, and nothing where none is', () => {
  const sent = summary({ state: 'sent', group: 'settled', handedTo: 'mail.example.org' })
  expect(take([sent])).toEqual([])
  expect(take([sent], 'all')).toEqual([
    { title: 'Minutes', body: 'Handed to mail.example.org.', entryId: 'e1' },
  ])
  expect(take([refused()], 'none')).toEqual([])
})

test('the same news comes once, and what was so before the start is none', () => {
  const watch = new AttentionWatch(now)
  expect(watch.take([change(refused())], 'your-move')).toHaveLength(1)
  expect(watch.take([change(refused())], 'your-move')).toEqual([])
  expect(watch.take([change(refused({ id: 'old', at: now - 1 }))], 'your-move')).toEqual([])
  watch.take([change(summary({}))], 'your-move')
  expect(watch.take([change(refused())], 'your-move')).toHaveLength(1)
})

test('a server that asks for a password is one matter, however many wait for it', () => {
  expect(take([waits('e1'), waits('e2')])).toEqual([
    { title: 'Rowing club needs a sign-in', body: '2 messages wait for it.' },
  ])
  expect(take([waits('e1')])[0]?.entryId).toBe('e1')
})

test('many at once are one notification', () => {
  const many = ['1', '2', '3', '4'].map((id) => refused({ id }))
  expect(take(many)).toEqual([{ title: 'News of 4 messages', body: '4 need you.' }])
})
