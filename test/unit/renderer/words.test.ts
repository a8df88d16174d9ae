import { describe, expect, it } from 'vitest'
import { toProofFacts, findProof } from '../../../renderer/outbox/proof.ts'
import { formatCounts, toDecidedBy } from '../../../renderer/outbox/recipient-view.ts'
import { viewAttempt, viewEntryState, viewRecipientState } from '../../../renderer/shared/state-view.ts'
import { toSentence } from '../../../renderer/state/announce-changes.ts'
import { plural, t } from '../../../renderer/text/t.ts'
import { viewStop } from '../../../renderer/transcript/stop-view.ts'
import { now, passed, sampleAttempt, sampleDetail, sampleEntry, sampleRecipient } from './sample.ts'

const three = { total: 3, accepted: 2, deferred: 0, rejected: 1, unconfirmed: 0, pending: 0 }
const failure = {
  phase: 'rcpt',
  kind: 'server-reply',
  detail: '',
  reply: {
    code: 550,
    enhanced: '5.1.1',
    lines: ['550-5.1.1 <nora@lakeside.example>: User unknown', '550 5.1.1 here'],
  },
} as const

describe('t', () => {
  it('fills the places and chooses the number', () => {
    expect(t('reason.handedTo', { host: 'mx.example' })).toBe('to mx.example')
    expect(plural('list.others', 1, { names: 'Jonas' })).toBe('Jonas and 1 other')
    expect(plural('list.others', 4, { names: 'Jonas' })).toBe('Jonas and 4 others')
  })
})

describe('states', () => {
  it('P5: success is told with the words "handed over", never "delivered"', () => {
    expect(viewEntryState('sent').word).toBe('Handed over')
    expect(viewRecipientState('accepted').word).toBe('Handed over')
  })

  it('is red when one was refused, amber when the rest is only deferred', () => {
    expect(viewEntryState('partlySent', three).tone).toBe('bad')
    expect(viewEntryState('partlySent', { ...three, rejected: 0, deferred: 1 }).tone).toBe('wait')
    const stops = [passed]
    expect(viewAttempt(sampleAttempt({ overall: 'partly', stops })).tone).toBe('wait')
    expect(
      viewAttempt(sampleAttempt({ overall: 'partly', stops: [{ ...passed, state: 'refused' }] })).tone,
    ).toBe('bad')
  })

  it('tells an attempt that runs from one that was cut off', () => {
    expect(viewAttempt(sampleAttempt({ endedAt: undefined })).word).toBe('Sending')
    expect(viewAttempt(sampleAttempt()).word).toBe('Cut off')
  })

  it('says of a stop that nobody knows', () => {
    expect(viewStop({ stop: 'handed-over', state: 'unknown' })).toMatchObject({
      name: 'No final reply',
      mark: 'unknown',
    })
    expect(viewStop({ stop: 'handed-over', state: 'not-reached' }).name).toBe('Final reply')
  })
})

describe('recipients', () => {
  it('shows the reply that decided, without the address that stands beside it', () => {
    const refused = sampleRecipient({ state: 'rejected', by: 'server', at: now, failure })
    expect(toDecidedBy(refused)).toEqual({ text: '550-5.1.1 User unknown', verbatim: true, moreLines: 1 })
  })

  it('shows our own words where no reply came', () => {
    const gone = { phase: 'connect', kind: 'network', detail: 'Connection refused' } as const
    const deferred = sampleRecipient({ state: 'deferred', at: now, attemptId: 'a1', failure: gone })
    expect(toDecidedBy(deferred)).toMatchObject({ text: 'Connection refused', verbatim: false })
  })

  it('counts them', () => {
    expect(formatCounts(three)).toBe('2 handed over, 1 refused')
    expect(formatCounts({ ...three, accepted: 0, rejected: 0, pending: 3 }, 'sending')).toBe('3 being sent')
  })
})

describe('announcements', () => {
  it('are one sentence that says whose move it is', () => {
    const entry = sampleEntry({
      subject: 'Minutes of the November meeting',
      state: 'partlySent',
      group: 'your-move',
      reason: { kind: 'needs-person' },
      counts: three,
    })
    expect(toSentence(entry, now)).toBe(
      'Minutes of the November meeting: partly handed over, 1 of 3 refused. Your move.',
    )
  })
})

describe('proof', () => {
  const attempt = sampleAttempt({
    overall: 'accepted',
    finalReply: { code: 250, lines: ['250 OK id=1'] },
    queueId: '1',
  })

  it('is there once a message was handed over, and not before', () => {
    expect(findProof(sampleDetail({ attempts: [attempt] }))).toBeNull()
    expect(findProof(sampleDetail({ state: 'sent', attempts: [attempt] }))?.id).toBe('a1')
  })

  it('says openly that a connection was not encrypted', () => {
    const accepted = sampleRecipient({ state: 'accepted', at: now, attemptId: 'a1' })
    const facts = toProofFacts(sampleDetail({ allRecipients: [accepted] }), attempt)
    const byLabel = new Map(facts.map(({ label, value }) => [label, value]))
    expect(byLabel.get('Encrypted with')).toBe('nothing; the connection was not encrypted')
    expect(byLabel.get('Envelope')).toBe('from secretary@rowing.example to nora@lakeside.example')
    expect(byLabel.get('Queue id')).toBe('1')
  })
})
