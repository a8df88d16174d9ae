import { expect, test } from 'vitest'
import type { ApiEvents } from '../../../main/api.ts'
import { toSummary } from '../../../main/api/entry-views.ts'
import { createOutboxAnnouncer } from '../../../main/api/outbox-announcer.ts'
import { createEventBus } from '../../../main/events.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { entryWith } from '../outbox/sample.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function open() {
  const clock = createFakeClock()
  const events = createEventBus(log)
  const heard: ApiEvents['outbox.changed'][] = []
  events.on('outbox.changed', (change) => void heard.push(change))
  const entry = entryWith(['pending'])
  const summary = (id: string) => (id === entry.id ? toSummary(entry, 'Work', undefined) : null)
  const announcer = createOutboxAnnouncer({ events, clock, summary, lanes: () => [] })
  return { clock, heard, announcer, entry }
}

test('a change is announced at once, an entry that is gone as null', () => {
  const { heard, announcer, entry } = open()
  announcer.changed(entry.id, entry)
  announcer.changed('gone', null)
  expect(heard.map(({ seq, entries }) => [seq, entries.map((one) => one.entry?.state ?? null)])).toEqual([
    [1, ['queued']],
    [2, [null]],
  ])
  expect(announcer.seq).toBe(2)
})

test('progress is announced in batches, each entry once', async () => {
  const { clock, heard, announcer, entry } = open()
  for (let octets = 0; octets < 100; octets += 1) announcer.progressed(entry.id)
  announcer.progressed(null)
  expect(heard).toEqual([])
  await clock.advance(100)
  expect(heard.map(({ entries }) => entries.length)).toEqual([1])
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
