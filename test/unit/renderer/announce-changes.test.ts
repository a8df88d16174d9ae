import { describe, expect, it } from 'vitest'
import type { EntrySummary } from '../../../main/api.ts'
import { announceChanges } from '../../../renderer/state/announce-changes.ts'
import { AppState } from '../../../renderer/state/app-state.svelte.ts'
import { WindowState } from '../../../renderer/state/window-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { now, sampleEntry, settle } from './sample.ts'

async function open() {
  const page = {
    seq: 1,
    total: 1,
    entries: [sampleEntry()],
    counts: { yourMove: 0, moving: 1, settled: 0 },
    lanes: [],
  }
  const fake = createFakeBridge({
    'outbox.list': () => ok(page),
    'app.info': () => ok({ notices: [] }),
    'servers.list': () => ok([]),
    'drafts.list': () => ok([]),
  })
  const app = new AppState(fake.bridge, { now: () => now, later: () => () => undefined })
  const shell = new WindowState(fake.bridge, { now: () => now, mac: false })
  announceChanges(app, shell)
  app.start()
  await settle()
  let seq = 1
  const said: string[] = []
  const change = async (over: Partial<EntrySummary>) => {
    seq += 1
    const before = shell.announcer.text
    const entries = [{ entryId: 'e1', entry: sampleEntry(over) }]
    fake.emit('outbox.changed', { seq, entries, lanes: [] })
    if (shell.announcer.text !== before) said.push(shell.announcer.text.trim())
    // Each change comes in a turn of its own.
    await Promise.resolve()
  }
  return { change, said }
}

const live = (sentOctets: number) => ({
  attemptId: 'a1',
  phase: 'message' as const,
  sentOctets,
  totalOctets: 10_000_000,
})

describe('announceChanges', () => {
  it('says a change of state once', async () => {
    const { change, said } = await open()
    await change({ state: 'queued' })
    await change({ state: 'sent', group: 'settled', reason: { kind: 'settled' }, handedTo: 'mx.example' })
    await change({ state: 'sent', group: 'settled', reason: { kind: 'settled' }, handedTo: 'mx.example' })
    expect(said).toEqual(['Minutes: handed over, to mx.example.'])
  })

  it('tells progress at the start, at half and at the end, and not between', async () => {
    const { change, said } = await open()
    const sending = { state: 'sending', reason: { kind: 'sending' } } as const
    for (const octets of [1_000_000, 3_000_000, 6_000_000, 9_000_000]) {
      await change({ ...sending, live: live(octets) })
    }
    await change({ state: 'sent', group: 'settled', reason: { kind: 'settled' }, handedTo: 'mx.example' })
    expect(said).toEqual([
      'Minutes: sending, 1.0 of 10.0 MB.',
      'Minutes: 60 % of the message is written.',
      'Minutes: handed over, to mx.example.',
    ])
  })
})
