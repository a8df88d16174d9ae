import { expect, test } from 'vitest'
import type { ApiEvents } from '../../../main/api.ts'
import { toSummary } from '../../../main/api/entry-views.ts'
import { createOutboxAnnouncer } from '../../../main/api/outbox-announcer.ts'
import { createEventBus } from '../../../main/events.ts'
import { createFakeClock, settle } from '../../support/fake-clock.ts'
import { entryWith } from '../outbox/sample.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function open() {
  const clock = createFakeClock()
  const events = createEventBus(log)
  const heard: ApiEvents['outbox.changed'][] = []
  events.on('outbox.changed', (change) => void heard.push(change))
  const entry = entryWith(['pending'])
  const kept = new Map([[entry.id, entry]])
  const announcer = createOutboxAnnouncer({
    events,
    clock,
    log,
    find: async (id) => kept.get(id),
    summary: (one) => toSummary(one, 'Work', undefined),
    lanes: async () => [],
  })
  return { clock, heard, announcer, entry }
}

const told = (heard: readonly ApiEvents['outbox.changed'][]) =>
  heard.map(({ seq, entries }) => [seq, entries.map((one) => [one.entryId, one.entry?.state ?? null])])

test('a change is announced at once; what changes while it is made goes together, an entry that is gone as null', async () => {
  const { heard, announcer, entry } = open()
  announcer.changed(entry.id, entry)
  announcer.changed('gone', entry)
  announcer.changed('gone', null)
  await settle()
  expect(told(heard)).toEqual([
    [1, [['e1', 'queued']]],
    [2, [['gone', null]]],
  ])
  expect(announcer.seq).toBe(2)
})

test('more changes than are told one by one leave a number out, so that windows read again', async () => {
  const { heard, announcer, entry } = open()
  announcer.changed(entry.id, entry)
  await settle()
  announcer.manyChanged()
  await settle()
  expect(heard.map(({ seq }) => seq)).toEqual([1, 3])
})

test('progress is announced in batches, each entry once, as it is stored', async () => {
  const { clock, heard, announcer, entry } = open()
  for (let octets = 0; octets < 100; octets += 1) announcer.progressed(entry.id)
  announcer.progressed(null)
  announcer.progressed('gone')
  await settle()
  expect(heard).toEqual([])
  await clock.advance(100)
  expect(told(heard)).toEqual([
    [
      1,
      [
        ['e1', 'queued'],
        ['gone', null],
      ],
    ],
  ])
  await clock.advance(10_000)
  expect(heard).toHaveLength(1)
})

test('a listener that throws stops nobody else, and one that ended hears nothing', () => {
  const events = createEventBus(log)
  const heard: unknown[] = []
  events.on('drafts.changed', () => {
    throw new Error('broken')
  })
  const end = events.on('drafts.changed', (draft) => void heard.push(draft))
  events.emit('drafts.changed', { draftId: 'd1', savedAt: 1 })
  end()
  events.emit('drafts.changed', { draftId: 'd1', savedAt: 2 })
  expect(heard).toEqual([{ draftId: 'd1', savedAt: 1 }])
})
