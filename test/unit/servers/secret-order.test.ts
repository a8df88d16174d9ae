// Rows and secrets are kept in two places, and the program may end between them.
import { afterEach, describe, expect, test } from 'vitest'
import type { ServerForm } from '../../../main/api.ts'
import { secretKinds, type SecretStore } from '../../../main/secrets/secret-store.ts'
import { createServers, type Servers } from '../../../main/servers/servers.ts'
import type { Store } from '../../../main/storage/store.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { settle } from '../../support/fake-clock.ts'
import { createTempProfile, type TempProfile } from '../../support/temp-profile.ts'
import { formOf } from './sample.ts'

/** A step at which the program is ended: it never comes back. */
class Crash {
  at: string | undefined
  /** A step that is refused. */
  fails: string | undefined
  readonly steps: string[] = []
  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    this.steps.push(name)
    if (name === this.fails) throw new Error('full')
    if (name === this.at) return await new Promise<never>(() => undefined)
    return await run()
  }
}

let seed = 0
interface World {
  readonly profile: TempProfile
  readonly store: Store
  readonly kept: Map<string, string>
  readonly lock: { isLocked: boolean }
  open(crash?: Crash): Promise<Servers>
}

/** A profile and a keychain that outlive the program. */
async function createWorld(): Promise<World> {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  const kept = new Map<string, string>()
  const lock = { isLocked: false }
  const guard = () => (lock.isLocked ? Promise.reject(new Error('locked')) : Promise.resolve())
  const open = async (crash = new Crash()) => {
    const secrets: SecretStore = {
      kind: 'keychain',
      get: async (name) => {
        await guard()
        return kept.get(name) ?? null
      },
      set: (name, secret) =>
        crash.step(`set ${name.split(':')[0]}`, async () => {
          await guard()
          kept.set(name, secret)
        }),
      delete: (name) =>
        crash.step(`delete ${name.split(':')[0]}`, async () => {
          await guard()
          kept.delete(name)
        }),
    }
    const servers = {
      ...store.servers,
      putAll: (all: Parameters<Store['servers']['putAll']>[0]) =>
        crash.step('row', () => store.servers.putAll(all)),
      put: (one: Parameters<Store['servers']['put']>[0]) => crash.step('row', () => store.servers.put(one)),
      remove: (id: string) => crash.step('remove row', () => store.servers.remove(id)),
    }
    return await createServers({
      store: { servers, identities: store.identities, settings: store.settings },
      secrets,
      clock: profile.clock,
      random: createSeededRandom(++seed),
      waiting: async () => 0,
      changed: () => undefined,
    })
  }
  return { profile, store, kept, lock, open }
}

const proxy = {
  kind: 'socks5',
  host: 'proxy.example',
  port: 1080,
  user: 'anna',
  password: 'proxy-secret',
} as const
const form = (over: Partial<ServerForm> = {}) => formOf({ proxy, ...over })

async function saved(servers: Servers, over: Partial<ServerForm> = {}): Promise<string> {
  const outcome = await servers.save(form(over))
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  return outcome.server.id
}

/** Runs until it ends, or hangs at the crash. */
async function untilCrash(run: Promise<unknown>, crash: Crash): Promise<void> {
  const over = run.then(
    () => true,
    () => true,
  )
  await expect
    .poll(
      async () =>
        (await Promise.race([over, settle().then(() => false)])) || crash.steps.includes(crash.at ?? ''),
    )
    .toBe(true)
}

/** Secrets for whose server there is no row. */
function orphans(servers: Servers, kept: ReadonlyMap<string, string>): readonly string[] {
  return [...kept.keys()].filter((name) => servers.get(name.split(':')[1] ?? '') === undefined)
}

let crash = new Crash()
afterEach(() => {
  crash = new Crash()
})

