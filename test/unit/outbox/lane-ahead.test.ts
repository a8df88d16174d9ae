import { expect, it } from 'vitest'
import { createLaneAhead } from '../../../main/outbox/lane-ahead.ts'
import type { Next } from '../../../main/outbox/queue.ts'
import { entryWith } from './sample.ts'

const nextOf = (id: string): Next => ({
  entry: entryWith(['pending'], { id }),
  dueAt: 0,
  attempts: 0,
  needsSignIn: false,
})
const none = () => false

it('gives what was read in its order, each once, without what runs already', () => {
  const ahead = createLaneAhead()
  ahead.keep(['a', 'b', 'c'].map(nextOf), { at: 0, floor: 0 }, ahead.mark())
  expect(ahead.take({ at: 1, floor: 0 }, (id) => id === 'a')?.entry.id).toBe('b')
  expect(ahead.take({ at: 1, floor: 0 }, none)?.entry.id).toBe('c')
  expect(ahead.take({ at: 1, floor: 0 }, none)).toBeUndefined()
})

it('gives nothing that was read too long ago, or under another floor', () => {
  const ahead = createLaneAhead()
  ahead.keep([nextOf('a')], { at: 0, floor: 0 }, ahead.mark())
  expect(ahead.take({ at: 251, floor: 0 }, none)).toBeUndefined()
  ahead.keep([nextOf('a')], { at: 0, floor: 0 }, ahead.mark())
  expect(ahead.take({ at: 1, floor: 5 }, none)).toBeUndefined()
})

it('keeps nothing of a read during which something changed', () => {
  const ahead = createLaneAhead()
  const mark = ahead.mark()
  ahead.drop()
  ahead.keep([nextOf('a')], { at: 0, floor: 0 }, mark)
  expect(ahead.take({ at: 0, floor: 0 }, none)).toBeUndefined()
})
