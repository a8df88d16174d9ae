import { expect, it } from 'vitest'
import type { Attempt } from '../../../main/outbox/entry.ts'
import type { TranscriptLine } from '../../../main/smtp/types.ts'
import { findLastGood } from '../../../main/transcript/last-good.ts'

function attemptOf(id: string, over: Partial<Attempt> = {}): Attempt {
  const facts = { entryId: 'e', number: 1, revision: 1, serverId: 's1', serverName: '', serverHost: '' }
  return {
    ...facts,
    id,
    startedAt: 100,
    step: 'ended',
    notes: [],
    counts: true,
    overall: 'accepted',
    ...over,
  }
}

const greeting: TranscriptLine = { seq: 1, atMs: 0, from: 'server', phase: 'greeting', text: '220' }
const mail: TranscriptLine = { seq: 1, atMs: 0, from: 'client', phase: 'mail', text: 'MAIL FROM:<>' }

function find(given: readonly (readonly [Attempt, TranscriptLine])[]) {
  return findLastGood(attemptOf('this', { overall: 'rejected' }), {
    accepted: (serverId, before) => {
      expect([serverId, before]).toEqual(['s1', 100])
      return Promise.resolve(given.map(([attempt]) => attempt))
    },
    readLines: (id) => Promise.resolve(given.flatMap(([attempt, line]) => (attempt.id === id ? [line] : []))),
  })
}

it('takes the newest of the same server before this attempt in which all was accepted', async () => {
  const found = await find([
    [attemptOf('newer'), greeting],
    [attemptOf('old'), greeting],
  ])
  expect(found).toEqual({ attempt: attemptOf('newer'), lines: [greeting] })
})

it('takes a reused session only where there is no other', async () => {
  const reused = [attemptOf('reused'), mail] as const
  expect((await find([reused, [attemptOf('own'), greeting]]))?.attempt.id).toBe('own')
  expect((await find([reused]))?.attempt.id).toBe('reused')
  expect(await find([])).toBeUndefined()
})
