import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../main/outbox/entry.ts'
import { actionsOf, dueAt, stateOf } from '../../../main/outbox/state.ts'
import type { EntryEvent } from '../../../main/outbox/entry-event.ts'
import { transition } from '../../../main/outbox/transition.ts'
import type { RecipientResult } from '../../../main/smtp/types.ts'
import { accepted, entryWith, greylisted, now, reportOf, unknownUser, type StatusName } from './sample.ts'

const later = now + 60_000
const states = (entry: Entry) => entry.recipients.map(({ status }) => status.state)

const started = (entry: Entry) => transition(entry, { type: 'attempt-started', attemptId: 'a1' }, now)

/** Runs one attempt over the entry and gives what the report makes of it. */
function attempt(entry: Entry, report: Parameters<typeof reportOf>[0]): Entry {
  const event: EntryEvent = {
    type: 'attempt-ended',
    attemptId: 'a1',
    report: reportOf(report),
    host: 'mail.example.org',
    retryAt: later,
  }
  return transition(started(entry), event, now + 1)
}

const results = (...outcomes: [string, RecipientResult['outcome'], RecipientResult['reply']?][]) =>
  outcomes.map(([address, outcome, reply]) => ({ address, outcome, ...(reply ? { reply } : {}) }))

describe('an attempt', () => {
  test('starts: the entry is sending and says so', () => {
    expect(started(entryWith(['pending']))).toMatchObject({
      sendingAttemptId: 'a1',
      reason: { kind: 'sending' },
    })
  })

  test.each([
    ['held', entryWith(['pending'], { hold: 'person' })],
    ['unconfirmed', entryWith(['unconfirmed'])],
    ['sent', entryWith(['accepted'])],
    ['rejected', entryWith(['rejected'])],
    ['without a server', entryWith(['pending'], { serverId: '' })],
    ['sending already', entryWith(['pending'], { sendingAttemptId: 'a0' })],
  ])('does not start for an entry that is %s', (_name, entry) => {
    expect(started(entry)).toBe(entry)
  })

  test('P5: accepted by the final reply, which is kept with the host', () => {
    const entry = attempt(entryWith(['pending']), {
      reply: accepted,
      recipients: results(['pending0@example.org', 'accepted', { code: 250, lines: ['250 2.1.5 Ok'] }]),
    })
    expect(entry.recipients[0]?.status).toMatchObject({ state: 'accepted', reply: accepted, attemptId: 'a1' })
    expect([stateOf(entry), entry.reason.kind, entry.handedTo]).toEqual([
      'sent',
      'settled',
      'mail.example.org',
    ])
  })

  test('P7: a refused recipient keeps its own reply and the others are accepted', () => {
    const entry = attempt(entryWith(['pending', 'pending']), {
      overall: 'partly',
      reply: accepted,
      recipients: results(
        ['pending0@example.org', 'accepted'],
        ['pending1@example.org', 'rejected', unknownUser],
      ),
    })
    expect(states(entry)).toEqual(['accepted', 'rejected'])
    expect(entry.recipients[1]?.status).toMatchObject({
      by: 'server',
      failure: { phase: 'rcpt', command: 'RCPT TO:<pending1@example.org>', reply: unknownUser },
    })
    expect(entry.reason).toEqual({ kind: 'needs-person' })
  })

  test('P19: 4yz is tried again at the time given, and the reason says when', () => {
    const entry = attempt(entryWith(['pending'], { attemptCount: 1 }), {
      overall: 'deferred',
      phase: 'rcpt',
      recipients: results(['pending0@example.org', 'deferred', greylisted]),
    })
    expect(entry).toMatchObject({
      nextAttemptAt: later,
      attemptCount: 2,
      reason: { kind: 'retry', at: later, attempt: 3 },
    })
  })

  test('P17: a failure before the server answered does not count and is tried again', () => {
    const failure = {
      phase: 'connect',
      kind: 'network',
      detail: 'refused',
      errorCode: 'ECONNREFUSED',
    } as const
    const entry = attempt(entryWith(['pending']), {
      overall: 'deferred',
      phase: 'connect',
      failure,
      answered: false,
    })
    expect(entry).toMatchObject({ attemptCount: 0, nextAttemptAt: later, reason: { kind: 'retry' } })
    expect(entry.recipients[0]?.status).toMatchObject({ state: 'deferred', failure })
  })

  test('P13: a refusal of the whole attempt decides for every recipient, with its own command', () => {
    const failure = {
      phase: 'mail',
      kind: 'server-reply',
      command: 'MAIL FROM:<me@example.org>',
      reply: { code: 553, lines: ['553 5.7.1 Not yours'] },
      detail: 'Not yours',
    } as const
    const entry = attempt(entryWith(['pending', 'deferred']), {
      overall: 'rejected',
      phase: 'mail',
      failure,
      recipients: results(['pending0@example.org', 'rejected', failure.reply]),
    })
    expect(entry.recipients.map(({ status }) => status)).toMatchObject([
      { state: 'rejected', failure },
      { state: 'rejected', failure },
    ])
  })

  test("a certificate that does not fit is our refusal, not the server's", () => {
    const failure = { phase: 'tls', kind: 'certificate', detail: 'expired' } as const
    const entry = attempt(entryWith(['pending']), { overall: 'rejected', phase: 'tls', failure })
    expect(entry.recipients[0]?.status).toMatchObject({ state: 'rejected', by: 'sendoff', failure })
  })

  const reply = { code: 535, lines: ['535 5.7.8 No'] }
  const refusedPassword = { phase: 'auth', kind: 'server-reply', reply, detail: '535' } as const

  test('P13: a refused sign-in waits for a password, and signing in sends again', () => {
    const entry = attempt(entryWith(['pending', 'accepted']), {
      phase: 'auth',
      failure: refusedPassword,
      needsSignIn: true,
      overall: 'rejected',
    })
    expect(states(entry)).toEqual(['rejected', 'accepted'])
    expect(entry).toMatchObject({ hold: 'sign-in', reason: { kind: 'needs-sign-in', serverId: 's1' } })
    const again = transition(entry, { type: 'signed-in' }, now)
    expect([states(again), again.hold]).toEqual([['pending', 'accepted'], undefined])
  })

  test('P13: with no password at hand it is held and nothing stands against its recipients', () => {
    const failure = { phase: 'auth', kind: 'local', errorCode: 'NO_PASSWORD', detail: '' } as const
    const entry = attempt(entryWith(['pending']), { phase: 'auth', failure, needsSignIn: true })
    expect([states(entry), stateOf(entry)]).toEqual([['pending'], 'held'])
  })

  test('P13: a keychain that is open frees its own lanes; a password of another lane is still waited for', () => {
    const failure = { phase: 'auth', kind: 'local', errorCode: 'KEYCHAIN', detail: '' } as const
    const entry = attempt(entryWith(['pending']), { phase: 'auth', failure, needsSignIn: true })
    expect(entry).toMatchObject({ keychainLanes: ['s1'], reason: { kind: 'needs-keychain', serverId: 's1' } })
    expect(actionsOf(entry)).toEqual(expect.arrayContaining(['try-keychain', 'sign-in-again']))
    const opened = transition(entry, { type: 'signed-in', matter: 'keychain' }, now)
    expect([opened.hold, opened.keychainLanes, opened.reason.kind]).toEqual([undefined, undefined, 'queued'])
    // The password then turns out to be wrong: that is another matter.
    const refused = attempt(opened, { phase: 'auth', failure: refusedPassword, needsSignIn: true })
    expect([refused.reason.kind, refused.keychainLanes]).toEqual(['needs-sign-in', undefined])
    expect(transition(refused, { type: 'signed-in', matter: 'keychain' }, now)).toBe(refused)
    expect(actionsOf(refused)).not.toContain('try-keychain')
  })

  test('P3: no final reply is unconfirmed and waits for the person', () => {
    const failure = { phase: 'message', kind: 'network', detail: 'closed' } as const
    const entry = attempt(entryWith(['pending']), {
      overall: 'unconfirmed',
      phase: 'message',
      failure,
      recipients: results(['pending0@example.org', 'unconfirmed']),
    })
    expect([stateOf(entry), entry.reason.kind]).toEqual(['unconfirmed', 'needs-choice'])
  })

  test('a spool file that is gone is named as the reason', () => {
    const failure = { phase: 'local', kind: 'local', errorCode: 'SPOOL', detail: 'e1-1.eml is gone' } as const
    const entry = attempt(entryWith(['pending']), { failure, answered: false })
    expect(entry.reason).toEqual({ kind: 'needs-file', detail: 'e1-1.eml is gone' })
    expect(stateOf(entry)).toBe('failed')
  })

  test('a report of an attempt that is not running changes nothing', () => {
    const entry = started(entryWith(['pending']))
    const event = {
      type: 'attempt-ended',
      attemptId: 'other',
      report: reportOf({}),
      host: '',
      retryAt: 0,
    } as const
    expect(transition(entry, event, now)).toBe(entry)
  })
})

