import { expect, it } from 'vitest'
import type { Lanes } from '../../../main/outbox/lanes.ts'
import type { Note } from '../../../main/outbox/lease/note.ts'
import { createSharedLanes } from '../../../main/outbox/shared-lanes.ts'
import { settle } from '../../support/fake-clock.ts'
import { entryWith } from './sample.ts'

const done = () => Promise.resolve()

/** Lanes that only write down what they are told. */
function open(isHeard: boolean) {
  const journal: string[] = []
  const told: Note[] = []
  const say = (text: string) => void journal.push(text)
  const lanes: Lanes = {
    wake: (serverId, entryId) => say(`wake ${serverId ?? 'all'} ${entryId ?? ''}`.trim()),
    networkBack: done,
    suspend: () => undefined,
    hurry: (serverId, entryId) => say(`hurry ${serverId} ${entryId}`),
    calm: () => undefined,
    signedIn: (serverId) => say(`signed in ${serverId}`),
    stop: done,
    gone: async (entryId) => say(`gone ${entryId}`),
    cancel: async (serverId, entryId) => say(`cancel ${serverId} ${entryId}`),
    live: () => undefined,
    reasonFor: () => undefined,
    views: () => [],
    drop: done,
    close: done,
  }
  return { shared: createSharedLanes(lanes, { isHeard, tell: (note) => told.push(note) }), journal, told }
}

const sending = entryWith(['pending'], { id: 'e1', sendingAttemptId: 'a1', sendingLane: 's2' })
const atRest = entryWith(['pending'], { id: 'e1' })

it('P21: another process ends the attempt; it is over when the entry is told with none', async () => {
  const { shared, journal, told } = open(true)
  let isOver = false
  void shared.endAttempt(sending).then(() => (isOver = true))
  shared.changed('e1', sending)
  await settle()
  expect([told, isOver]).toEqual([[{ kind: 'cancel', ids: ['e1'] }], false])
  shared.changed('e1', atRest)
  await settle()
  expect([journal, isOver]).toEqual([[], true])
})

it('P21: where nobody hears, or the entry is gone, nothing is waited for', async () => {
  await open(false).shared.endAttempt(sending)
  const { shared } = open(true)
  const ending = shared.endAttempt(sending)
  shared.changed('e1', null)
  await ending
})

it('asks the lanes once they are ours, and tells others only what concerns them too', async () => {
  const { shared, journal, told } = open(true)
  shared.hurry('e1', ['s1'])
  shared.wake()
  shared.signedIn('s1')
  expect([journal, told.map(({ kind }) => kind)]).toEqual([[], ['hurry', 'signed-in']])
  shared.takeOver()
  shared.hurry('e1', ['s1', 's2'])
  shared.signedIn('s1')
  shared.changed('e1', atRest)
  shared.changed('e2', null)
  await shared.endAttempt(sending)
  expect(journal).toEqual([
    'hurry s1 e1',
    'hurry s2 e1',
    'signed in s1',
    'wake s1 e1',
    'gone e2',
    'cancel s2 e1',
  ])
  expect(told.map(({ kind }) => kind)).toEqual(['hurry', 'signed-in', 'signed-in'])
})
