// The whole profile taken along: exported from one, imported into another.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createContacts } from '../../main/contacts/contacts.ts'
import { openStore } from '../../main/storage/open-store.ts'
import { createLocalFiles } from '../../main/system/local-files.ts'
import { storageWorkerUrl } from '../../scripts/support/storage-worker.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'
import { formsOf } from '../support/secret-forms.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { policyText } from '../unit/policy/sample.ts'
import { formOf } from '../unit/servers/sample.ts'

const open: Harness[] = []
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
afterEach(async () => {
  for (const harness of open.splice(0)) await harness.close()
})

async function newProfile(locked?: object): Promise<Harness> {
  const text = policyText({ locked })
  const policy = { read: () => Promise.resolve({ path: '/p', found: { kind: 'text', text } as const }) }
  const harness = await createHarness({
    localFiles: createLocalFiles(),
    ...(locked === undefined ? {} : { policy }),
  })
  open.push(harness)
  return harness
}

async function filled(): Promise<Harness> {
  const harness = await newProfile()
  const { api } = harness
  await api.settings.set({ theme: 'dark', undoSeconds: 10, sending: 'paused' })
  await api.servers.save(formOf({ isDefault: true }))
  await api.templates.save({
    id: null,
    kind: 'message',
    name: 'Minutes',
    subject: 'Minutes',
    text: 'Dear all',
    html: null,
  })
  await api.contacts.save({
    id: null,
    name: 'Bea Field',
    given: '',
    family: '',
    addresses: [{ address: 'bea@example.org', label: '' }],
    organisation: '',
    note: '',
    details: [],
  })
  await api.profile.export()
  return harness
}

/** Lets the next file picker give the exported text. */
async function give(harness: Harness, text: string): Promise<void> {
  const path = join(harness.dataDir, 'profile.json')
  await writeFile(path, text)
  harness.shell.picked = [path]
}

it('P25: carries no secret', async () => {
  const from = await filled()
  const text = from.shell.saved[0]?.text ?? ''
  expect(text).toContain('mail.example.org')
  expect([...formsOf('hunter2-secret').values()].filter((form) => text.includes(form))).toEqual([])
})

it('shows what it would change first, and then changes it', async () => {
  const text = (await filled()).shell.saved[0]?.text ?? ''
  const to = await newProfile()
  await give(to, text)
  const preview = await to.api.profile.read()
  expect(preview).toMatchObject({
    settings: expect.arrayContaining([{ name: 'theme', now: 'system', then: 'dark' }]) as unknown,
    servers: ['Work'],
    identities: [expect.stringContaining('anna@example.org')],
    templates: ['Minutes'],
    contacts: { added: 1 },
  })
  expect(await to.api.servers.list()).toEqual([])
  const parts = ['settings', 'accounts', 'templates', 'contacts'] as const
  await to.api.profile.apply({ previewId: preview?.id ?? '', parts })
  expect(await to.api.settings.get()).toMatchObject({ theme: 'dark', undoSeconds: 10, sending: 'on' })
  expect(await to.api.servers.list()).toMatchObject([{ name: 'Work', hasPassword: false, isDefault: true }])
  expect(await to.api.templates.list()).toMatchObject([{ name: 'Minutes' }])
  const again = await to.api.profile.read()
  expect(again).toMatchObject({ settings: [], servers: [], templates: [], kept: 2, contacts: { added: 0 } })
})

it('takes contacts without writing over what another process stored since they were shown', async () => {
  const text = (await filled()).shell.saved[0]?.text ?? ''
  const to = await newProfile()
  await to.api.contacts.save({
    ...{ id: null, name: '', given: '', family: '', organisation: '', note: '', details: [] },
    addresses: [{ address: 'bea@example.org', label: '' }],
  })
  await give(to, text)
  const preview = await to.api.profile.read()
  const { dataDir, clock } = to
  const { store } = await openStore({ dataDir, clock, log: silent, workerUrl: storageWorkerUrl })
  const random = createSeededRandom(2)
  const other = createContacts({ table: store.people, clock, random, changed: () => undefined })
  await other.change(({ contacts }) => ({
    contacts: { put: contacts.map((contact) => ({ ...contact, note: 'Likes tea' })), remove: [] },
  }))
  await store.close()
  await to.api.profile.apply({ previewId: preview?.id ?? '', parts: ['contacts'] })
  const [row] = (await to.api.contacts.list({ text: '', offset: 0, limit: 1 })).rows
  const { contact } = await to.api.contacts.get({ contactId: row?.id ?? '' })
  expect(contact).toMatchObject({ name: 'Bea Field', note: 'Likes tea' })
})

it('leaves what is locked, and says so', async () => {
  const text = (await filled()).shell.saved[0]?.text ?? ''
  const to = await newProfile({ theme: 'light' })
  await give(to, text)
  const preview = await to.api.profile.read()
  expect(preview).toMatchObject({ locked: ['theme'], settings: [{ name: 'undoSeconds' }] })
  await to.api.profile.apply({ previewId: preview?.id ?? '', parts: ['settings'] })
  expect(await to.api.settings.get()).toMatchObject({ theme: 'light', undoSeconds: 10 })
})

it.each([
  ['no JSON', 'what'],
  ['another file', '{"format":"sendoff-servers","version":1}'],
  ['a later version', '{"format":"sendoff-profile","version":2}'],
  [
    'a setting out of its limits',
    '{"format":"sendoff-profile","version":1,"exportedAt":"","settings":{"undoSeconds":99},"accounts":{},"templates":[],"contacts":""}',
  ],
])('refuses %s with a sentence', async (_name, text) => {
  const to = await newProfile()
  await give(to, text)
  await expect(to.api.profile.read()).rejects.toMatchObject({ failure: { code: 'file' } })
})

it('measures what lies in the profile', async () => {
  const harness = await filled()
  const use = await harness.api.profile.diskUse()
  expect(use.dataDir).toBe(harness.dataDir)
  expect(use.database).toBeGreaterThan(0)
})
