import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../main/secrets/create-secret-store.ts'
import type { SecretStore } from '../../../main/secrets/secret-store.ts'
import { createServers } from '../../../main/servers/servers.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { formOf } from './sample.ts'

async function opened(over: Partial<SecretStore> = {}) {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  const secrets: SecretStore = { ...createMemoryStore('A test.'), ...over }
  const changes: (string | null)[] = []
  const make = () =>
    createServers({
      store,
      secrets,
      clock: profile.clock,
      random: createSeededRandom(),
      waiting: async () => 3,
      changed: (serverId) => void changes.push(serverId),
    })
  const servers = await make()
  const save = async (over: Parameters<typeof formOf>[0] = {}) => {
    const outcome = await servers.save(formOf(over))
    if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
    return outcome.server
  }
  const defaults = () =>
    servers
      .all()
      .filter(({ isDefault }) => isDefault)
      .map(({ name }) => name)
  return { profile, store, secrets, servers, changes, make, save, defaults }
}

describe('saving', () => {
  test('makes the server and its first identity, and both are there after a restart', async () => {
    const { save, make, changes } = await opened()
    const saved = await save()
    expect(saved).toMatchObject({ name: 'Work', hasPassword: true, waiting: 3, isDefault: true })
    expect(saved.identity).toMatchObject({
      name: 'Anna Example',
      address: 'anna@example.org',
      serverId: saved.id,
    })
    expect(changes).toEqual([saved.id])
    const again = await make()
    expect(await again.views()).toEqual([saved])
    expect(again.identities()).toEqual([saved.identity])
  })

  test('changes the same server and the same identity', async () => {
    const { save, servers } = await opened()
    const first = await save()
    const second = await save({
      id: first.id,
      host: 'smtp.example.org',
      email: 'a.example@example.org',
      password: null,
    })
    expect(second.id).toBe(first.id)
    expect(second.identity?.id).toBe(first.identity?.id)
    expect(servers.all()).toHaveLength(1)
    expect(servers.identities()).toHaveLength(1)
    expect(await servers.password(first.id)).toBe('hunter2-secret')
  })

  test('a form with problems stores nothing, not even the password', async () => {
    const { servers, changes } = await opened()
    expect(await servers.save(formOf({ host: '' }))).toMatchObject({
      saved: false,
      problems: [{ field: 'host' }],
    })
    expect(servers.all()).toEqual([])
    expect(changes).toEqual([])
  })

  test('a server that is gone is not made again', async () => {
    const { servers } = await opened()
    await expect(servers.save(formOf({ id: 'gone' }))).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })

  test.each([{ password: '' }, { user: '', password: null }])(
    '%j forgets the stored password',
    async (change) => {
      const { save, servers } = await opened()
      const { id } = await save()
      expect((await save({ id, ...change })).hasPassword).toBe(false)
      expect(await servers.password(id)).toBeNull()
    },
  )

  test('a keychain that refuses is told, and no server is stored without its password', async () => {
    const set = () => Promise.reject(new Error('locked'))
    const { servers } = await opened({ set })
    await expect(servers.save(formOf())).rejects.toThrow('locked')
    expect(servers.all()).toEqual([])
  })

  test('P25: the password is in no file of the profile', async () => {
    const { profile, save, store } = await opened()
    await save()
    await store.close()
    const names = readdirSync(profile.dataDir, { withFileTypes: true }).filter((entry) => entry.isFile())
    const encoded = ['hunter2-secret', Buffer.from('hunter2-secret').toString('base64')]
    expect(names.map(({ name }) => name)).toContain('outbox.db')
    for (const { name } of names) {
      const content = readFileSync(join(profile.dataDir, name), 'latin1')
      for (const secret of encoded) expect(content).not.toContain(secret)
    }
  })
})

describe('the default', () => {
  test('is the only server, then whichever was made it, and one at a time', async () => {
    const { save, servers, defaults } = await opened()
    await save({ name: 'One' })
    const two = await save({ name: 'Two' })
    expect(defaults()).toEqual(['One'])
    await servers.setDefault(two.id)
    expect(defaults()).toEqual(['Two'])
    await save({ name: 'Three', isDefault: true })
    expect(defaults()).toEqual(['Three'])
  })

  test('goes to another when its server is deleted', async () => {
    const { save, servers, defaults } = await opened()
    const one = await save({ name: 'One' })
    await save({ name: 'Two' })
    await servers.delete(one.id)
    expect(defaults()).toEqual(['Two'])
  })

  test('is still one when several are saved at once', async () => {
    const { save, servers, defaults, make } = await opened()
    await Promise.all(['One', 'Two', 'Three'].map((name) => save({ name, isDefault: true })))
    expect(servers.all()).toHaveLength(3)
    expect(defaults()).toHaveLength(1)
    expect((await make()).all().filter(({ isDefault }) => isDefault)).toHaveLength(1)
  })
})

