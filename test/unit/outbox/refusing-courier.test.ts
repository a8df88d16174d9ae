import { expect, test } from 'vitest'
import { withRefusal } from '../../../main/outbox/refusing-courier.ts'
import { createFakeCourier } from './fake-courier.ts'
import { entryWith } from './sample.ts'

const hooks = {
  step: () => Promise.resolve(),
  aboutToComplete: () => Promise.resolve(),
  phase: () => undefined,
  progress: () => undefined,
}

test('what is allowed is carried, over the session that is there', () => {
  const courier = createFakeCourier()
  const guarded = withRefusal(courier, () => null)
  expect(guarded.hasSession()).toBe(false)
  void guarded.deliver(entryWith(['pending']), [], 'a1', hooks, new AbortController().signal)
  expect(courier.events).toEqual(['deliver e1'])
  expect(guarded.hasSession()).toBe(true)
})

test('what is not is refused with its reason, and no connection is opened', async () => {
  const courier = createFakeCourier()
  const guarded = withRefusal(courier, () => 'TLS is required.')
  const report = await guarded.deliver(entryWith(['pending']), [], 'a1', hooks, new AbortController().signal)
  expect(report.failure).toMatchObject({ kind: 'local', errorCode: 'POLICY', detail: 'TLS is required.' })
  expect(courier.events).toEqual([])
})
