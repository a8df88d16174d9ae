import { describe, expect, it } from 'vitest'
import type { EntryExplanation } from '../../../main/api.ts'
import { toAdvice } from '../../../renderer/outbox/advice.ts'
import { listBounced, toBounceWay } from '../../../renderer/outbox/bounce-way.ts'
import { sampleExplanation } from './sample.ts'

const bounced = (over: Partial<EntryExplanation> = {}, action: 'failed' | 'delayed' = 'failed') =>
  sampleExplanation({
    report: { address: 'bert@example.org', action, status: '5.1.1', lines: [], readAt: 1, by: 'both' },
    addresses: ['bert@example.org'],
    ...over,
  })

describe('what helps after a message came back', () => {
  it.each([
    [['edit-address'], 'correct'],
    [['drop-file', 'edit-message'], 'change'],
    [['edit-message'], 'change'],
    [['send-again'], 'again'],
    [['edit-address', 'send-again'], 'correct'],
    [[], 'again'],
  ] as const)('%j is %s', (actions, kind) => {
    expect(toBounceWay(bounced({ actions }), ['edit-as-new'])).toEqual({ kind, address: 'bert@example.org' })
  })

  it('nothing where it is only late, where it is no report, and where the message came ready', () => {
    expect(toBounceWay(bounced({}, 'delayed'), ['edit-as-new'])).toBeNull()
    expect(toBounceWay(sampleExplanation(), ['edit-as-new'])).toBeNull()
    expect(toBounceWay(bounced(), ['delete'])).toBeNull()
  })

  it('P2: the actions of the entry itself are not offered for one who had it handed over', () => {
    const explanations = [bounced({ actions: ['edit-address', 'send-again'] })]
    const actions = ['edit-address', 'send-again', 'drop-recipient', 'edit-as-new'] as const
    expect(toAdvice({ explanations, actions })[0]).toMatchObject({
      buttons: [],
      dropAddress: null,
      bounce: { kind: 'correct' },
    })
  })

  it('names all only where there are several', () => {
    expect(listBounced([bounced()])).toEqual([])
    expect(listBounced([bounced(), bounced(), bounced({}, 'delayed')])).toHaveLength(2)
  })
})
