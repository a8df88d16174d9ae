import { describe, expect, it } from 'vitest'
import type { Notice } from '../../../main/api.ts'
import { pickBanner } from '../../../renderer/banner.ts'

const notice = (id: Notice['id']): Notice => ({ id, message: id })

const missed = { count: 1, entryIds: ['e1'], from: 1, to: 1 }

describe('pickBanner: one at most, the gravest', () => {
  it('what was found at start goes before that nothing is sent', () => {
    const found = notice('unconfirmed-at-start')
    expect(pickBanner({ notice: found, missed, sending: 'paused' })).toEqual({
      kind: 'notice',
      notice: found,
    })
  })

  it('that nothing is sent goes before where passwords are kept', () => {
    const kept = notice('secrets-in-memory')
    expect(pickBanner({ notice: kept, missed: null, sending: 'offline' })).toEqual({
      kind: 'stopped',
      sending: 'offline',
    })
    expect(pickBanner({ notice: kept, missed: null, sending: 'on' })).toEqual({
      kind: 'notice',
      notice: kept,
    })
  })

  it('what was missed goes before that nothing is sent', () => {
    expect(pickBanner({ notice: null, missed, sending: 'paused' })).toEqual({ kind: 'missed', missed })
  })

  it('is none while all is as usual', () => {
    expect(pickBanner({ notice: null, missed: null, sending: 'on' })).toBeNull()
  })
})
