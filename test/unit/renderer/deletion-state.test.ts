import { describe, expect, it } from 'vitest'
import { DeletionState } from '../../../renderer/state/deletion-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { sampleEntry, settle } from './sample.ts'

function open(handlers: Parameters<typeof createFakeBridge>[0] = {}) {
  const fake = createFakeBridge({
    'outbox.hold': () => ok(undefined),
    'outbox.release': () => ok(undefined),
    'outbox.delete': () => ok(undefined),
    ...handlers,
  })
  const timers: (() => void)[] = []
  const deletion = new DeletionState(fake.bridge, (_, run) => {
    timers.push(run)
    return () => timers.splice(timers.indexOf(run), 1)
  })
  return { deletion, timers, names: () => fake.calls.map(({ name }) => name) }
}

describe('DeletionState', () => {
  it('holds what would be sent meanwhile, and deletes it after a while', async () => {
    const { deletion, timers, names } = open()
    await deletion.delete(sampleEntry())
    expect(deletion.isHidden('e1')).toBe(true)
    expect(names()).toEqual(['outbox.hold'])
    timers[0]?.()
    await settle()
    expect(names()).toEqual(['outbox.hold', 'outbox.delete'])
    expect(deletion.isHidden('e1')).toBe(false)
  })

  it('takes it back and releases what it held', async () => {
    const { deletion, timers, names } = open()
    await deletion.delete(sampleEntry())
    await deletion.undo()
    expect(names()).toEqual(['outbox.hold', 'outbox.release'])
    expect(deletion.pending).toBeNull()
    expect(timers).toHaveLength(0)
  })

  it('leaves alone what waits for the person anyway', async () => {
    const { deletion, names } = open()
    await deletion.delete(sampleEntry({ group: 'your-move', state: 'failed' }))
    await deletion.undo()
    expect(names()).toEqual([])
  })

  it('asks at once about what is being sent', async () => {
    const failure = { code: 'not-possible', message: 'It came too late.' }
    const { deletion, names } = open({ 'outbox.delete': () => ({ ok: false, failure }) })
    await deletion.delete(sampleEntry({ state: 'sending' }))
    expect(names()).toEqual(['outbox.delete'])
    expect(deletion.failure).toEqual(failure)
    expect(deletion.isHidden('e1')).toBe(false)
  })

  it('ends one deletion before the next begins', async () => {
    const { deletion, names } = open()
    await deletion.delete(sampleEntry({ group: 'settled', state: 'sent' }))
    await deletion.delete(sampleEntry({ id: 'e2', group: 'settled', state: 'sent' }))
    expect(names()).toEqual(['outbox.delete'])
    expect(deletion.isHidden('e2')).toBe(true)
  })

  it('deletes at once what can no longer be held', async () => {
    const { deletion, names } = open({
      'outbox.hold': () => ({ ok: false, failure: { code: 'not-possible', message: 'It is being sent.' } }),
    })
    await deletion.delete(sampleEntry())
    expect(names()).toEqual(['outbox.hold', 'outbox.delete'])
  })
})
