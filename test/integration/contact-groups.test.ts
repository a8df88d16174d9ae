// Groups of contacts: members that are added and taken out, and two processes on one profile.
import { expect, test } from 'vitest'
import { createGroupCalls } from '../../main/api/contact-groups.ts'
import type { Outbox } from '../../main/outbox/outbox.ts'
import { peopleLimits } from '../../main/contacts/contact.ts'
import { openTwoRooms } from '../support/two-rooms.ts'

/** No message is kept. */
const noMail = { page: () => Promise.resolve({ entries: [], total: 0 }) } as unknown as Pick<Outbox, 'page'>

async function openTwo() {
  const { first: room, second: other } = await openTwoRooms()
  const calls = createGroupCalls({ contacts: room, outbox: noMail })
  const crew = async (...addresses: readonly string[]) => {
    const members = addresses.map((address) => ({ address }))
    const outcome = await calls.saveGroup({ id: null, name: 'Crew', members, field: 'to' })
    if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
    return outcome.id
  }
  const addresses = async (groupId: string) =>
    (await calls.getGroup({ groupId })).members.map(({ address }) => address)
  return { calls, room, other, crew, addresses }
}

const bea = { id: 'bea', name: 'Bea', createdAt: 1, changedAt: 1 }

test('what is no address is named, the others are added, nobody twice', async () => {
  const { calls, crew, addresses } = await openTwo()
  const groupId = await crew('ann@example.org')
  const text = 'Ann <ANN@example.org>, Bob <bob@example.org>; carl@@example.org, bob@example.org'
  const { added, problems, undoId } = await calls.addMembers({ groupId, text })
  expect([added, problems.map((problem) => problem.text)]).toEqual([1, ['carl@@example.org']])
  expect(await addresses(groupId)).toEqual(['ann@example.org', 'bob@example.org'])
  expect(undoId).not.toBeNull()
  expect(await calls.addMembers({ groupId, text: 'bob@example.org' })).toEqual({
    added: 0,
    problems: [],
    undoId: null,
  })
})

test('a group that is gone, and one that would have too many members, take nobody', async () => {
  const { calls, room, crew, addresses } = await openTwo()
  await expect(calls.addMembers({ groupId: 'gone', text: 'ann@example.org' })).rejects.toMatchObject({
    failure: { code: 'not-found' },
  })
  await expect(calls.removeMembers({ groupId: 'gone', addresses: ['a@x.example'] })).rejects.toMatchObject({
    failure: { code: 'not-found' },
  })
  const groupId = await crew('ann@example.org')
  const members = Array.from({ length: peopleLimits.members }, (_, at) => ({ address: `m${at}@x.example` }))
  await room.change(({ groups }) => ({
    groups: { put: groups.map((group) => ({ ...group, members })), remove: [] },
  }))
  await expect(calls.addMembers({ groupId, text: 'ann@example.org' })).rejects.toMatchObject({
    failure: { code: 'not-possible' },
  })
  expect(await addresses(groupId)).toHaveLength(peopleLimits.members)
})

test('a member that is a contact follows it, and is taken out by the address that is shown', async () => {
  const { calls, room, crew, addresses } = await openTwo()
  await room.change({
    contacts: { put: [{ ...bea, addresses: [{ address: 'old@example.org' }] }], remove: [] },
  })
  const groupId = await crew('ann@example.org')
  await calls.addMembers({ groupId, text: 'old@example.org' })
  await room.change({
    contacts: { put: [{ ...bea, addresses: [{ address: 'new@example.org' }] }], remove: [] },
  })
  expect(await addresses(groupId)).toEqual(['ann@example.org', 'new@example.org'])
  await calls.removeMembers({ groupId, addresses: ['NEW@example.org', 'nobody@example.org'] })
  expect(await addresses(groupId)).toEqual(['ann@example.org'])
})

test('a group that another process deleted is not stored again, and its name is given once', async () => {
  const { calls, other, crew } = await openTwo()
  const groupId = await crew('ann@example.org')
  await other.change({ groups: { put: [], remove: [groupId] } })
  const form = { name: 'Crew', members: [], field: 'to' } as const
  await expect(calls.saveGroup({ ...form, id: groupId })).rejects.toMatchObject({
    failure: { code: 'not-found' },
  })
  await other.change({ groups: { put: [{ ...form, id: 'theirs' }], remove: [] } })
  await expect(calls.saveGroup({ ...form, id: null })).rejects.toMatchObject({
    failure: { code: 'not-possible', message: expect.stringContaining('Crew') as string },
  })
  expect((await other.people()).groups).toEqual([{ ...form, id: 'theirs' }])
})
