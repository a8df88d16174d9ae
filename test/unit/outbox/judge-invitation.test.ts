import { expect, test } from 'vitest'
import { emptyContent } from '../../../main/drafts/drafts.ts'
import type { Invitation } from '../../../main/drafts/message-options.ts'
import { judge } from '../../../main/outbox/judge.ts'

const invitation: Invitation = {
  uid: 'u1',
  sequence: 0,
  title: 'Holiday',
  place: '',
  description: '',
  start: '2026-09-06T00:00',
  end: '2026-09-07T00:00',
  zone: 'America/Santiago',
  allDay: true,
}

async function problemsOf(over: Partial<Invitation>) {
  const judged = await judge(
    {
      files: { verify: () => Promise.resolve() },
      identity: (id) => Promise.resolve({ id, name: '', address: 'a@example.org', serverId: 's1' }),
      hasServer: () => Promise.resolve(true),
    },
    {
      ...emptyContent,
      identityId: 'i1',
      to: ['b@example.org'],
      invitation: { ...invitation, ...over },
    },
  )
  return 'problems' in judged ? judged.problems.map(({ field }) => field) : []
}

test('a whole day without a midnight in its zone is a day', async () => {
  expect(await problemsOf({})).toEqual([])
  expect(await problemsOf({ allDay: false })).toEqual(['invitation'])
})

test('a whole day that ends where it begins, a day that is none and a zone that is none are problems', async () => {
  expect(await problemsOf({ end: invitation.start })).toEqual(['invitation'])
  expect(await problemsOf({ start: '2026-02-31T00:00' })).toEqual(['invitation'])
  expect(await problemsOf({ start: '9999-99-99T00:00' })).toEqual(['invitation'])
  expect(await problemsOf({ allDay: false, zone: 'Mars/Base' })).toEqual(['invitation'])
})
