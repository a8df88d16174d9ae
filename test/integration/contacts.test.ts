import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLocalFiles } from '../../main/system/local-files.ts'
import { createHarness, type Harness } from '../support/core-harness.ts'

let harness: Harness

afterEach(() => harness.close())

const form = (name: string, ...addresses: readonly string[]) => ({
  id: null,
  name,
  given: '',
  family: '',
  organisation: '',
  addresses: addresses.map((address) => ({ address, label: '' })),
  note: '',
  details: [],
})

describe('contacts in the core', () => {
  it('are kept over a restart, found, and completed', async () => {
    harness = await createHarness()
    const saved = await harness.api.contacts.save(form('Ann Doe', 'ann@example.org', ' '))
    expect(saved.saved).toBe(true)
    expect(harness.events['contacts.changed']).toHaveLength(1)
    await harness.restart()
    const { contacts } = harness.api
    expect(await contacts.list({ text: 'doe ann', offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      people: 1,
      rows: [{ name: 'Ann Doe', address: 'ann@example.org', letter: 'A' }],
    })
    expect(await contacts.complete({ text: 'an', limit: 5, exclude: [] })).toMatchObject([
      { name: 'Ann Doe' },
    ])
  })

  it('refuse an address that is none, and name its field', async () => {
    harness = await createHarness()
    expect(await harness.api.contacts.save(form('Ann', 'a@example.org', 'b@@example.org'))).toMatchObject({
      saved: false,
      problems: [{ field: 'addresses[1]' }],
    })
    expect(await harness.api.contacts.save(form(''))).toMatchObject({ problems: [{ field: 'name' }] })
  })

  it('come from a file: shown first, stored on a word, taken back in one', async () => {
    harness = await createHarness({ localFiles: createLocalFiles() })
    const path = join(harness.dataDir, 'members.csv')
    await writeFile(
      path,
      'Vorname;Nachname;E-Mail-Adresse;Gruppe\nAnn;Doe;ann@example.org;Crew\nBob;;bob@@example.org;\n',
    )
    harness.shell.picked = [path]
    const { contacts } = harness.api
    const preview = await contacts.readFile()
    expect(preview).toMatchObject({ kind: 'csv', added: 1, leftOut: 1, fileName: 'members.csv' })
    expect((await contacts.list({ text: '', offset: 0, limit: 1 })).people).toBe(0)
    const done = await contacts.import({ previewId: preview?.id ?? '' })
    expect((await contacts.groups()).map(({ name, members }) => [name, members])).toEqual([['Crew', 1]])
    await contacts.undo({ undoId: done.undoId })
    expect(await contacts.list({ text: '', offset: 0, limit: 1 })).toMatchObject({ people: 0, groups: 0 })
    await expect(contacts.import({ previewId: preview?.id ?? '' })).rejects.toThrow('not there any more')
  })

  it('go to a file as vCard and CSV', async () => {
    harness = await createHarness()
    const { contacts } = harness.api
    await contacts.save(form('Ann', 'ann@example.org'))
    for (const format of ['vcard4', 'vcard3', 'csv'] as const) {
      expect(await contacts.export({ format, contactIds: null })).toMatchObject({ count: 1 })
    }
    expect(harness.shell.saved.map(({ text }) => text.includes('ann@example.org'))).toEqual([
      true,
      true,
      true,
    ])
    await expect(contacts.export({ format: 'csv', contactIds: ['x'] })).rejects.toThrow('no contact')
  })

  it('learn nothing of mail to the practice server', async () => {
    harness = await createHarness()
    await harness.api.practice.tryIt({ scenarioId: null })
    const [identity] = await harness.api.identities.list()
    await harness.send({ identityId: identity?.id ?? null, to: ['Somebody <somebody@example.org>'] })
    await harness.api.contacts.save(form('Ann', 'ann@example.org'))
    expect(await harness.api.contacts.complete({ text: 'some', limit: 5, exclude: [] })).toEqual([])
  })

  it('learn whom mail was queued for', async () => {
    harness = await createHarness({ sends: 'never' })
    const { servers, identities, contacts } = harness.api
    await servers.save({
      id: null,
      name: 'Mail',
      yourName: 'Me',
      email: 'me@example.org',
      host: 'mail.example.org',
      port: 587,
      security: 'starttls',
      user: '',
      password: null,
      ehloName: '',
      allowInsecureAuth: false,
      isDefault: true,
    })
    const own = (await identities.list()).find(({ address }) => address === 'me@example.org')
    await harness.send({
      identityId: own?.id ?? null,
      to: ['Some Body <somebody@example.net>'],
      bcc: ['x@example.net'],
    })
    await expect
      .poll(async () => (await contacts.complete({ text: '', limit: 5, exclude: [] })).length)
      .toBe(2)
    expect(await contacts.complete({ text: 'body', limit: 5, exclude: [] })).toEqual([
      { kind: 'earlier', name: 'Some Body', address: 'somebody@example.net' },
    ])
    await contacts.forget({ address: 'somebody@example.net' })
    expect(await contacts.complete({ text: 'body', limit: 5, exclude: [] })).toEqual([])
  })

  it('say what the name service knows of a domain', async () => {
    const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
    harness = await createHarness({
      mx: {
        resolver: {
          resolveMx: (domain) => {
            if (domain === 'null.example') return Promise.resolve([{ exchange: '', priority: 0 }])
            if (domain === 'good.example')
              return Promise.resolve([{ exchange: 'mx.good.example', priority: 1 }])
            return failing(domain === 'none.example' ? 'ENOTFOUND' : 'ETIMEOUT')
          },
          resolve4: () => Promise.resolve(['192.0.2.1']),
          resolve6: () => failing('ENODATA'),
        },
      },
    })
    const { addresses } = harness.api
    const kinds = await Promise.all(
      ['good', 'null', 'none', 'slow'].map((name) => addresses.lookUp({ domain: `${name}.example` })),
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['takes-mail', 'null-mx', 'no-domain', 'no-answer'])
    expect(await addresses.isWorkDomain({ domain: 'Gmail.com' })).toEqual({ isWork: false })
  })
})
