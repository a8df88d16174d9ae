import { describe, expect, test } from 'vitest'
import type { IdentityForm } from '../../../main/api.ts'
import { createIdentities } from '../../../main/identities/identities.ts'
import { createMemoryStore } from '../../../main/secrets/create-secret-store.ts'
import { createServers } from '../../../main/servers/servers.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { formOf } from '../servers/sample.ts'
import { identityForm } from './sample.ts'

async function opened() {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  const told: string[] = []
  const random = createSeededRandom()
  const deps = { store, secrets: createMemoryStore('A test.'), clock: profile.clock, random }
  const make = () =>
    createServers({
      ...deps,
      waiting: async () => 0,
      changed: () => undefined,
      identitiesChanged: () => void told.push('changed'),
    })
  const servers = await make()
  const saved = await servers.save(formOf())
  if (!saved.saved) throw new Error(JSON.stringify(saved.problems))
  const identities = createIdentities({ store, servers, random })
  const save = async (over: Partial<IdentityForm> = {}) => {
    const outcome = await identities.save(identityForm({ serverId: saved.server.id, ...over }))
    if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
    return outcome.identity
  }
  const addresses = () => servers.identities().map(({ address }) => address)
  return { servers, server: saved.server, identities, save, addresses, told, make }
}

describe('identities', () => {
  test('any number over one server; each is there after a restart, in its order', async () => {
    const { save, identities, addresses, servers, make, told } = await opened()
    await save({ address: 'crew@example.org' })
    await save({ address: 'press@example.org' })
    expect(addresses()).toEqual(['anna@example.org', 'crew@example.org', 'press@example.org'])
    const [anna, crew, press] = servers.identities().map(({ id }) => id)
    await identities.reorder([press!, anna!, crew!])
    expect(addresses()).toEqual(['press@example.org', 'anna@example.org', 'crew@example.org'])
    expect(told).toHaveLength(3)
    const again = await make()
    expect(again.identities().map(({ address }) => address)).toEqual(addresses())
    // What comes later comes last.
    await save({ address: 'new@example.org' })
    expect(addresses().at(-1)).toBe('new@example.org')
  })

  test('changes of two that come together follow one another', async () => {
    const { save, identities, servers, addresses } = await opened()
    const first = await save({ address: 'crew@example.org' })
    await Promise.all([
      save({ id: first.id, address: 'club@example.org' }),
      identities.delete(servers.identities()[0]!.id),
      save({ address: 'press@example.org' }),
    ])
    expect(addresses()).toEqual(['club@example.org', 'press@example.org'])
  })

  test("the server's form changes name and address of its first one, and nothing else of it", async () => {
    const { save, servers, server } = await opened()
    const [first] = servers.identities()
    await save({
      id: first!.id,
      replyTo: 'crew@example.org',
      signatures: [{ id: 'a', name: 'Short', text: 'Anna' }],
    })
    await servers.save(formOf({ id: server.id, email: 'anna@example.net' }))
    expect(servers.identities()).toMatchObject([
      { address: 'anna@example.net', replyTo: 'crew@example.org', signatures: [{ text: 'Anna' }] },
    ])
  })

  test('without places of their own those of the default server come first', async () => {
    const { servers, addresses } = await opened()
    const home = await servers.save(formOf({ name: 'Home', email: 'anna@home.example' }))
    expect(addresses()).toEqual(['anna@example.org', 'anna@home.example'])
    if (home.saved) await servers.setDefault(home.server.id)
    expect(addresses()).toEqual(['anna@home.example', 'anna@example.org'])
  })

  test('where they have an order, one of a server that is made the default comes first', async () => {
    const { servers, identities, addresses } = await opened()
    const home = await servers.save(formOf({ name: 'Home', email: 'anna@home.example' }))
    await identities.reorder(servers.identities().map(({ id }) => id))
    if (home.saved) await servers.setDefault(home.server.id)
    expect(addresses()).toEqual(['anna@home.example', 'anna@example.org'])
    await servers.save(formOf({ name: 'Third', email: 'anna@third.example', isDefault: true }))
    expect(addresses()[0]).toBe('anna@third.example')
  })

  test('outlive their server where a further one carries them', async () => {
    const { servers, server, identities, save } = await opened()
    const home = await servers.save(formOf({ name: 'Home', email: 'anna@home.example' }))
    if (!home.saved) throw new Error('not saved')
    const kept = await save({ address: 'crew@example.org', furtherServerIds: [home.server.id] })
    const other = servers.identities().find(({ address }) => address === 'anna@home.example')!
    await save({
      id: other.id,
      address: other.address,
      serverId: home.server.id,
      furtherServerIds: [server.id],
    })
    await servers.delete(server.id)
    expect(servers.identities()).toMatchObject([
      { id: other.id, serverId: home.server.id },
      { id: kept.id, serverId: home.server.id },
    ])
    expect(servers.identities().some(({ furtherServerIds }) => furtherServerIds !== undefined)).toBe(false)
    await identities.delete(kept.id)
  })

  test('with a problem nothing is stored', async () => {
    const { identities, addresses, server } = await opened()
    const outcome = await identities.save(identityForm({ serverId: server.id, address: 'x' }))
    expect(outcome).toEqual({ saved: false, problems: [{ field: 'address', message: 'x has no @ sign.' }] })
    expect(addresses()).toEqual(['anna@example.org'])
  })

  test('one that is gone is said to be', async () => {
    const { identities } = await opened()
    await expect(identities.delete('nobody')).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  test("the practice server's own are neither edited nor deleted", async () => {
    const { servers, identities, save } = await opened()
    const practice = { ...servers.all()[0]!, id: 'practice', kind: 'practice' as const, isDefault: false }
    const you = { id: 'practice-you', name: 'You', address: 'you@practice.test', serverId: 'practice' }
    await servers.add(practice, [you], 'rehearsal')
    await expect(identities.delete(you.id)).rejects.toMatchObject({ failure: { code: 'not-possible' } })
    await expect(save({ id: you.id })).rejects.toMatchObject({ failure: { code: 'not-possible' } })
    expect(servers.identity(you.id)).toEqual(you)
  })
})