describe('the list', () => {
  test('keeps the order that it is given, and new servers come last, after a restart too', async () => {
    const { save, servers, make } = await opened()
    const [one, two, three] = [
      await save({ name: '1' }),
      await save({ name: '2' }),
      await save({ name: '3' }),
    ]
    await servers.reorder([three.id, one.id])
    expect(servers.all().map(({ name }) => name)).toEqual(['3', '1', '2'])
    await save({ name: '4' })
    await servers.reorder([two.id])
    expect((await make()).all().map(({ name }) => name)).toEqual(['2', '3', '1', '4'])
  })

  test('a server is switched off and on, and nothing else of it changes', async () => {
    const { save, servers } = await opened()
    const { id } = await save()
    const before = servers.get(id)
    await servers.setEnabled(id, false)
    expect(servers.get(id)).toEqual({ ...before, disabled: true })
    await save({ id })
    expect(servers.get(id)).toEqual({ ...before, disabled: true })
    await servers.setEnabled(id, true)
    expect(servers.get(id)).toEqual(before)
  })

  test('a second one has settings, address and password of the first, a name of its own and no tokens', async () => {
    const { save, servers, secrets } = await opened()
    const { id } = await save({ perMinute: 5 })
    await secrets.set(`oauth:${id}`, 'tokens')
    const [second, third] = [await servers.duplicate(id), await servers.duplicate(id)]
    expect(servers.get(second)).toMatchObject({ name: 'Work copy', isDefault: false, perMinute: 5 })
    expect(servers.get(third)).toMatchObject({ name: 'Work copy 2' })
    expect(await servers.password(second)).toBe('hunter2-secret')
    expect(await secrets.get(`oauth:${second}`)).toBeNull()
    expect(servers.identities().filter(({ address }) => address === 'anna@example.org')).toHaveLength(3)
  })
})

test('a keychain that waits for its prompt, or refuses, does not keep the list of servers', async () => {
  let answer = (): Promise<string | null> => Promise.resolve('x')
  const { save, servers, profile } = await opened({ get: () => answer() })
  await save()
  answer = () => new Promise(() => undefined)
  const views = servers.views()
  await profile.clock.advance(2_000)
  expect((await views).map(({ hasPassword }) => hasPassword)).toEqual([true])
  answer = () => Promise.reject(new Error('locked'))
  expect((await servers.views()).map(({ hasPassword }) => hasPassword)).toEqual([true])
  answer = () => Promise.resolve(null)
  expect((await servers.views()).map(({ hasPassword }) => hasPassword)).toEqual([false])
})

describe('options', () => {
  test('are stored, read again, and gone when the form has them no more; what was learned stays', async () => {
    const { save, make, store } = await opened()
    const { identity: _identity, hasPassword: _has, waiting: _waiting, ...server } = await save()
    const learned = { pins: ['ab'], refusedSenders: [{ address: 'x@example.org', at: 1, text: '553' }] }
    await store.servers.put({ ...server, ...learned, order: 7 })
    const again = await make()
    const form = formOf({
      id: server.id,
      family: 'only-ipv4',
      mechanism: 'PLAIN',
      timeouts: { connectMs: 5000 },
    })
    await again.save(form)
    expect((await make()).get(server.id)).toMatchObject({
      ...learned,
      order: 7,
      family: 'only-ipv4',
      mechanism: 'PLAIN',
      timeouts: { connectMs: 5000 },
    })
    await again.save(formOf({ id: server.id }))
    expect((await make()).get(server.id)).toEqual({ ...server, ...learned, order: 7 })
  })

  test('the password of a proxy is kept with its user, given to connections, and forgotten with it', async () => {
    const { save, servers, secrets } = await opened()
    const proxy = {
      kind: 'socks5',
      host: 'proxy.example',
      port: 1080,
      user: 'anna',
      password: 'geheim',
    } as const
    const { id } = await save({ proxy })
    expect(await servers.connectionSecrets(id)).toMatchObject({ proxyPassword: 'geheim' })
    await save({ id, proxy: { ...proxy, password: null } })
    expect(await servers.connectionSecrets(id)).toMatchObject({ proxyPassword: 'geheim' })
    await save({ id, proxy: { ...proxy, user: '', password: null } })
    expect(await secrets.get(`proxy:${id}`)).toBeNull()
    expect(JSON.stringify(servers.get(id))).not.toContain('geheim')
  })
})

describe('deleting', () => {
  test('takes the identity and the password along, and no other server', async () => {
    const { save, servers, secrets } = await opened()
    const one = await save({ name: 'One' })
    for (const kind of ['oauth', 'oauth-client', 'certificate', 'proxy'])
      await secrets.set(`${kind}:${one.id}`, 'x')
    await save({ name: 'Two' })
    await servers.delete(one.id)
    expect(servers.all().map(({ name }) => name)).toEqual(['Two'])
    expect(servers.identities()).toHaveLength(1)
    const kinds = ['server', 'oauth', 'oauth-client', 'certificate', 'proxy']
    expect(await Promise.all(kinds.map((kind) => secrets.get(`${kind}:${one.id}`)))).toEqual(
      kinds.map(() => null),
    )
    await expect(servers.delete(one.id)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  test('where the keychain refuses, the server is gone and the refusal is told', async () => {
    let locked = false
    const remove = () => (locked ? Promise.reject(new Error('locked')) : Promise.resolve())
    const { save, servers, changes, make } = await opened({ delete: remove })
    const { id } = await save()
    locked = true
    await expect(servers.delete(id)).rejects.toThrow('locked')
    expect(servers.get(id)).toBeUndefined()
    expect(changes).toEqual([id, id])
    expect((await make()).all()).toEqual([])
  })

  test('the practice server is neither edited nor deleted', async () => {
    const { save, servers } = await opened()
    const { identity, hasPassword, waiting, ...server } = await save()
    expect([identity?.serverId, hasPassword, waiting]).toEqual([server.id, true, 3])
    await servers.add({ ...server, id: 'practice', kind: 'practice' }, [], 'any')
    await expect(servers.delete('practice')).rejects.toMatchObject({ failure: { code: 'not-possible' } })
    await expect(servers.save(formOf({ id: 'practice' }))).rejects.toMatchObject({
      failure: { code: 'not-possible' },
    })
  })
})
