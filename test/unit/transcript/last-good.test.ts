import { expect, it } from 'vitest'
import type { Attempt, Entry } from '../../../main/outbox/entry.ts'
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

/** Entries of which only the recipients are read. */
function entryOf(attemptId: string, at: number): Entry {
  const status = { state: 'accepted', at, attemptId } as const
  return { recipients: [{ address: 'a@x.example', field: 'to', status }] } as unknown as Entry
}

function find(given: Readonly<Record<string, readonly [Attempt, TranscriptLine]>>, times: readonly number[]) {
  return findLastGood(attemptOf('this', { overall: 'rejected' }), {
    entries: Object.keys(given).map((id, index) => entryOf(id, times[index] ?? 0)),
    readAttempt: (id) => Promise.resolve(given[id]?.[0]),
    readLines: (id) => Promise.resolve(given[id] === undefined ? [] : [given[id][1]]),
  })
}

it('finds the newest before this attempt, of the same server, in which all went well', async () => {
  const given = {
    old: [attemptOf('old'), greeting],
    newer: [attemptOf('newer'), greeting],
    later: [attemptOf('later'), greeting],
    other: [attemptOf('other', { serverId: 's2' }), greeting],
    partly: [attemptOf('partly', { overall: 'partly' }), greeting],
  } as const
  expect((await find(given, [10, 20, 200, 30, 40]))?.attempt.id).toBe('newer')
})

it('takes a reused session only where there is no other', async () => {
  const reused = [attemptOf('reused'), mail] as const
  expect((await find({ own: [attemptOf('own'), greeting], reused }, [10, 20]))?.attempt.id).toBe('own')
  expect((await find({ reused }, [20]))?.attempt.id).toBe('reused')
  expect(await find({}, [])).toBeUndefined()
})