describe('found cut off at start', () => {
  const sending = (names: readonly StatusName[]) => started(entryWith(names))

  test.each(['started', 'envelope', 'content'] as const)('P6: at step %s it is queued again', (step) => {
    const entry = transition(
      sending(['pending', 'deferred', 'accepted']),
      { type: 'interrupted', attemptId: 'a1', step, refused: [] },
      now,
    )
    expect(states(entry)).toEqual(['pending', 'pending', 'accepted'])
    expect([stateOf(entry), entry.reason]).toEqual(['queued', { kind: 'interrupted', step }])
  })

  test('P3: about to complete is unconfirmed, but for those with a refusal of their own', () => {
    const entry = transition(
      sending(['pending', 'pending', 'deferred', 'accepted']),
      {
        type: 'interrupted',
        attemptId: 'a1',
        step: 'about-to-complete',
        refused: results(
          ['pending1@example.org', 'rejected', unknownUser],
          ['deferred2@example.org', 'deferred', greylisted],
        ),
      },
      now,
    )
    expect(states(entry)).toEqual(['unconfirmed', 'rejected', 'deferred', 'accepted'])
    expect(entry.reason).toEqual({ kind: 'needs-choice' })
  })
})

describe('what a person does', () => {
  test('P18: send again starts clean, for those who did not get it', () => {
    const before = entryWith(['accepted', 'rejected', 'deferred', 'unconfirmed'], {
      attemptCount: 7,
      nextAttemptAt: later,
    })
    const entry = transition(before, { type: 'send-again' }, now)
    expect(states(entry)).toEqual(['accepted', 'pending', 'pending', 'unconfirmed'])
    expect([entry.attemptCount, entry.nextAttemptAt]).toEqual([0, undefined])
  })

  test('P17: send now makes what waits due at once and lifts a hold', () => {
    const before = entryWith(['deferred', 'rejected'], { hold: 'person', nextAttemptAt: later })
    const entry = transition(before, { type: 'send-now' }, now)
    expect(states(entry)).toEqual(['pending', 'rejected'])
    expect([entry.hold, entry.nextAttemptAt]).toEqual([undefined, undefined])
  })

  test('P22: an edit holds the entry, and release gives back what it was', () => {
    const before = entryWith(['deferred'], { nextAttemptAt: later, attemptCount: 1 })
    const held = transition(before, { type: 'held', by: 'editing' }, now)
    expect([stateOf(held), held.reason]).toEqual(['held', { kind: 'held-editing' }])
    const released = transition(held, { type: 'released' }, now)
    expect(released).toMatchObject({ nextAttemptAt: later, reason: { kind: 'retry', at: later, attempt: 2 } })
    expect(stateOf(released)).toBe('deferred')
  })

  test('P3: "It arrived" is the person\'s word and stands as such', () => {
    const entry = transition(entryWith(['unconfirmed']), { type: 'resolved', choice: 'arrived' }, later)
    expect(entry.recipients[0]?.status).toEqual({
      state: 'accepted',
      at: later,
      attemptId: 'a0',
      byPerson: true,
    })
    expect(stateOf(entry)).toBe('sent')
  })

  test('P3: "Send again (may arrive twice)" queues the unconfirmed alone, with the same revision', () => {
    const before = entryWith(['unconfirmed', 'accepted', 'rejected'])
    const entry = transition(before, { type: 'resolved', choice: 'send-again' }, now)
    expect(states(entry)).toEqual(['pending', 'accepted', 'rejected'])
    expect(entry.revision).toBe(before.revision)
  })

  test('signing in releases what waited for it, and nothing else', () => {
    const waiting = entryWith(['pending'], { hold: 'sign-in' })
    expect(transition(waiting, { type: 'signed-in' }, now).hold).toBeUndefined()
    const held = entryWith(['pending'], { hold: 'person' })
    expect(transition(held, { type: 'signed-in' }, now)).toBe(held)
  })

  test('without its server an entry that is not settled needs one', () => {
    const entry = transition(entryWith(['deferred', 'accepted']), { type: 'server-deleted' }, now)
    expect([entry.serverId, entry.reason.kind]).toEqual(['', 'needs-server'])
    const settled = entryWith(['accepted'])
    expect(transition(settled, { type: 'server-deleted' }, now)).toBe(settled)
  })
})

