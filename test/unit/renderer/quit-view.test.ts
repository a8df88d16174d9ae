import { expect, test } from 'vitest'
import type { EntrySummary } from '../../../main/api.ts'
import { toQuitView } from '../../../renderer/quit-view.ts'

const entry = (sentOctets: number | null) =>
  ({
    id: 'e',
    subject: 'Photos',
    serverName: 'Kestrel office',
    state: sentOctets === null ? 'queued' : 'sending',
    ...(sentOctets === null
      ? {}
      : { live: { attemptId: 'a', phase: 'message', sentOctets, totalOctets: 10 } }),
  }) as unknown as EntrySummary
const none = { sending: [], next: [], scheduled: 0 }

test('P6: before the last octet, stopping means that nobody gets it', () => {
  const view = toQuitView({ ...none, sending: [entry(9)] })
  expect(view).toMatchObject({ title: 'One message is on its way', what: 'Photos, over Kestrel office.' })
  expect(view?.stop.label).toBe('Stop now')
  expect(view?.stop.text).toContain('Nobody gets it')
})

test('P3: after it, that it may arrive, and that it is not sent twice', () => {
  const view = toQuitView({ ...none, sending: [entry(10)] })
  expect(view?.stop.label).toBe('Stop now (may arrive)')
  expect(view?.stop.text).toContain('not send it twice')
  expect(view?.foot).toBe('')
})

test('what only waits is not cut off', () => {
  const view = toQuitView({ ...none, next: [entry(null), entry(null)], scheduled: 2 })
  expect(view?.title).toBe('2 messages are on their way')
  expect(view?.stop.text).toBe('Nothing more is sent until you open Sendoff again.')
  expect(view?.background).toContain('2 scheduled')
})

test('nothing on its way: nothing to ask', () => expect(toQuitView(none)).toBeNull())
