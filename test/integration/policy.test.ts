// The core keeps the administrator's policy, whatever a window asks for.
import { afterEach, describe, expect, it } from 'vitest'
import type { ServerForm } from '../../main/api.ts'
import type { PolicyText } from '../../main/policy/policy-book.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { office, policyText } from '../unit/policy/sample.ts'
import { formOf } from '../unit/servers/sample.ts'

let harness: Harness | undefined
afterEach(async () => {
  await harness?.close()
  harness = undefined
})

/** A core under a policy that the test can change. */
async function under(rest: object | string) {
  const file: { found: PolicyText } = { found: { kind: 'none' } }
  const put = (what: object | string) => {
    const text = typeof what === 'string' ? what : policyText(what)
    file.found = { kind: 'text', text }
  }
  put(rest)
  harness = await createHarness({
    policy: { read: () => Promise.resolve({ path: '/etc/sendoff/policy.json', found: file.found }) },
  })
  return { harness, api: harness.api, file, put }
}

const isOn = async (api: Harness['api']) => (await api.servers.list())[0]?.queueInFlight === true

const notPossible = (words: string) => ({
  failure: { code: 'not-possible', message: expect.stringContaining(words) as string },
})

describe('settings under a policy', () => {
  it('locked ones hold, and a change is refused with the name of the setting', async () => {
    const { api } = await under({ locked: { keepSettledDays: 90 } })
    expect(await api.settings.get()).toMatchObject({ keepSettledDays: 90 })
    await expect(api.settings.set({ keepSettledDays: 0, theme: 'dark' })).rejects.toMatchObject({
      failure: {
        code: 'not-possible',
        field: 'keepSettledDays',
        message: expect.stringContaining('Kestrel IT') as string,
      },
    })
    expect(await api.settings.get()).toMatchObject({ keepSettledDays: 90, theme: 'system' })
    expect(await api.settings.set({ keepSettledDays: 90, theme: 'dark' })).toMatchObject({ theme: 'dark' })
  })

  it('a person’s own value wins over a default, and reset gives the default back', async () => {
    const { api, put } = await under({ defaults: { undoSeconds: 60 } })
    expect(await api.settings.get()).toMatchObject({ undoSeconds: 60 })
    expect(await api.settings.set({ undoSeconds: 5 })).toMatchObject({ undoSeconds: 5 })
    expect(await api.settings.reset({ names: ['undoSeconds'] })).toMatchObject({ undoSeconds: 60 })
    put({ defaults: { undoSeconds: 10 } })
    await api.policy.readAgain()
    expect(await api.settings.get()).toMatchObject({ undoSeconds: 10 })
  })

  it('a person’s value is there again once the lock is gone', async () => {
    const { api, put } = await under({})
    await api.settings.set({ theme: 'light' })
    put({ locked: { theme: 'dark' } })
    await api.policy.readAgain()
    expect(await api.settings.get()).toMatchObject({ theme: 'dark' })
    await api.settings.set({ theme: 'dark' })
    put({})
    await api.policy.readAgain()
    expect(await api.settings.get()).toMatchObject({ theme: 'light' })
  })
})

