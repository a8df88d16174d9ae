// Two processes on one profile, each with its own connection: the state machine runs where the rows are locked.
import { expect, test } from 'vitest'
import { createQueue, type QueueNews } from '../../../main/outbox/queue.ts'
import { stateOf } from '../../../main/outbox/state.ts'
import type { Store } from '../../../main/storage/store.ts'
import { allEntries } from '../../support/all-entries.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { entryWith } from '../outbox/sample.ts'
import { attemptOf } from './sample.ts'

const ids = Array.from({ length: 40 }, (_, at) => `e${String(at).padStart(2, '0')}`)

async function openTwo(): Promise<{ profile: TempProfile; first: Store; second: Store }> {
  const profile = await createTempProfile()
  const first = (await profile.open()).store
  for (const id of ids) await first.queue.add(entryWith(['pending'], { id }))
  return { profile, first, second: (await profile.open()).store }
}

test('P2: of two that begin an attempt for the same entry one does', async () => {
  const { first, second } = await openTwo()
  const begin = (store: Store, who: string) =>
    ids.map(async (id) => {
      const attemptId = `${id}-${who}`
      const event = { type: 'attempt-started', attemptId } as const
      const { isChanged } = await store.queue.apply(id, event, 1, attemptOf(id, 1, { id: attemptId }))
      return isChanged
    })
  const begun = await Promise.all([...begin(first, 'first'), ...begin(second, 'second')])
  expect(begun.filter((one) => one)).toHaveLength(ids.length)
  for (const entry of await allEntries(second)) {
    expect(await first.attempts.forEntry(entry.id)).toMatchObject([{ id: entry.sendingAttemptId }])
  }
})

test('nothing that one process did is written over by the other', async () => {
  const { first, second } = await openTwo()
  await Promise.all(
    ids.flatMap((id) => [
      first.queue.apply(id, { type: 'prioritised', priority: 'high' }, 1),
      second.queue.apply(id, { type: 'moved', serverId: 's2' }, 2),
      first.queue.apply(id, { type: 'held', by: 'person' }, 3),
    ]),
  )
  const entries = await allEntries(first)
  expect(entries.map(({ priority, serverId }) => [priority, serverId])).toEqual(ids.map(() => ['high', 's2']))
  expect(entries.map(stateOf)).toEqual(ids.map(() => 'held'))
  expect(await second.queue.lanes()).toEqual([
    { lane: 's2', waiting: ids.length, needsSignIn: false, nextDueAt: null },
  ])
})

test('what another process deleted is refused a further step', async () => {
  const { first, second } = await openTwo()
  await first.queue.apply(
    'e00',
    { type: 'attempt-started', attemptId: 'a1' },
    1,
    attemptOf('e00', 1, { id: 'a1' }),
  )
  await second.queue.remove('e00')
  const step = first.queue.record(attemptOf('e00', 1, { id: 'a1', step: 'about-to-complete' }))
  await expect(step).rejects.toThrow(/deleted/)
})

test('what another process changed is told as it stands now, what it deleted as gone, very many as a whole', async () => {
  const { profile, first, second } = await openTwo()
  const told: unknown[] = []
  const news: QueueNews = {
    changed: (id, entry) => void told.push([id, entry === null ? null : stateOf(entry)]),
    manyChanged: () => void told.push('many'),
  }
  const queue = createQueue({ store: first.queue, clock: profile.clock, news })
  await second.queue.apply('e00', { type: 'held', by: 'person' }, 1)
  await second.queue.remove('e01')
  await queue.refresh(['e00', 'e01'])
  await queue.refresh(Array.from({ length: 101 }, () => 'e02'))
  expect(told).toEqual([['e00', 'held'], ['e01', null], 'many'])
})
