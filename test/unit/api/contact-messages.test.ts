import { expect, test } from 'vitest'
import { stateOfAddress, statesOf } from '../../../main/api/contact-messages.ts'
import { entryWith, now, recipient, type StatusName } from '../outbox/sample.ts'

const to = (state: StatusName, id: string, updatedAt: number) =>
  entryWith([], {
    id,
    updatedAt,
    recipients: [{ ...recipient('accepted', 9) }, { ...recipient(state), address: 'Nora@example.org' }],
  })

test('the newest message that was tried decides, with what the server said', () => {
  const entries = [to('accepted', 'old', 1), to('rejected', 'new', 2), to('pending', 'newest', 3)]
  expect(stateOfAddress('nora@example.org', entries)).toEqual({
    state: 'rejected',
    at: now,
    reply: '550 5.1.1 No such user here',
    entryId: 'new',
    list: 'outbox',
    entryState: 'partlySent',
  })
  expect(stateOfAddress('nora@example.org', [to('accepted', 'after', 5), ...entries])?.state).toBe('accepted')
})

test('what waits alone is said too; nothing is said of an address without a message', () => {
  expect(stateOfAddress('nora@example.org', [to('pending', 'a', 1)])?.state).toBe('pending')
  expect(stateOfAddress('ann@example.org', [to('pending', 'a', 1)])).toBeNull()
  expect(stateOfAddress('nora@example.org', [to('deferred', 'a', 1)])?.reply).toBe('450 4.2.0 Greylisted')
})

test('a report that came later goes before what the first server said', () => {
  const entry = {
    ...to('accepted', 'a', 1),
    reports: [
      {
        ...({ address: 'Nora@example.org', action: 'failed', status: '5.1.1', by: 'message-id' } as const),
        ...{ lines: ['550 no such user'], readAt: 7 },
      },
    ],
  }
  expect(stateOfAddress('nora@example.org', [entry])).toMatchObject({
    state: 'rejected',
    at: 7,
    reply: '550 no such user',
  })
})

test('states of many addresses come from one look at each list, in their order', async () => {
  const asked: unknown[] = []
  const page = (query: { readonly list: string; readonly filter?: unknown }) => {
    asked.push([query.list, query.filter])
    const entries = query.list === 'outbox' ? [to('rejected', 'a', 2)] : []
    return Promise.resolve({ entries, total: entries.length })
  }
  const outbox = { page } as unknown as Parameters<typeof statesOf>[0]['outbox']
  const addresses = ['ann@example.org', 'nora@example.org']
  expect((await statesOf({ outbox }, addresses)).map((state) => state?.state ?? null)).toEqual([
    null,
    'rejected',
  ])
  expect(asked).toEqual([
    ['outbox', { addresses }],
    ['sent', { addresses }],
  ])
  expect(await statesOf({ outbox }, [])).toEqual([])
})
