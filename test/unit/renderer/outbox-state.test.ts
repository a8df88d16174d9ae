import { describe, expect, it } from 'vitest'
import type { EntrySummary, OutboxPage } from '../../../main/api.ts'
import { OutboxState, type ListName } from '../../../renderer/state/outbox-state.svelte.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'
import { clockAt, now, sampleEntry, settle } from './sample.ts'

function page(seq: number, entries: readonly EntrySummary[], total = entries.length): OutboxPage {
  const count = (group: string) => entries.filter((entry) => entry.group === group).length
  return {
    seq,
    total,
    entries,
    counts: { yourMove: count('your-move'), moving: count('moving'), settled: count('settled') },
    lanes: [],
  }
}

async function open(first: OutboxPage, list: ListName = 'outbox') {
  let answer: OutboxPage = first
  const fake = createFakeBridge({ 'outbox.list': () => ok(answer) })
  const outbox = new OutboxState(fake.bridge, { list, now: () => now, pageSize: 2 })
  outbox.start()
  await settle()
  const change = (seq: number, entryId: string, entry: EntrySummary | null) => {
    fake.emit('outbox.changed', { seq, entries: [{ entryId, entry }], lanes: [] })
  }
  return {
    outbox,
    change,
    reads: () => fake.calls.length,
    ids: () => outbox.entries.map(({ id }) => id),
    answer: (next: OutboxPage) => {
      answer = next
    },
  }
}

describe('OutboxState', () => {
  it('takes the next change without reading again', async () => {
    const { outbox, change, reads } = await open(page(1, [sampleEntry()]))
    change(2, 'e1', sampleEntry({ state: 'sending' }))
    await settle()
    expect(outbox.entries[0]?.state).toBe('sending')
    expect(reads()).toBe(1)
  })

  it('reads again on a gap', async () => {
    const { outbox, change, answer, reads } = await open(page(1, [sampleEntry()]))
    answer(page(5, [sampleEntry({ state: 'deferred' })]))
    change(5, 'e1', sampleEntry({ state: 'sending' }))
    await settle()
    expect(reads()).toBe(2)
    expect(outbox.entries[0]?.state).toBe('deferred')
  })

  it('ignores a change that the snapshot has already', async () => {
    const { outbox, change } = await open(page(7, [sampleEntry({ state: 'deferred' })]))
    change(6, 'e1', sampleEntry({ state: 'sending' }))
    await settle()
    expect(outbox.entries[0]?.state).toBe('deferred')
  })

  it('keeps changes that come while it reads', async () => {
    let release: (value: OutboxPage) => void = () => undefined
    const fake = createFakeBridge({
      'outbox.list': () => new Promise((resolve) => (release = (value) => resolve(ok(value)))),
    })
    const outbox = new OutboxState(fake.bridge, { list: 'outbox', now: () => now })
    outbox.start()
    const entry = sampleEntry({ state: 'sending' })
    fake.emit('outbox.changed', { seq: 2, entries: [{ entryId: 'e1', entry }], lanes: [] })
    release(page(1, [sampleEntry()]))
    await settle()
    expect(outbox.entries[0]?.state).toBe('sending')
  })

  it('counts what changes its group, comes and goes', async () => {
    const { outbox, change, ids } = await open(page(1, [sampleEntry()]))
    change(2, 'e1', sampleEntry({ group: 'your-move', state: 'failed' }))
    change(3, 'e2', sampleEntry({ id: 'e2' }))
    expect(outbox.counts).toEqual({ yourMove: 1, moving: 1, settled: 0 })
    change(4, 'e1', null)
    expect(outbox.counts).toEqual({ yourMove: 0, moving: 1, settled: 0 })
    expect(ids()).toEqual(['e2'])
    expect(outbox.total).toBe(1)
  })

  it('asks the core about an entry beyond what was read', async () => {
    const { change, reads } = await open(page(1, [sampleEntry(), sampleEntry({ id: 'e2' })], 9))
    change(2, 'e8', sampleEntry({ id: 'e8' }))
    await settle()
    expect(reads()).toBe(2)
  })

  it('asks which missed messages are left once one of them changes', async () => {
    const missed = { count: 1, entryIds: ['e1'], from: now, to: now }
    const { outbox, change, answer, reads } = await open({ ...page(1, [sampleEntry()]), missed })
    expect(outbox.missed).toEqual(missed)
    answer(page(2, [sampleEntry({ state: 'sending' })]))
    change(2, 'e1', sampleEntry({ state: 'sending' }))
    await settle()
    expect([reads(), outbox.missed]).toEqual([2, null])
  })

  it('keeps what was settled today, and lets go what was settled before', async () => {
    const { change, ids } = await open(page(1, [sampleEntry(), sampleEntry({ id: 'e2' })]))
    change(2, 'e1', sampleEntry({ state: 'sent', group: 'settled' }))
    change(
      3,
      'e2',
      sampleEntry({ id: 'e2', state: 'sent', group: 'settled', at: clockAt(9, 0) - 86_400_000 }),
    )
    expect(ids()).toEqual(['e1'])
  })

  it('lists under Sent only what was handed over in whole', async () => {
    const { change, ids } = await open(page(1, []), 'sent')
    change(2, 'e1', sampleEntry({ state: 'partlySent' }))
    change(3, 'e2', sampleEntry({ id: 'e2', state: 'sent', group: 'settled' }))
    expect(ids()).toEqual(['e2'])
  })

  it('shows a refused reading and keeps what it had', async () => {
    const fake = createFakeBridge({
      'outbox.list': () => ({ ok: false, failure: { code: 'storage', message: 'The disk is full.' } }),
    })
    const outbox = new OutboxState(fake.bridge, { list: 'outbox', now: () => now })
    await outbox.read()
    expect(outbox.failure?.code).toBe('storage')
    expect(outbox.loaded).toBe(false)
  })

  it('holds the part of the list that is in sight, and asks where an entry goes that moves', async () => {
    const all = Array.from({ length: 40 }, (_, n) => sampleEntry({ id: `e${n}` }))
    const asked: number[] = []
    const fake = createFakeBridge({
      'outbox.list': ({ offset, limit }: { offset: number; limit: number }) => {
        asked.push(offset)
        return ok(page(1, all.slice(offset, offset + limit), all.length))
      },
    })
    const outbox = new OutboxState(fake.bridge, { list: 'outbox', now: () => now, pageSize: 8 })
    await outbox.read()
    await outbox.showAt(3)
    expect(asked).toEqual([0])
    await outbox.showAt(20)
    expect([outbox.offset, outbox.entries[0]?.id, outbox.entries.length]).toEqual([16, 'e16', 8])
    await outbox.showAt(39)
    expect([outbox.offset, outbox.entries.at(-1)?.id]).toEqual([32, 'e39'])
    await outbox.showAt(38)
    expect(asked).toEqual([0, 16, 32])
  })

  it('asks the core about every change where only some entries are wanted', async () => {
    const filters: unknown[] = []
    const fake = createFakeBridge({
      'outbox.list': ({ filter }: { filter: unknown }) => {
        filters.push(filter)
        return ok(page(1, [sampleEntry()]))
      },
    })
    const outbox = new OutboxState(fake.bridge, {
      list: 'outbox',
      now: () => now,
      filter: { text: 'minutes' },
    })
    outbox.start()
    await settle()
    fake.emit('outbox.changed', {
      seq: 2,
      entries: [{ entryId: 'e9', entry: sampleEntry({ id: 'e9' }) }],
      lanes: [],
    })
    await settle()
    expect(filters).toEqual([{ text: 'minutes' }, { text: 'minutes' }])
  })
})
