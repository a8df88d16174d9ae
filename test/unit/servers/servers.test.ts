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
  const changes: string[] = []
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

describe('deleting', () => {
  test('takes the identity and the password along, and no other server', async () => {
    const { save, servers, secrets } = await opened()
    const one = await save({ name: 'One' })
    await save({ name: 'Two' })
    await servers.delete(one.id)
    expect(servers.all().map(({ name }) => name)).toEqual(['Two'])
    expect(servers.identities()).toHaveLength(1)
    expect(await secrets.get(`server:${one.id}`)).toBeNull()
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
