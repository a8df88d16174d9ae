import { describe, expect, it } from 'vitest'
import { toCancelSentence } from '../../../renderer/outbox/cancel-text.ts'
import { now, sampleDetail, sampleRecipient } from './sample.ts'

const counts = { total: 3, accepted: 0, deferred: 0, rejected: 0, unconfirmed: 0, pending: 3 }
const accepted = (address: string) =>
  sampleRecipient({ state: 'accepted', at: now, attemptId: 'a1' }, address)

describe('P21: Cancel says honestly whether it came in time', () => {
  it('nothing was sent', () => {
    const detail = sampleDetail({ state: 'cancelled', counts })
    expect(toCancelSentence(detail, null)).toBe('Cancelled in time: nothing was sent, and nothing will be.')
  })

  it('names who has it', () => {
    const detail = sampleDetail({
      state: 'cancelled',
      counts: { ...counts, accepted: 2, pending: 1 },
      allRecipients: [
        accepted('a@x.example'),
        accepted('b@x.example'),
        sampleRecipient({ state: 'pending' }),
      ],
    })
    expect(toCancelSentence(detail, null)).toBe(
      'Cancel came too late for a@x.example and b@x.example. Nothing more goes to the others.',
    )
  })

  it('tells the answer where the entry went on as it was', () => {
    const late = toCancelSentence(sampleDetail({ state: 'sent' }), { outcome: 'too-late' })
    expect(late).toBe('Cancel came too late: it had been handed over.')
    const unknown = { outcome: 'unknown' } as const
    expect(toCancelSentence(sampleDetail({ state: 'unconfirmed' }), unknown)).toMatch(/is not known/)
    expect(toCancelSentence(sampleDetail(), null)).toBeNull()
  })
})