describe('a revision', () => {
  const before = entryWith(['accepted', 'rejected', 'unconfirmed', 'deferred'], { hold: 'editing' })
  const next = {
    revision: { ...before.revision, number: 2 },
    recipients: [
      { address: 'accepted0@example.org', field: 'to' },
      { address: 'right@example.org', field: 'to' },
      { address: 'unconfirmed2@example.org', field: 'cc' },
      { address: 'deferred3@example.org', field: 'bcc' },
    ],
    identityId: 'i2',
    from: { address: 'club@example.org' },
    serverId: 's2',
    subject: 'Minutes, corrected',
    allOrNone: false,
  } as const

  test('P2: goes to the corrected and the unsent; who has it, or may have it, does not get it again', () => {
    const entry = transition(
      before,
      { type: 'revised', next: { ...next, added: ['right@example.org'] } },
      now,
    )
    expect(states(entry)).toEqual(['accepted', 'pending', 'unconfirmed', 'pending'])
    expect(entry).toMatchObject({ serverId: 's2', subject: 'Minutes, corrected', hold: undefined })
  })

  test('P2: an address that was put in again gets it again', () => {
    const added = ['accepted0@example.org', 'unconfirmed2@example.org']
    const entry = transition(before, { type: 'revised', next: { ...next, added } }, now)
    expect(states(entry)).toEqual(['pending', 'pending', 'pending', 'pending'])
  })

  test('P2: the old revision stays in the history with who got it', () => {
    const entry = transition(before, { type: 'revised', next: { ...next, added: [] } }, now)
    expect(entry.history).toEqual([{ ...before.revision, recipients: before.recipients }])
  })

  test('is not taken while an attempt runs', () => {
    const sending = started(entryWith(['pending']))
    expect(transition(sending, { type: 'revised', next: { ...next, added: [] } }, now)).toBe(sending)
  })
})

