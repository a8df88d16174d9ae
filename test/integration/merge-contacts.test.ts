// A mail merge whose table is people of the contacts, and cells that are filled in by hand.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHarness, type Harness } from '../support/core-harness.ts'

let core: Harness
let jobId: string

beforeEach(async () => {
  core = await createHarness()
  jobId = (await core.api.merge.create()).jobId
})
afterEach(() => core.close())

async function saveContact(name: string, address: string, over = {}): Promise<string> {
  const saved = await core.api.contacts.save({
    ...{ id: null, name, given: '', family: '', organisation: '', note: '', details: [] },
    addresses: [{ address, label: '' }],
    ...over,
  })
  if (!saved.saved) throw new Error(JSON.stringify(saved.problems))
  return saved.id
}

async function saveGroup(name: string, members: readonly { address: string; contactId?: string }[]) {
  const saved = await core.api.contacts.saveGroup({ id: null, name, members, field: 'to' })
  if (!saved.saved) throw new Error(JSON.stringify(saved.problems))
  return saved.id
}

const cellsOf = async (column: number) =>
  (await core.api.merge.cells({ jobId, column, rows: [1, 2, 3, 4] })).map(({ value }) => value)

test('a group becomes the table, each person once; what changes in the contacts later changes nothing', async () => {
  const ann = await saveContact('Ann van Doe', 'ann@example.org', {
    organisation: 'Club',
    details: [{ label: 'Boat', value: 'C 14' }],
  })
  const bob = await saveContact('Bob', 'bob@example.org')
  const crew = await saveGroup('Crew', [
    { address: 'ann@example.org', contactId: ann },
    { address: 'cleo@example.net' },
  ])
  const both = await saveGroup('Both', [{ address: 'ANN@example.org' }])
  const people = { all: false, groupIds: [crew], contactIds: [] }
  const view = await core.api.merge.takeContacts({ jobId, people })
  expect(view).toMatchObject({
    rows: 2,
    canReread: false,
    table: { name: 'Crew' },
    columns: ['Name', 'First name', 'Last name', 'Address', 'Organisation', 'Note', 'Boat'],
    roles: { name: 0, address: 3, cc: null, bcc: null, files: null },
  })
  expect(await cellsOf(2)).toEqual(['van Doe', ''])
  expect(await cellsOf(6)).toEqual(['C 14', ''])
  await core.api.contacts.remove({ contactIds: [ann, bob] })
  await core.api.contacts.removeGroup({ groupId: crew })
  await core.restart()
  expect(await cellsOf(3)).toEqual(['ann@example.org', 'cleo@example.net'])
  expect(await core.api.merge.preview({ jobId, row: 1 })).toMatchObject({
    to: ['Ann van Doe <ann@example.org>'],
  })
  const gone = core.api.merge.takeContacts({ jobId, people })
  await expect(gone).rejects.toThrow('not there any more')
  expect((await core.api.merge.get({ jobId })).rows).toBe(2)
  const again = await core.api.merge.takeContacts({
    jobId,
    people: { all: false, groupIds: [both], contactIds: [] },
  })
  expect(again.rows).toBe(1)
})

test('chosen people and several groups are one table; nobody is refused', async () => {
  const ann = await saveContact('Ann', 'ann@example.org')
  const nobody = { all: false, groupIds: [], contactIds: [] }
  const crew = await saveGroup('Crew', [{ address: 'ann@example.org', contactId: ann }])
  await saveContact('Zoe', 'zoe@example.org')
  const all = await core.api.merge.takeContacts({ jobId, people: { ...nobody, all: true, groupIds: [crew] } })
  expect(all).toMatchObject({ rows: 2, table: { name: 'Contacts' } })
  await expect(core.api.merge.takeContacts({ jobId, people: nobody })).rejects.toThrow('Nobody is chosen')
})

test('P24: a cell that is filled in stays with the job, also where the table is read again, and not in the file', async () => {
  const bytes = Buffer.from('Email;First\na@example.org;\nb@@example.org;Bob\n')
  await core.api.merge.readTable({ jobId, name: 'members.csv', bytes })
  await core.api.merge.setCell({ jobId, row: 1, column: 1, value: 'Ann' })
  await core.api.merge.setCell({ jobId, row: 1, column: 1, value: 'Anna' })
  const corrected = await core.api.merge.setCell({ jobId, row: 2, column: 0, value: 'b@example.org' })
  expect(corrected.roles.address).toBe(0)
  expect(await core.api.merge.check({ jobId })).toMatchObject({ badAddresses: { count: 0 } })
  await core.restart()
  await core.api.merge.reread({ jobId, encoding: 'windows-1252', delimiter: ';' })
  expect(await cellsOf(1)).toEqual(['Anna', 'Bob'])
  expect(await cellsOf(0)).toEqual(['a@example.org', 'b@example.org'])
  // Another table has its own cells.
  await core.api.merge.readTable({ jobId, name: 'members.csv', bytes })
  expect(await cellsOf(1)).toEqual(['', 'Bob'])
  await expect(core.api.merge.setCell({ jobId, row: 9, column: 1, value: 'x' })).rejects.toThrow('no row 9')
  await expect(core.api.merge.setCell({ jobId, row: 1, column: 9, value: 'x' })).rejects.toThrow('no such')
})

test('of several files the good ones are attached, and the bad one is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sendoff-merge-'))
  const good = join(folder, 'good.txt')
  await writeFile(good, 'good')
  core.shell.picked = [good, join(folder, 'gone.txt'), folder]
  const { job, problems } = await core.api.merge.pickFiles({ jobId })
  expect(job.attachments.map(({ name }) => name)).toEqual(['good.txt'])
  expect(problems.map(({ message }) => message)).toEqual([
    `${join(folder, 'gone.txt')} is not there any more.`,
    `${folder} is a folder; a message carries files.`,
  ])
  await rm(folder, { recursive: true })
})

test('the reminder of a greeting without a name is switched off in the settings', async () => {
  const { api } = core
  const view = await api.merge.get({ jobId })
  const { name, roles, missing, duplicates, perMinute, list, subject } = view
  const settings = { name, roles, missing, duplicates, perMinute, list, subject }
  const text = 'Liebe Mitglieder,\nes geht los.'
  await api.merge.save({ jobId, settings: { ...settings, identityId: null, schedule: null, text } })
  expect((await api.merge.check({ jobId })).lacksName).toBe(true)
  await api.settings.set({ remindName: false })
  expect((await api.merge.check({ jobId })).lacksName).toBe(false)
})
