import { expect, test } from 'vitest'
import type { EntryAction, Group } from '../../../main/api.ts'
import type { Entry, EntryState } from '../../../main/outbox/entry.ts'
import { actionsOf, countsOf, dueAt, groupOf, stateOf } from '../../../main/outbox/state.ts'
import { entryWith, later, now, type StatusName } from './sample.ts'

const sending: Partial<Entry> = { sendingAttemptId: 'a1' }
const held: Partial<Entry> = { hold: 'person' }

const table: readonly [string, readonly StatusName[], Partial<Entry>, EntryState, Group][] = [
  ['nothing tried', ['pending', 'pending'], {}, 'queued', 'moving'],
  ['a time is set', ['pending'], { scheduledAt: now + 1 }, 'scheduled', 'moving'],
  ['an attempt runs', ['pending', 'rejected'], sending, 'sending', 'moving'],
  ['all taken', ['accepted', 'accepted'], {}, 'sent', 'settled'],
  ['came back', ['accepted'], { reports: [later('failed')] }, 'sent', 'your-move'],
  [
    'came back, and the rest put off',
    ['accepted', 'deferred'],
    { reports: [later('failed')] },
    'partlySent',
    'your-move',
  ],
  ['late', ['accepted'], { reports: [later('delayed')] }, 'sent', 'settled'],
  [
    'came back, and settled',
    ['accepted'],
    { reports: [later('failed', { settledAt: now })] },
    'sent',
    'settled',
  ],
  ['one refused', ['accepted', 'rejected'], {}, 'partlySent', 'your-move'],
  ['one put off', ['accepted', 'deferred'], {}, 'partlySent', 'moving'],
  ['one put off, one refused', ['accepted', 'deferred', 'rejected'], {}, 'partlySent', 'your-move'],
  ['all put off', ['deferred', 'deferred'], {}, 'deferred', 'moving'],
  ['put off and refused, none taken', ['deferred', 'rejected'], {}, 'deferred', 'your-move'],
  ['all refused', ['rejected'], {}, 'failed', 'your-move'],
  ['nobody knows', ['unconfirmed'], {}, 'unconfirmed', 'your-move'],
  ['nobody knows of one', ['accepted', 'unconfirmed', 'rejected'], {}, 'unconfirmed', 'your-move'],
  ['corrected and to be sent', ['accepted', 'pending'], {}, 'queued', 'moving'],
  ['held', ['pending'], held, 'held', 'your-move'],
  ['held while put off', ['deferred'], { hold: 'editing' }, 'held', 'your-move'],
  ['waits for a password', ['pending'], { hold: 'sign-in' }, 'held', 'your-move'],
  ['its sign-in was refused', ['rejected'], { hold: 'sign-in' }, 'failed', 'your-move'],
  ['given up', ['deferred'], { hold: 'gave-up' }, 'held', 'your-move'],
  ['no server', ['pending'], { serverId: '' }, 'held', 'your-move'],
  ['put off, no server', ['deferred'], { serverId: '' }, 'deferred', 'your-move'],
  ['cancelled', ['pending'], { cancelledAt: now }, 'cancelled', 'settled'],
]

test.each(table)('%s: %j %j is %s, %s', (_name, states, over, state, group) => {
  const entry = entryWith(states, over)
  expect([stateOf(entry), groupOf(entry)]).toEqual([state, group])
})

const waiting = ['reschedule', 'move', 'priority', 'cancel', 'make-draft', 'edit-as-new', 'delete'] as const
const tried = ['move', 'priority', 'cancel', 'make-draft', 'edit-as-new', 'delete'] as const

