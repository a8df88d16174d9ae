import { describe, expect, it } from 'vitest'
import type { People, PeopleChange } from '../../../main/contacts/contact.ts'
import { createContacts } from '../../../main/contacts/contacts.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { contact, nobody } from './sample.ts'

function createRoom(people: Partial<People> = {}, fails: () => boolean = () => false) {
  const stored: PeopleChange[] = []
  let changes = 0
  let revision = 0
  const room = createContacts({
    table: {
      all: async () => ({ people: { ...nobody, ...people }, revision }),
      revision: async () => revision,
      change: async (change) => {
        if (fails()) throw new Error('no room')
        stored.push(change)
        return (revision += 1)
      },
    },
    clock: createFakeClock(),
    random: createSeededRandom(),
    changed: () => (changes += 1),
  })
  return { room, stored, changes: () => changes }
}

const offered = async ({ room }: ReturnType<typeof createRoom>, text: string) =>
  (await room.complete({ text, limit: 9, exclude: [] })).map(({ address }) => address)

describe('the contacts', () => {
  it('learn whom mail goes to: count, name and time, many at once in one change', async () => {
    const made = createRoom()
    await Promise.all([
      made.room.learn([{ address: 'Ann@example.org', name: 'Ann' }]),
      made.room.learn([{ address: 'ann@example.org' }, { address: 'bob@example.org' }]),
    ])
    expect(made.stored).toHaveLength(1)
    expect((await made.room.people()).earlier.map(({ id, count, name }) => ({ id, count, name }))).toEqual([
      { id: 'ann@example.org', count: 2, name: 'Ann' },
      { id: 'bob@example.org', count: 1, name: undefined },
    ])
    expect(await offered(made, 'an')).toEqual(['ann@example.org'])
  })

  it('forget an address until mail goes there again, of a contact too', async () => {
    const made = createRoom({ contacts: [contact('1', 'Ann', 'ann@example.org')] })
    await made.room.learn([{ address: 'bob@example.org' }])
    await made.room.forget('bob@example.org')
    const undoId = await made.room.forget('ANN@example.org')
    expect(await offered(made, 'ann')).toEqual([])
    expect((await made.room.people()).earlier.map(({ id }) => id)).toEqual(['ann@example.org'])
    await made.room.undo(undoId)
    expect(await offered(made, 'ann')).toEqual(['ann@example.org'])
    await made.room.forget('ann@example.org')
    await made.room.learn([{ address: 'ann@example.org' }])
    expect(await offered(made, 'ann')).toEqual(['ann@example.org'])
  })

  it('bring back what was deleted, once', async () => {
    const made = createRoom({ contacts: [contact('1', 'Ann', 'ann@example.org')] })
    const undoId = await made.room.change({ contacts: { put: [], remove: ['1'] } })
    expect((await made.room.people()).contacts).toEqual([])
    await made.room.undo(undoId)
    expect((await made.room.people()).contacts.map(({ name }) => name)).toEqual(['Ann'])
    await expect(made.room.undo(undoId)).rejects.toThrow('cannot be undone')
  })

  it('merge two: nothing of either is lost, groups follow, undo parts them again', async () => {
    const made = createRoom({
      contacts: [
        { ...contact('1', 'Hélène Marchand', 'h@x.example'), note: 'PDF' },
        {
          ...contact('2', 'Helene M.', 'H@x.example', 'atelier@x.example'),
          organisation: 'Reliure',
          note: 'Tea',
        },
      ],
      groups: [
        { id: 'g', name: 'G', field: 'to', members: [{ address: 'atelier@x.example', contactId: '2' }] },
      ],
    })
    expect((await made.room.duplicates()).get('1')).toEqual([{ contactId: '2', why: 'address' }])
    const undoId = await made.room.merge('1', '2')
    const { contacts, groups } = await made.room.people()
    expect(contacts).toHaveLength(1)
    expect(contacts[0]).toMatchObject({
      name: 'Hélène Marchand',
      organisation: 'Reliure',
      note: 'PDF\nTea',
      addresses: [{ address: 'h@x.example' }, { address: 'atelier@x.example' }],
      details: [{ label: 'Name', value: 'Helene M.' }],
    })
    expect(groups[0]?.members[0]?.contactId).toBe('1')
    await made.room.undo(undoId)
    expect((await made.room.people()).contacts.map(({ id }) => id).toSorted()).toEqual(['1', '2'])
  })

  it('compute a change anew from what another process stored meanwhile, tell of it, and give up in the end', async () => {
    let [revision, isBusy, changes] = [1, false, 0]
    let people = { ...nobody, contacts: [contact('1', 'Ann', 'ann@example.org')] }
    const stored: PeopleChange[] = []
    const room = createContacts({
      table: {
        all: async () => ({ people, revision }),
        revision: async () => revision,
        change: async (change, since) => {
          if (isBusy) revision += 1
          if (since !== revision) return null
          stored.push(change)
          return (revision += 1)
        },
      },
      clock: createFakeClock(),
      random: createSeededRandom(),
      changed: () => (changes += 1),
    })
    await room.people()
    people = { ...nobody, contacts: [contact('2', 'Bob', 'bob@example.org')] }
    revision += 1
    await room.change(({ contacts }) => ({ contacts: { put: [], remove: contacts.map(({ id }) => id) } }))
    expect(stored).toEqual([{ contacts: { put: [], remove: ['2'] } }])
    expect(changes).toBe(2)
    isBusy = true
    await expect(room.learn([{ address: 'a@example.org' }])).rejects.toThrow('Another program changes')
  })

  it('keep what they had where the disk refuses, and go on', async () => {
    let full = true
    const made = createRoom({}, () => full)
    await expect(made.room.learn([{ address: 'a@example.org' }])).rejects.toThrow('no room')
    expect(made.changes()).toBe(0)
    expect((await made.room.people()).earlier).toEqual([])
    full = false
    await made.room.learn([{ address: 'b@example.org' }])
    expect((await made.room.people()).earlier).toHaveLength(1)
  })
})