describe('a new server', () => {
  test.each(['set server', 'set proxy', 'row'])(
    'ended at “%s”: nothing of it is left after the next start',
    async (at) => {
      const world = await createWorld()
      crash.at = at
      await untilCrash((await world.open(crash)).save(form()), crash)
      const next = await world.open()
      await next.sweepSecrets()
      expect(next.all()).toEqual([])
      expect([...world.kept]).toEqual([])
    },
  )

  test('a keychain that refuses the second secret leaves neither row nor secret', async () => {
    const world = await createWorld()
    crash.fails = 'set proxy'
    const servers = await world.open(crash)
    await expect(servers.save(form())).rejects.toThrow('full')
    expect(servers.all()).toEqual([])
    expect([...world.kept]).toEqual([])
  })

  test('a sweep leaves alone what is being made, and what has a row', async () => {
    const world = await createWorld()
    const servers = await world.open()
    await saved(servers)
    crash.at = 'row'
    const other = await world.open(crash)
    const saving = other.save(form({ name: 'Two' }))
    await untilCrash(saving, crash)
    const before = world.kept.size
    await other.sweepSecrets()
    expect(world.kept.size).toBe(before)
    expect(before).toBe(4)
    await servers.sweepSecrets()
    expect(world.kept.size).toBe(4)
  })
})

test('a second one like it, ended before its row: its secrets are swept', async () => {
  const world = await createWorld()
  const id = await saved(await world.open())
  crash.at = 'row'
  await untilCrash((await world.open(crash)).duplicate(id), crash)
  expect(world.kept.size).toBe(4)
  const next = await world.open()
  await next.sweepSecrets()
  expect([...world.kept.keys()].toSorted()).toEqual([`proxy:${id}`, `server:${id}`])
})

describe('a server that is deleted', () => {
  test.each(['remove row', ...secretKinds.map((kind) => `delete ${kind}`)])(
    'ended at “%s”: after the next start it is there with its secrets, or gone with them',
    async (at) => {
      const world = await createWorld()
      const id = await saved(await world.open())
      crash.at = at
      await untilCrash((await world.open(crash)).delete(id), crash)
      const next = await world.open()
      await next.sweepSecrets()
      expect(orphans(next, world.kept)).toEqual([])
      if (next.get(id) !== undefined) expect(await next.password(id)).toBe('hunter2-secret')
    },
  )

  test('goes before its secrets', async () => {
    const world = await createWorld()
    const id = await saved(await world.open())
    await (await world.open(crash)).delete(id)
    expect(crash.steps.indexOf('remove row')).toBeLessThan(crash.steps.indexOf('delete server'))
  })

  test('what a locked keychain keeps of it is remembered over starts, and deleted when it is open', async () => {
    const world = await createWorld()
    const servers = await world.open()
    const id = await saved(servers)
    world.lock.isLocked = true
    await expect(servers.delete(id)).rejects.toThrow('locked')
    // Each kind was tried.
    const still = await world.open(crash)
    await still.sweepSecrets()
    expect(crash.steps).toEqual(secretKinds.map((kind) => `delete ${kind}`))
    expect([...world.kept.keys()].toSorted()).toEqual([`proxy:${id}`, `server:${id}`])
    world.lock.isLocked = false
    // “Try the keychain again” in the same program.
    await still.sweepSecrets()
    expect([...world.kept]).toEqual([])
    crash.steps.length = 0
    await still.sweepSecrets()
    expect(crash.steps).toEqual([])
  })
})

describe('a server that gets a host of another domain', () => {
  const moved = { host: 'smtp.other.test', password: 'for-the-other' }

  test.each(['delete server', 'row', 'set server'])(
    'ended at “%s”: no host stands beside the password of the other',
    async (at) => {
      const world = await createWorld()
      const id = await saved(await world.open())
      crash.at = at
      await untilCrash((await world.open(crash)).save(form({ id, ...moved })), crash)
      const next = await world.open()
      const right = { 'mail.example.org': 'hunter2-secret', 'smtp.other.test': 'for-the-other' }
      const host = next.get(id)?.host as keyof typeof right
      expect([right[host], null]).toContain(await next.password(id))
    },
  )

  test('where the keychain refuses to forget the old one, nothing is saved', async () => {
    const world = await createWorld()
    const servers = await world.open()
    const id = await saved(servers)
    world.lock.isLocked = true
    await expect(servers.save(form({ id, ...moved }))).rejects.toThrow('locked')
    expect(servers.get(id)?.host).toBe('mail.example.org')
    expect((await world.open()).get(id)?.host).toBe('mail.example.org')
  })
})

test('a password that is typed while its server is deleted is not left behind', async () => {
  const world = await createWorld()
  const servers = await world.open()
  const id = await saved(servers)
  const [deleted, typed] = await Promise.allSettled([servers.delete(id), servers.setPassword(id, 'late')])
  expect([deleted.status, typed.status]).toEqual(['fulfilled', 'rejected'])
  expect([...world.kept]).toEqual([])
})
