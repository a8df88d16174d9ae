import { describe, expect, it } from 'vitest'
import type { EntryDetail } from '../../../main/api.ts'
import type { Reason } from '../../../main/outbox/entry.ts'
import { toStanding } from '../../../renderer/outbox/standing.ts'
import { clockAt, now, sampleDetail } from './sample.ts'

const context = { now, zone: 'UTC', giveUpAfterDays: 4 }
const standing = (reason: Reason, over: Partial<EntryDetail> = {}) =>
  toStanding(sampleDetail({ reason, ...over }), context)

const lines: readonly (readonly [Reason, RegExp])[] = [
  [{ kind: 'held-by-person' }, /^It is held: .* until you release it\.$/],
  [{ kind: 'held-editing' }, /editor is open/],
  [{ kind: 'needs-keychain', serverId: 's1' }, /wait for Rowing club: the keychain .* is locked/],
  [{ kind: 'needs-server' }, /Move it to another server/],
  [{ kind: 'needs-file', detail: 'The file a.eml is gone.' }, /damaged.*The file a\.eml is gone\./],
  [{ kind: 'gave-up', since: clockAt(8, 0) }, /since 08:00\. After 4 days/],
  [{ kind: 'undo-window', until: clockAt(10, 45, 30) }, /^It goes at 10:45:30\. .* take it back/],
  [
    { kind: 'failed-over', serverId: 's2', serverName: 'Work' },
    /^Work did not take it\. .* Rowing club now\.$/,
  ],
  [{ kind: 'paused', scope: 'all' }, /^Sending is paused\./],
  [{ kind: 'paused', scope: 'server' }, /^Rowing club is paused\./],
  [{ kind: 'offline' }, /^You work offline\./],
  [{ kind: 'paced', until: clockAt(10, 50), perMinute: 30 }, /at 10:50.* 30 messages a minute/],
  [{ kind: 'paced', until: clockAt(10, 50), perDay: 500 }, /500 messages for a day/],
  [{ kind: 'paced', until: clockAt(10, 50) }, /pace that is set for Rowing club/],
  [{ kind: 'server-wait', until: clockAt(10, 50) }, /tried again at 10:50.*does not count/],
  [{ kind: 'other-process' }, /^Another Sendoff/],
  [{ kind: 'interrupted', step: 'content' }, /queued again/],
]

describe('P15: where an entry stands, as a whole sentence', () => {
  it.each(lines)('%j', (reason, text) => {
    expect(standing(reason)).toMatchObject({ kind: 'line', text: expect.stringMatching(text) as unknown })
  })

  it('names the zone that was chosen', () => {
    const schedule = { at: Date.UTC(2026, 10, 26, 7), local: '2026-11-26T08:00', zone: 'Europe/Berlin' }
    expect(standing({ kind: 'scheduled', at: schedule.at }, { schedule })).toMatchObject({
      text: 'It goes on Thursday, 26 November 2026, 08:00 in Europe/Berlin; 07:00 here, while Sendoff runs.',
    })
  })

  it('is silent where state and explanations say it', () => {
    for (const kind of ['queued', 'sending', 'needs-person', 'settled'] as const) {
      expect(standing({ kind })).toBeNull()
    }
  })
})

describe('a time that passed', () => {
  const actions = ['send-now', 'make-draft', 'hold', 'reschedule'] as const

  it('missed: offers the three choices, and says whether the latest time has passed', () => {
    const missed: Reason = { kind: 'missed', dueAt: clockAt(8, 0) }
    expect(standing(missed, { actions, notAfter: clockAt(18, 0) })).toMatchObject({
      kind: 'box',
      title: 'It was due at 08:00, and Sendoff was not running',
      stillTrue: 'The latest time that you set, 18:00, is not reached.',
      actions: ['send-now', 'reschedule', 'make-draft'],
    })
    expect(standing(missed, { notAfter: clockAt(9, 0) })).toMatchObject({
      stillTrue: 'The latest time that you set, 09:00, has passed.',
      actions: [],
    })
  })

  it('expired: says who has it', () => {
    const counts = { total: 3, accepted: 2, deferred: 1, rejected: 0, unconfirmed: 0, pending: 0 }
    expect(standing({ kind: 'expired', at: clockAt(9, 0) }, { counts })).toMatchObject({
      title: 'It was not sent by 09:00, the latest time that you set',
      stillTrue: '2 of its recipients have it. The others do not get it unless you say so.',
    })
  })
})
