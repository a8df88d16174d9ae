import { describe, expect, it } from 'vitest'
import type { EntryAction } from '../../../main/api.ts'
import { toAdvice, toBarActions } from '../../../renderer/outbox/advice.ts'
import { sampleExplanation } from './sample.ts'

const refusedActions: readonly EntryAction[] = ['edit', 'edit-address', 'send-now', 'hold', 'delete']

describe('toAdvice', () => {
  it('makes the step that helps most primary, and takes it out of the bar', () => {
    const detail = { explanations: [sampleExplanation()], actions: refusedActions }
    const advice = toAdvice(detail)
    expect(advice[0]).toMatchObject({ tone: 'bad', buttons: ['edit-address'], primary: 'edit-address' })
    expect(toBarActions({ ...detail, state: 'failed' }, advice).bar).toEqual(['edit', 'send-now', 'hold'])
  })

  it('offers no button that is not possible', () => {
    const [advice] = toAdvice({ explanations: [sampleExplanation()], actions: ['delete'], attachments: [] })
    expect(advice?.buttons).toEqual([])
    expect(advice?.primary).toBeNull()
  })

  it('offers another server where there is one, and to leave a file out where there are files', () => {
    const explanations = [sampleExplanation({ actions: ['drop-file', 'edit-message', 'change-server'] })]
    const actions: readonly EntryAction[] = ['edit', 'move']
    const attachments = [{ name: 'plan.zip', size: 9 }]
    expect(toAdvice({ explanations, actions, attachments }, true)[0]).toMatchObject({
      buttons: ['drop-file', 'edit', 'change-server'],
      primary: 'drop-file',
    })
    expect(toAdvice({ explanations, actions, attachments: [] })[0]).toMatchObject({
      buttons: ['edit'],
      primary: 'edit',
    })
    expect(toAdvice({ explanations, actions: [], attachments }, true)[0]?.buttons).toEqual([])
  })

  it('puts each button on the screen once', () => {
    const explanations = [sampleExplanation(), sampleExplanation({ actions: ['edit-address', 'send-again'] })]
    const advice = toAdvice({ explanations, actions: ['edit-address', 'send-again'] })
    expect(advice.map(({ buttons }) => buttons)).toEqual([['edit-address'], ['send-again']])
  })

  it('keeps what is seldom needed in More; while it is sent, Cancel stands in the bar', () => {
    const actions = ['cancel', 'edit-as-new', 'hold'] as const
    expect(toBarActions({ actions, state: 'queued' }, [])).toEqual({
      bar: ['hold'],
      more: ['edit-as-new', 'cancel'],
    })
    expect(toBarActions({ actions, state: 'sending' }, [])).toEqual({
      bar: ['cancel', 'hold'],
      more: ['edit-as-new'],
    })
  })

  it('offers to drop the address where an explanation is about one alone', () => {
    const actions = ['drop-recipient'] as const
    const about = (addresses: readonly string[]) =>
      toAdvice({ explanations: [sampleExplanation({ addresses })], actions })[0]?.dropAddress
    expect(about(['a@x.example'])).toBe('a@x.example')
    expect(about(['a@x.example', 'b@x.example'])).toBeNull()
    expect(
      toAdvice({ explanations: [sampleExplanation({ addresses: ['a@x.example'] })], actions: [] }),
    ).toMatchObject([{ dropAddress: null }])
  })

  it('has no primary step where nothing needs a person', () => {
    const explanations = [
      sampleExplanation({
        whoseMove: 'nobody, retry',
        permanent: false,
        actions: ['send-now', 'edit-message'],
      }),
    ]
    const detail = { explanations, actions: refusedActions }
    const advice = toAdvice(detail)
    expect(advice[0]).toMatchObject({ tone: 'wait', buttons: ['edit'], primary: null })
    expect(toBarActions({ ...detail, state: 'failed' }, advice).bar).toEqual([
      'send-now',
      'hold',
      'edit-address',
    ])
  })

  it('weighs the two answers of unconfirmed the same', () => {
    const actions = ['it-arrived', 'send-again-may-arrive-twice'] as const
    const [advice] = toAdvice({ explanations: [sampleExplanation({ actions })], actions })
    expect(advice).toMatchObject({ tone: 'open', hasChoices: true, primary: null })
  })

  it('P12: does not push a step when it does not know', () => {
    const explanations = [sampleExplanation({ confidence: 0.2, isKnown: false })]
    const [advice] = toAdvice({ explanations, actions: refusedActions })
    expect(advice?.primary).toBeNull()
  })
})
