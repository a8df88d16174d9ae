import { describe, expect, test } from 'vitest'
import type { Entry, EntryCopy } from '../../../../main/outbox/entry.ts'
import { transition } from '../../../../main/outbox/transition.ts'
import { entryWith, now, reportOf } from '../sample.ts'

const place = { kind: 'eml', path: '/home/anna/Sent' } as const
const waiting: EntryCopy = { ...place, state: 'waiting' }

const sending = (over: Partial<Entry> = {}) =>
  entryWith(['pending', 'pending'], { sendingAttemptId: 'a1', sentCopy: waiting, ...over })

function ended(entry: Entry, outcomes: readonly ('accepted' | 'rejected')[]): Entry {
  const recipients = entry.recipients.map(({ address }, at) => ({
    address,
    outcome: outcomes[at] ?? 'accepted',
  }))
  const report = reportOf({ recipients })
  const event = {
    type: 'attempt-ended',
    attemptId: 'a1',
    report,
    host: 'mail.example.org',
    retryAt: now,
  } as const
  return transition(entry, event, now)
}

describe('the copy of a message', () => {
  test('P8: is due in the same change that stores the first hand-over', () => {
    expect(ended(sending(), ['accepted', 'rejected']).sentCopy).toEqual({ ...place, state: 'pending' })
  })

  test('is not due where nobody got it', () => {
    expect(ended(sending(), ['rejected', 'rejected']).sentCopy).toEqual(waiting)
  })

  test('is due by the word of the person, where no reply came', () => {
    const entry = entryWith(['unconfirmed'], { sentCopy: waiting })
    expect(transition(entry, { type: 'resolved', choice: 'arrived' }, now).sentCopy?.state).toBe('pending')
    expect(transition(entry, { type: 'resolved', choice: 'send-again' }, now).sentCopy).toEqual(waiting)
  })

  test('is written once, whoever gets the message later', () => {
    const done: EntryCopy = { ...place, state: 'done', at: now, file: 'x.eml' }
    const again = ended(sending({ sentCopy: done }), ['accepted', 'accepted'])
    expect(again.sentCopy).toEqual(done)
  })

  test('of a new version waits for somebody who has that one', () => {
    const entry = entryWith(['accepted', 'rejected'], {
      sentCopy: { ...place, state: 'done', at: 1, file: 'x' },
    })
    const { revision, recipients, identityId, from, serverId, subject, allOrNone } = entry
    const next = { revision: { ...revision, number: 2 }, recipients, added: [], identityId, from, serverId }
    const revised = transition(
      entry,
      { type: 'revised', next: { ...next, subject, allOrNone, sentCopy: waiting } },
      now,
    )
    expect(revised.sentCopy).toEqual(waiting)
  })

  test('P8: a fault is one of the copy: the message stays as it is, and its time too', () => {
    const entry = entryWith(['accepted'], { sentCopy: { ...place, state: 'pending' } })
    const failed = transition(entry, { type: 'copy-failed', detail: 'The disk is full.' }, now + 5)
    expect(failed).toEqual({
      ...entry,
      sentCopy: { ...place, state: 'failed', at: now + 5, detail: 'The disk is full.' },
    })
    const wanted = transition(failed, { type: 'copy-wanted', place: { kind: 'maildir', path: '/m' } }, now)
    expect(wanted.sentCopy).toEqual({ kind: 'maildir', path: '/m', state: 'pending' })
    const saved = transition(wanted, { type: 'copy-saved', file: 'x' }, now + 9)
    expect(saved.sentCopy).toEqual({ kind: 'maildir', path: '/m', state: 'done', at: now + 9, file: 'x' })
  })

  test('nothing happens to a copy that is not due', () => {
    for (const sentCopy of [undefined, waiting]) {
      const entry = entryWith(['accepted'], { sentCopy })
      expect(transition(entry, { type: 'copy-saved', file: 'x' }, now)).toBe(entry)
      expect(transition(entry, { type: 'copy-failed', detail: 'x' }, now)).toBe(entry)
      expect(transition(entry, { type: 'copy-wanted', place }, now)).toBe(entry)
    }
  })
})
