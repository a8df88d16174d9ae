import { describe, expect, it } from 'vitest'
import { MissedState } from '../../../renderer/state/missed-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

const missed = { count: 3, entryIds: ['e1', 'e2', 'e3'], from: 1, to: 2 }
const refusal = (code: string) => ({ ok: false, failure: { code, message: code } })
const idOf = ({ entryId }: { entryId: string }) => entryId

describe('MissedState: one choice for all that were missed', () => {
  it('passes over what was settled meanwhile', async () => {
    const { bridge, calls } = createFakeBridge({
      'outbox.sendNow': (input: { entryId: string }) =>
        idOf(input) === 'e2' ? refusal('not-found') : ok(undefined),
    })
    const state = new MissedState(bridge)
    expect(await state.sendAll(missed)).toBe(true)
    expect(calls.map(({ input }) => input)).toEqual(missed.entryIds.map((entryId) => ({ entryId })))
  })

  it('stops at a fault and keeps it', async () => {
    const { bridge, calls } = createFakeBridge({ 'outbox.makeDraft': () => refusal('storage') })
    const state = new MissedState(bridge)
    expect(await state.makeDrafts(missed)).toBe(false)
    expect(state.failure?.code).toBe('storage')
    expect([calls.length, state.busy]).toEqual([1, false])
  })

  it('gives all of them the same new time', async () => {
    const { bridge, calls } = createFakeBridge({ 'outbox.reschedule': () => ok(undefined) })
    const time = { schedule: { local: '2026-11-26T08:00', zone: 'UTC' }, notAfter: null }
    expect(await new MissedState(bridge).reschedule(missed, time)).toBe(true)
    expect(calls.at(-1)?.input).toEqual({ entryId: 'e3', ...time })
  })
})