describe('servers under a policy', () => {
  it('are there as given; sign-in and address are the person’s, the rest is not', async () => {
    const { api } = await under({ servers: [office] })
    const [server] = await api.servers.list()
    expect(server).toMatchObject({ name: 'Office', isGiven: true, isDefault: true, identity: null })
    const id = server?.id ?? ''
    const form: ServerForm = { ...formOf(), id, ...withoutKey(office), user: 'nora', password: 'x' }
    expect(await api.servers.save({ ...form, host: 'evil.example' })).toMatchObject({
      saved: false,
      problems: [{ field: 'host' }],
    })
    expect(await api.servers.save(form)).toMatchObject({
      saved: true,
      server: { user: 'nora', hasPassword: true },
    })
    await expect(api.servers.delete({ serverId: id })).rejects.toMatchObject(notPossible('Kestrel IT'))
    await expect(api.certificates.useName({ serverId: id, name: 'other.example' })).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })

  it.each([true, false])('queue in flight: %s in the file is fixed', async (queueInFlight) => {
    const { api, put } = await under({ servers: [office] })
    const [server] = await api.servers.list()
    const form: ServerForm = { ...formOf(), id: server?.id ?? '', ...withoutKey(office), user: 'nora' }
    // Left out it is the person's, whatever it was.
    await api.servers.save({ ...form, queueInFlight: !queueInFlight })
    put({ servers: [{ ...office, queueInFlight }] })
    await api.policy.readAgain()
    expect(await isOn(api)).toBe(queueInFlight)
    expect(await api.servers.save({ ...form, queueInFlight: !queueInFlight })).toMatchObject({
      saved: false,
      problems: [{ field: 'queueInFlight', message: expect.stringContaining('Kestrel IT') as string }],
    })
    expect(await api.servers.save({ ...form, queueInFlight })).toMatchObject({ saved: true })
    put({ servers: [office] })
    await api.policy.readAgain()
    expect(await api.servers.save({ ...form, queueInFlight: !queueInFlight })).toMatchObject({ saved: true })
    expect(await isOn(api)).toBe(!queueInFlight)
  })

  it('keep the person’s part when the file changes, but not a password for another’s host', async () => {
    const { api, put } = await under({ servers: [office] })
    const [server] = await api.servers.list()
    const form: ServerForm = {
      ...formOf(),
      id: server?.id ?? '',
      ...withoutKey(office),
      user: 'nora',
      password: 'x',
    }
    await api.servers.save(form)
    put({ servers: [{ ...office, port: 465, security: 'implicit' }] })
    await api.policy.readAgain()
    expect(await api.servers.list()).toMatchObject([{ port: 465, user: 'nora', hasPassword: true }])
    put({ servers: [{ ...office, host: 'mail.other.example' }] })
    await api.policy.readAgain()
    expect(await api.servers.list()).toMatchObject([
      { host: 'mail.other.example', user: 'nora', hasPassword: false },
    ])
  })

  it('given alone: none is added, copied, or sent over', async () => {
    const { harness: one, api, put } = await under({})
    const saved = await api.servers.save({ ...formOf(), user: '' })
    expect(saved).toMatchObject({ saved: true })
    put({ rules: { servers: 'given' }, servers: [office] })
    await api.policy.readAgain()
    expect(await api.servers.save(formOf())).toMatchObject({ saved: false })
    const own = saved.saved ? saved.server : undefined
    await expect(api.servers.duplicate({ serverId: own?.id ?? '' })).rejects.toMatchObject(
      notPossible('Kestrel IT'),
    )
    const entryId = await one.send({
      to: ['anna@example.org'],
      text: 'x',
      identityId: own?.identity?.id ?? null,
    })
    const entry = await one.until(entryId, isSettled)
    expect(entry.explanations[0]?.title).toContain('Your administrator does not allow')
  })

  it('trust by hand, direct to MX and the practice server are refused where forbidden', async () => {
    const { api } = await under({
      rules: { trustByHand: false, directToMx: false, practiceServer: false },
      servers: [office],
    })
    const [server] = await api.servers.list()
    const pin = { serverId: server?.id ?? '', spkiSha256: 'a'.repeat(64) }
    await expect(api.servers.trust(pin)).rejects.toMatchObject(notPossible('by hand'))
    const rules = [{ id: 'r', domain: '*', on: true, route: { kind: 'mx', tls: 'required' } as const }]
    await expect(api.routes.save({ rules })).rejects.toMatchObject(notPossible('mail exchangers'))
    await expect(api.practice.open()).rejects.toMatchObject(notPossible('switched off'))
    await expect(api.practice.tryIt({ scenarioId: null })).rejects.toMatchObject(notPossible('switched off'))
  })
})

describe('a file that cannot be used', () => {
  it('is told with its line; nothing of it is taken, and what it could forbid is forbidden', async () => {
    const { api } = await under(
      '{\n"format": "sendoff-policy",\n"version": 1,\n"from": "IT",\n"locked": { "theme": "purple" }\n}',
    )
    const info = await api.app.info()
    expect(info.notices).toMatchObject([
      { id: 'policy', detail: expect.stringContaining('line 5: locked.theme') as string },
    ])
    expect(await api.policy.get()).toMatchObject({ kind: 'unusable', settings: [], problems: [{ line: 5 }] })
    expect(await api.settings.get()).toMatchObject({ theme: 'system' })
    expect(await api.servers.save(formOf())).toMatchObject({ saved: false })
    await expect(api.practice.open()).rejects.toMatchObject({ failure: { code: 'not-possible' } })
  })

  it('put right, its notice goes', async () => {
    const { api, put } = await under('nothing')
    put({})
    expect(await api.policy.readAgain()).toMatchObject({ kind: 'applied' })
    expect((await api.app.info()).notices).toEqual([])
  })
})

function withoutKey({ key: _key, ...settings }: typeof office) {
  return settings as Pick<ServerForm, 'name' | 'host' | 'port' | 'security'>
}
