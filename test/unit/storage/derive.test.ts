import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createEntryRows } from '../../../main/storage/entry-rows.ts'
import { derivation, duesOf, listingOf } from '../../../main/storage/derive.ts'
import { migrate } from '../../../main/storage/migrations.ts'
import { createSql } from '../../../main/storage/sql.ts'
import { entryWith, later, recipient } from '../outbox/sample.ts'

const retryAt = 1_800_000_000_000
const routed = { ...recipient('pending'), route: { kind: 'mx', ruleId: 'r1', tls: 'required' } } as const

/** What was stored under this number. Where a line changes, raise `derivation`: else old rows keep what they say. */
test(`what derivation ${derivation} says of entries`, () => {
  const samples = [
    entryWith(['pending']),
    entryWith(['pending'], { scheduledAt: retryAt }),
    entryWith(['pending'], { hold: 'missed', scheduledAt: retryAt }),
    entryWith(['pending'], { hold: 'sign-in' }),
    entryWith(['pending'], { serverId: '' }),
    entryWith(['pending'], { sendingAttemptId: 'a1' }),
    entryWith(['pending'], { undoUntil: retryAt, priority: 'high' }),
    entryWith(['pending'], { recipients: [recipient('deferred'), routed], nextAttemptAt: retryAt }),
    entryWith(['deferred'], { nextAttemptAt: retryAt, notAfter: retryAt - 1, priority: 'low' }),
    entryWith(['deferred', 'rejected'], { nextAttemptAt: retryAt }),
    entryWith(['accepted', 'deferred'], { nextAttemptAt: retryAt, hold: 'gave-up' }),
    entryWith(['accepted']),
    entryWith(['accepted'], { reports: [later('failed')] }),
    entryWith(['accepted'], { reports: [{ ...later('failed'), settledAt: 1 }, later('delayed')] }),
    entryWith(['accepted', 'rejected']),
    entryWith(['rejected'], { hold: 'sign-in' }),
    entryWith(['unconfirmed']),
    entryWith(['unconfirmed', 'pending'], { cancelledAt: 1 }),
    entryWith(['pending'], { cancelledAt: 1 }),
  ]
  const said = samples.map((entry) => {
    const { state, group } = listingOf(entry)
    const dues = duesOf(entry).map(({ lane, dueAt, rank, needsSignIn }) =>
      [lane, dueAt === null ? '-' : dueAt === 0 ? 'now' : dueAt - retryAt, rank, needsSignIn ? '!' : ''].join(
        ' ',
      ),
    )
    return [`${derivation} ${state}`, group, ...dues].join(', ')
  })
  expect(said).toEqual([
    '3 queued, 1, s1 now 1 ',
    '3 scheduled, 1, s1 0 1 ',
    '3 scheduled, 0, s1 - 1 ',
    '3 held, 0, s1 - 1 !',
    '3 held, 0,  - 1 ',
    '3 sending, 1, s1 - 1 ',
    '3 queued, 1, s1 0 0 ',
    '3 queued, 1, s1 0 1 , mx:example.org now 1 ',
    '3 deferred, 1, s1 -1 2 ',
    '3 deferred, 0, s1 0 1 ',
    '3 held, 0, s1 - 1 ',
    '3 sent, 2',
    '3 sent, 0',
    '3 sent, 2',
    '3 partlySent, 0',
    '3 failed, 0, s1 - 1 !',
    '3 unconfirmed, 0',
    '3 unconfirmed, 0',
    '3 cancelled, 2',
  ])
})

test('rows of an older derivation are computed again', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const sql = createSql(database)
  const rows = createEntryRows({ sql, report: () => undefined, readAttachments: () => [] })
  rows.derive()
  rows.insert(entryWith(['pending'], { id: 'e1' }))
  rows.insert(entryWith(['accepted'], { id: 'e2', reports: [later('failed')] }))
  sql.run(`UPDATE listing SET state = 'sent'`)
  sql.run('DELETE FROM dues')
  sql.run('DELETE FROM bounced')
  rows.derive()
  expect(sql.get('SELECT state FROM listing')?.state).toBe('sent')
  sql.run(`UPDATE facts SET value = '0' WHERE key = 'derivation'`)
  rows.derive()
  expect(sql.get('SELECT state FROM listing')?.state).toBe('queued')
  expect(sql.get('SELECT entry_id FROM bounced')?.entry_id).toBe('e2')
  expect(sql.get('SELECT lane, waiting FROM lane_totals')).toMatchObject({ lane: 's1', waiting: 1 })
})
