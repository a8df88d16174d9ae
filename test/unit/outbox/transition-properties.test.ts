import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry, Hold } from '../../../main/outbox/entry.ts'
import { settle } from '../../../main/outbox/settle.ts'
import { actionsOf, dueAt, groupOf, isOpen, stateOf, waitsForPassword } from '../../../main/outbox/state.ts'
import type { EntryEvent } from '../../../main/outbox/entry-event.ts'
import { transition } from '../../../main/outbox/transition.ts'
import type { RecipientOutcome } from '../../../main/smtp/types.ts'
import {
  accepted,
  entryWith,
  greylisted,
  now,
  reportOf,
  statuses,
  unknownUser,
  type StatusName,
} from './sample.ts'

const addresses = ['a@example.org', 'b@example.org', 'c@example.org']
const outcomes: readonly RecipientOutcome[] = [
  'accepted',
  'deferred',
  'rejected',
  'not-attempted',
  'refused-locally',
  'unconfirmed',
]
const replies = [accepted, greylisted, unknownUser, undefined]

const anyResults = fc
  .array(fc.record({ outcome: fc.constantFrom(...outcomes), reply: fc.constantFrom(...replies) }), {
    maxLength: 3,
  })
  .map((list) => list.map((one, index) => ({ address: addresses[index]!, ...one })))

const anyFailure = fc.constantFrom(
  undefined,
  { phase: 'connect', kind: 'network', detail: '' } as const,
  { phase: 'tls', kind: 'certificate', detail: '' } as const,
  { phase: 'mail', kind: 'server-reply', reply: unknownUser, detail: '' } as const,
  { phase: 'local', kind: 'local', errorCode: 'SPOOL', detail: 'gone' } as const,
)
const anyReport = fc
  .record({
    recipients: anyResults,
    failure: anyFailure,
    answered: fc.boolean(),
    needsSignIn: fc.boolean(),
    reply: fc.constantFrom(...replies),
  })
  .map(reportOf)

const attemptId = fc.constantFrom('a1', 'a2')
const direct = { kind: 'mx', ruleId: 'r1', tls: 'opportunistic' } as const
const lane = fc.constantFrom(undefined, 's1', 'mx:example.org')
const withLane = <T extends object>(event: T, of: string | undefined) =>
  of === undefined ? event : { ...event, lane: of }
const anyRevision = fc
  .record({
    recipients: fc.subarray(addresses, { minLength: 1 }),
    added: fc.subarray(addresses),
    serverId: fc.constantFrom('s1', 's2'),
  })
  .map(({ recipients, added, serverId }) => ({
    revision: entryWith([]).revision,
    recipients: recipients.map((address) => ({ address, field: 'to' as const })),
    added,
    identityId: 'i1',
    from: { address: 'me@example.org' },
    serverId,
    subject: '',
    allOrNone: false,
  }))

const failure = { phase: 'connect', kind: 'network', detail: 'refused' } as const
const failoverOf = (serverId: string) => ({ serverId, serverName: serverId, at: now, failure })