describe('giving up', () => {
  const given = { type: 'attempt-ended', attemptId: 'a1', host: 'mail.example.org', retryAt: later } as const
  const report = reportOf({
    overall: 'deferred',
    phase: 'rcpt',
    recipients: results(['pending0@example.org', 'deferred', greylisted]),
  })
  const deferred = transition(started(entryWith(['pending'])), { ...given, report }, now)
  const again = transition(deferred, { type: 'attempt-started', attemptId: 'a1' }, later)
  const held = transition(again, { ...given, report, giveUp: true }, later + 1)

  test('P15, P19: it is held with the reason, nothing is deleted, and a person can send it', () => {
    expect([stateOf(held), held.reason]).toEqual(['held', { kind: 'gave-up', since: now }])
    expect(states(held)).toEqual(['deferred'])
    expect(actionsOf(held)).toEqual([
      ...['send-now', 'release', 'edit'],
      ...['move', 'priority', 'cancel', 'make-draft', 'edit-as-new', 'delete'],
    ])
    expect(dueAt(held)).toBeNull()
  })

  test('released, it goes at once and has its whole time again', () => {
    const free = transition(held, { type: 'released' }, later + 2)
    expect([dueAt(free), free.waitingSince]).toEqual([0, undefined])
  })

  test('P18: sent now, it starts clean', () => {
    const fresh = transition(held, { type: 'send-now' }, later + 2)
    expect([stateOf(fresh), fresh.waitingSince]).toEqual(['queued', undefined])
  })

  test('what was handed over meanwhile is not held', () => {
    const took = reportOf({ reply: accepted, recipients: results(['pending0@example.org', 'accepted']) })
    expect(stateOf(transition(again, { ...given, report: took, giveUp: true }, later + 1))).toBe('sent')
  })
})
