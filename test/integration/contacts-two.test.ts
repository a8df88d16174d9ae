// Two processes on one profile, each with contacts in its own memory: neither writes over what the other stored.
import { expect, test } from 'vitest'
import { openTwoRooms } from '../support/two-rooms.ts'

test('counts of both processes add up, and an import of one keeps what the other stored', async () => {
  const { profile, first, second } = await openTwoRooms()
  await Promise.all([first.people(), second.people()])
  const ann = { address: 'ann@example.org', name: 'Ann' }
  for (let round = 0; round < 25; round += 1) {
    await Promise.all([first.learn([ann]), second.learn([ann])])
  }
  const made = { name: 'Ann', addresses: [{ address: 'ann@example.org' }], createdAt: 1, changedAt: 1 }
  await Promise.all([
    first.change({ contacts: { put: [{ ...made, id: 'one' }], remove: [] } }),
    second.change(({ contacts }) => ({
      contacts: { put: contacts.length === 0 ? [{ ...made, id: 'two' }] : [], remove: [] },
    })),
  ])
  await profile.clock.advance(2_001)
  for (const room of [first, second]) {
    const { earlier, contacts } = await room.people()
    expect(earlier.map(({ count }) => count)).toEqual([50])
    expect(contacts.map(({ id }) => id)).toContain('one')
  }
  expect((await first.people()).contacts).toEqual((await second.people()).contacts)
})
