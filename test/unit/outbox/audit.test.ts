import { expect, test } from 'vitest'
import type { Attempt, AttemptStep, Entry } from '../../../main/outbox/entry.ts'
import { auditDelivered, auditEntry, type Finding } from '../../../main/outbox/audit.ts'
import { stateOf } from '../../../main/outbox/state.ts'
import { transition } from '../../../main/outbox/transition.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { entryWith, now, unknownUser } from './sample.ts'

const clock = createFakeClock(now)
const attemptAt = (step: AttemptStep, over: Partial<Attempt> = {}): Attempt => ({
  id: 'a1',
  entryId: 'e1',
  number: 1,
  revision: 1,
  serverId: 's1',
  serverName: 'Work',
  serverHost: 'mail.example.org',
  startedAt: now,
  step,
  notes: [],
  counts: false,
  ...over,
})
const after = (entry: Entry, { event }: Finding) => transition(entry, event, now)
const sending = entryWith(['pending', 'pending'], { sendingAttemptId: 'a1' })

test('an entry that was not being sent is left alone', () => {
  expect(auditEntry(entryWith(['pending']), undefined, clock)).toBeUndefined()
})

test.each(['started', 'envelope', 'content'] as const)('P6: cut off at %s is queued again', (step) => {
  const audited = auditEntry(sending, attemptAt(step), clock)!
  const entry = after(sending, audited)
  expect([stateOf(entry), entry.reason]).toEqual(['queued', { kind: 'interrupted', step }])
  expect(audited.attempt).toMatchObject({ step, overall: 'deferred', endedAt: now, counts: false })
})

test('P3: cut off after about to complete is unconfirmed, but for who was refused before', () => {
  const refused = [{ address: 'pending1@example.org', outcome: 'rejected', reply: unknownUser }] as const
  const audited = auditEntry(sending, attemptAt('about-to-complete', { refused }), clock)!
  expect(after(sending, audited).recipients.map(({ status }) => status.state)).toEqual([
    'unconfirmed',
    'rejected',
  ])
  expect(audited.attempt).toMatchObject({ overall: 'unconfirmed', counts: true })
})

test('P3: without a record of the attempt the worst is taken', () => {
  const audited = auditEntry(sending, undefined, clock)!
  expect(stateOf(after(sending, audited))).toBe('unconfirmed')
})

test('P3: what is found in the Maildir was delivered, whatever the crash cut off', () => {
  const route = { kind: 'maildir', ruleId: 'r', path: '/var/mail/boathouse' } as const
  const [only] = sending.recipients
  if (only === undefined) throw new Error('no recipient')
  const entry = { ...sending, recipients: [{ ...only, route }] }
  const attempt = attemptAt('about-to-complete', { route, serverHost: route.path })
  const audited = auditDelivered(entry, attempt, clock)
  expect(stateOf(after(entry, audited))).toBe('sent')
  expect(audited.attempt).toMatchObject({ overall: 'accepted', step: 'about-to-complete', endedAt: now })
})