const anyEvent: fc.Arbitrary<EntryEvent> = fc.oneof(
  fc
    .tuple(fc.record({ type: fc.constant('attempt-started' as const), attemptId }), lane)
    .map(([event, of]) => withLane(event, of)),
  fc
    .tuple(
      fc.record({
        type: fc.constant('attempt-ended' as const),
        attemptId,
        report: anyReport,
        host: fc.constant('mail.example.org'),
        retryAt: fc.integer({ min: now, max: now + 1e7 }),
        giveUp: fc.boolean(),
      }),
      lane,
    )
    .map(([event, of]) => withLane(event, of)),
  fc.record({
    type: fc.constant('interrupted' as const),
    attemptId,
    step: fc.constantFrom(
      'started' as const,
      'envelope' as const,
      'content' as const,
      'about-to-complete' as const,
    ),
    refused: anyResults,
  }),
  fc.record({
    type: fc.constant('held' as const),
    by: fc.constantFrom('person' as const, 'editing' as const),
  }),
  fc.constantFrom<EntryEvent>(
    { type: 'released' },
    { type: 'send-now' },
    { type: 'send-again' },
    { type: 'sign-in-needed' },
    { type: 'sign-in-needed', lane: 'mx:example.org' },
    { type: 'signed-in' },
    { type: 'sign-in-needed', matter: 'keychain' },
    { type: 'signed-in', matter: 'keychain' },
    { type: 'signed-in', lane: 'mx:example.org' },
    { type: 'server-deleted' },
    { type: 'cancel-requested' },
    { type: 'moved', serverId: 's2' },
    { type: 'prioritised', priority: 'high' },
    { type: 'missed' },
    { type: 'recipient-dropped', address: 'a@example.org' },
    {
      type: 'rescheduled',
      schedule: { at: now + 5e6, local: '2026-11-26T08:00', zone: 'UTC' },
      notAfter: null,
    },
    { type: 'rescheduled', schedule: null, notAfter: now + 1e6 },
    { type: 'failed-over', toServerId: 's2', from: failoverOf('s1') },
    { type: 'failed-over', toServerId: 's1', from: failoverOf('s2') },
    { type: 'network-back' },
    { type: 'clock-set-back', byMs: 5_000_000 },
    { type: 'resolved', choice: 'arrived' },
    { type: 'resolved', choice: 'send-again' },
  ),
  fc.record({ type: fc.constant('revised' as const), next: anyRevision }),
)

const stateNames: readonly StatusName[] = ['pending', 'accepted', 'deferred', 'rejected', 'unconfirmed']
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    states: fc.array(fc.constantFrom(...stateNames), { minLength: 1, maxLength: 3 }),
    hold: fc.constantFrom<Hold | undefined>(
      undefined,
      undefined,
      'person',
      'editing',
      'sign-in',
      'gave-up',
      'missed',
      'expired',
    ),
    serverId: fc.constantFrom('s1', 's1', ''),
    sending: fc.boolean(),
    routed: fc.subarray([0, 1, 2]),
    signInLanes: fc.constantFrom(undefined, undefined, ['s1'], ['mx:example.org']),
    cancelledAt: fc.constantFrom(undefined, undefined, undefined, now),
  })
  .map(({ states, hold, serverId, sending, cancelledAt, routed, signInLanes }) => {
    const cancelled = sending ? undefined : cancelledAt
    const over = {
      signInLanes,
      hold,
      serverId,
      cancelledAt: cancelled,
      sendingAttemptId: sending ? 'a1' : undefined,
    }
    const recipients = states.map((name, index) => ({
      address: addresses[index]!,
      field: 'to' as const,
      status: statuses[name],
      ...(routed.includes(index) ? { route: direct } : {}),
    }))
    return settle({ ...entryWith([], over), recipients }, now)
  })

const run = (check: (before: Entry, event: EntryEvent, after: Entry) => void, numRuns = 2000) => {
  fc.assert(
    fc.property(anyEntry, fc.array(anyEvent, { minLength: 1, maxLength: 12 }), (first, events) => {
      let entry = first
      for (const event of events) {
        const after = transition(entry, event, now)
        check(entry, event, after)
        entry = after
      }
    }),
    { numRuns },
  )
}

const isAboutServer = (entry: Entry, address: string) => {
  const status = entry.recipients.find((one) => one.address === address)?.status
  return status?.state === 'rejected' && ['connect', 'tls', 'auth', 'mail'].includes(status.failure.phase)
}

const statusIn = (entry: Entry, address: string) =>
  entry.recipients.find((one) => one.address === address)?.status.state