const actions: readonly [string, readonly StatusName[], Partial<Entry>, readonly EntryAction[]][] = [
  ['queued', ['pending'], {}, ['send-now', 'edit', 'hold', ...waiting]],
  ['deferred', ['deferred'], {}, ['send-now', 'edit', 'hold', ...tried]],
  ['P21: sending', ['pending'], sending, ['cancel', 'edit-as-new', 'delete']],
  ['P21: asked to stop', ['pending'], { ...sending, cancelRequestedAt: now }, ['edit-as-new', 'delete']],
  ['sent', ['accepted'], {}, ['edit-as-new', 'copy-proof', 'delete']],
  [
    'came back',
    ['accepted'],
    { reports: [later('failed')] },
    ['bounce-settled', 'edit-as-new', 'copy-proof', 'delete'],
  ],
  ['late', ['accepted'], { reports: [later('delayed')] }, ['edit-as-new', 'copy-proof', 'delete']],
  [
    'partly sent',
    ['accepted', 'rejected'],
    {},
    [
      ...(['edit-address', 'send-again', 'edit', 'move'] as const),
      ...(['edit-as-new', 'drop-recipient', 'copy-proof', 'delete'] as const),
    ],
  ],
  [
    'refused',
    ['rejected'],
    {},
    ['edit-address', 'send-again', 'edit', 'move', 'make-draft', 'edit-as-new', 'delete'],
  ],
  [
    'unconfirmed',
    ['unconfirmed'],
    {},
    ['it-arrived', 'send-again-may-arrive-twice', 'edit', 'edit-as-new', 'delete'],
  ],
  ['held', ['pending'], held, ['send-now', 'release', 'edit', ...waiting]],
  [
    'P22: being edited',
    ['pending'],
    { hold: 'editing' },
    ['release', 'edit', 'priority', 'cancel', 'make-draft', 'edit-as-new', 'delete'],
  ],
  [
    'waits for a password',
    ['pending'],
    { hold: 'sign-in' },
    ['sign-in-again', 'send-now', 'edit', ...waiting],
  ],
  ['no server', ['pending'], { serverId: '' }, ['edit', 'hold', ...waiting]],
  ['undo window', ['pending'], { undoUntil: now }, ['send-now', 'edit', 'hold', 'undo', ...waiting]],
  [
    'P21: cancelled',
    ['pending'],
    { cancelledAt: now },
    ['send-again', 'make-draft', 'edit-as-new', 'delete'],
  ],
]

test.each(actions)('actions of an entry that is %s', (_name, states, over, expected) => {
  expect(actionsOf(entryWith(states, over))).toEqual(expected)
})

test('what the person said is no proof to copy', () => {
  const entry = entryWith(['accepted'])
  const said = entry.recipients.map((one) => ({ ...one, status: { ...one.status, byPerson: true } }))
  expect(actionsOf({ ...entry, recipients: said })).toEqual(['edit-as-new', 'delete'])
})

test('counts every recipient once', () => {
  expect(countsOf(entryWith(['accepted', 'accepted', 'deferred', 'rejected', 'pending']))).toEqual({
    total: 5,
    accepted: 2,
    deferred: 1,
    rejected: 1,
    unconfirmed: 0,
    pending: 1,
  })
})

test.each([
  ['pending is due at once', entryWith(['pending']), 0],
  ['pending with a time', entryWith(['pending'], { scheduledAt: 7 }), 7],
  ['deferred at its next attempt', entryWith(['deferred'], { nextAttemptAt: 9 }), 9],
  ['P3: unconfirmed never', entryWith(['unconfirmed']), null],
  [
    'unconfirmed does not stop a deferred one',
    entryWith(['unconfirmed', 'deferred'], { nextAttemptAt: 9 }),
    9,
  ],
  ['P19: rejected never', entryWith(['rejected']), null],
  ['sent never', entryWith(['accepted']), null],
  ['held never', entryWith(['pending'], held), null],
  ['sending never', entryWith(['pending'], sending), null],
  ['without server never', entryWith(['pending'], { serverId: '' }), null],
])('due: %s', (_name, entry, due) => {
  expect(dueAt(entry)).toBe(due)
})