test('total: every event in every state gives an entry whose state, group, actions and due time can be told', () => {
  run((_before, _event, after) => {
    expect(stateOf(after)).toBeTypeOf('string')
    expect(groupOf(after)).toBeTypeOf('string')
    expect(after.reason.kind).toBeTypeOf('string')
    const due = dueAt(after)
    expect(due === null || due >= 0).toBe(true)
  })
})

test('pure: the entry given is not changed', () => {
  run((before, event) => {
    const copy = structuredClone(before)
    transition(before, event, now)
    expect(before).toEqual(copy)
  }, 300)
})

test('P2, P3: accepted is left only by a revision for which the address was put in again', () => {
  run((before, event, after) => {
    for (const address of addresses) {
      if (statusIn(before, address) !== 'accepted') continue
      const state = statusIn(after, address)
      if (event.type !== 'revised') expect(state).toBe('accepted')
      else if (state !== undefined && !event.next.added.includes(address)) expect(state).toBe('accepted')
    }
  })
})

test("P3: unconfirmed is left only by the person's word", () => {
  run((before, event, after) => {
    for (const address of addresses) {
      if (statusIn(before, address) !== 'unconfirmed' || statusIn(after, address) === 'unconfirmed') continue
      expect(['resolved', 'revised']).toContain(event.type)
    }
  })
})

test('P19: rejected is sent to again only when a person says so', () => {
  run((before, event, after) => {
    for (const address of addresses) {
      if (statusIn(before, address) !== 'rejected' || statusIn(after, address) === 'rejected') continue
      // Another server: what the first one said of the session or the sender says nothing any more.
      const moves = isAboutServer(before, address) ? ['moved', 'failed-over'] : []
      expect([...moves, 'send-again', 'revised', 'signed-in', 'recipient-dropped']).toContain(event.type)
    }
  })
})

test('P19: an entry can be deleted in every state', () => {
  run((_before, _event, after) => expect(actionsOf(after)).toContain('delete'))
})

test('nothing is stuck: what is open is due, is being sent, is held, or lacks a server, and the reason says which', () => {
  run((before, _event, after) => {
    if (after === before || !after.recipients.some(isOpen) || after.cancelledAt !== undefined) return
    if (dueAt(after) !== null) {
      expect([
        'queued',
        'retry',
        'interrupted',
        'needs-choice',
        'scheduled',
        'undo-window',
        'failed-over',
      ]).toContain(after.reason.kind)
      return
    }
    expect([
      'sending',
      'held-by-person',
      'held-editing',
      'gave-up',
      'needs-sign-in',
      'needs-certificate',
      'needs-keychain',
      'needs-server',
      'needs-choice',
      'missed',
      'expired',
    ]).toContain(after.reason.kind)
  })
})

test('P21: what was cancelled is not sent before a person says so', () => {
  run((before, event, after) => {
    if (before.cancelledAt === undefined) return
    expect(dueAt(before)).toBeNull()
    if (event.type === 'attempt-started') expect(after).toBe(before)
    if (after.cancelledAt === undefined) expect(['send-again', 'resolved']).toContain(event.type)
  })
})

test('P3: one attempt at a time; it is left only by its end', () => {
  run((before, event, after) => {
    if (before.sendingAttemptId === undefined || after.sendingAttemptId === before.sendingAttemptId) return
    expect(['attempt-ended', 'interrupted']).toContain(event.type)
    expect(after.sendingAttemptId).toBeUndefined()
  })
})

test('what a person or a limit holds is never due', () => {
  run((_before, _event, after) => {
    if (after.hold !== undefined) expect(dueAt(after)).toBeNull()
  })
})

test('P15: a password that one lane waits for holds no other: the entry is held only where nobody else is left', () => {
  run((before, _event, after) => {
    if (after === before || after.signInLanes === undefined || after.cancelledAt !== undefined) return
    const others = after.recipients.some((one) => isOpen(one) && !waitsForPassword(after, one))
    if (others) expect(after.hold).not.toBe('sign-in')
    else expect(after.hold).toBeDefined()
  })
})
