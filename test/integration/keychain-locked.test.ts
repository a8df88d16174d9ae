// A keychain that is locked while the outbox wants a password: at the start of the program, or in the middle of it.
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ServerForm } from '../../main/api.ts'
import { selfSign } from '../../main/practice/certificate.ts'
import { createSecretStore } from '../../main/secrets/create-secret-store.ts'
import type { Keytar } from '../../main/secrets/keytar.ts'
import { createAesCipher } from '../support/aes-cipher.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { startCountingServer, type CountingServer } from '../support/counting-server.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createFakeKeytar } from '../support/fake-keytar.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

let dir = ''
let mail: CountingServer
let spki = ''
let core: Harness
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sendoff-locked-'))
  const names = [{ type: 'ip', value: '127.0.0.1' }] as const
  const claims = { commonName: '127.0.0.1', names, notBefore: 0, notAfter: Date.UTC(2040, 0, 1) }
  const certificate = await selfSign(createSeededRandom(), claims)
  const key = new X509Certificate(certificate.certificatePem).publicKey.export({
    type: 'spki',
    format: 'der',
  })
  spki = createHash('sha256').update(key).digest('hex')
  mail = await startCountingServer(certificate)
})
afterEach(async () => {
  await core.close()
  await mail.close()
  await rm(dir, { recursive: true, force: true })
})

/** A keychain that outlives the program, and can be locked. */
const { keytar, kept } = createFakeKeytar()
const lock = { isLocked: false, asked: 0 }
const guard = <T>(run: () => Promise<T>) => {
  lock.asked++
  return lock.isLocked ? Promise.reject(new Error('the collection is locked')) : run()
}
const lockable: Keytar = {
  getPassword: (service, account) => guard(() => keytar.getPassword(service, account)),
  setPassword: (service, account, text) => guard(() => keytar.setPassword(service, account, text)),
  deletePassword: (service, account) => guard(() => keytar.deletePassword(service, account)),
}
const cipher = createAesCipher()
const openSecrets = () =>
  createSecretStore({
    loadKeytar: () => Promise.resolve(lockable),
    service: 'Test',
    clock: createFakeClock(),
    file: join(dir, 'secrets.json'),
    cipher,
  })

/** A profile of its own, with an open and empty keychain. */
async function start() {
  lock.isLocked = false
  kept.clear()
  core = await createHarness({ secrets: await openSecrets() })
}

async function saveServer(over: Partial<ServerForm> = {}) {
  const outcome = await core.api.servers.save({
    id: null,
    name: 'Work',
    yourName: 'Marit',
    email: 'marit@example.org',
    host: '127.0.0.1',
    port: mail.port,
    security: 'starttls',
    user: 'marit',
    password: 'secret',
    ehloName: '',
    allowInsecureAuth: false,
    isDefault: true,
    ...over,
  })
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  await core.api.servers.trust({ serverId: outcome.server.id, spkiSha256: spki })
  return outcome.server
}

const send = async (identityId: string) =>
  core.send({ identityId, to: ['b@example.net'], subject: 'Hi', text: 'Hello' })

describe('P13: locked in the middle', () => {
  test('it is a reason of its own, asked once; “Try the keychain again” says why not, then sends all', async () => {
    await start()
    const { id: serverId, identity } = await saveServer()
    lock.isLocked = true
    const first = await core.until(await send(identity!.id), isSettled)
    expect(first).toMatchObject({
      state: 'held',
      reason: { kind: 'needs-keychain', serverId },
      explanations: [
        {
          cause: 'keychain-closed',
          whoseMove: 'you',
          actions: expect.arrayContaining(['try-keychain']) as unknown,
        },
      ],
      attempts: [{ counts: false, failure: { errorCode: 'KEYCHAIN' } }],
    })
    expect(first.actions).toContain('try-keychain')
    const asked = lock.asked
    const second = await core.until(await send(identity!.id), isSettled)
    await core.clock.advance(24 * 3_600_000)
    core.wake()
    await core.clock.advance(3_600_000)
    expect([second.reason.kind, second.attempts.length, lock.asked]).toEqual(['needs-keychain', 0, asked])
    await expect(core.api.secrets.useKeychain()).rejects.toMatchObject({ failure: { code: 'secret' } })
    expect((await core.api.outbox.get({ entryId: first.id })).reason.kind).toBe('needs-keychain')
    lock.isLocked = false
    await core.api.secrets.useKeychain()
    for (const { id } of [first, second])
      expect((await core.until(id, ({ state }) => state === 'sent')).state).toBe('sent')
    expect(mail.copies.size).toBe(2)
  })

  test('the practice server needs no keychain', async () => {
    await start()
    await core.api.practice.tryIt({ scenarioId: null })
    lock.isLocked = true
    const practice = (await core.api.identities.list()).find(({ id }) => id === 'practice-you')
    const to = ['anna@practice.test']
    const entryId = await core.send({ identityId: practice!.id, to, subject: 'Hi', text: 'Hello' })
    const entry = await core.until(entryId, isSettled)
    expect(entry.state).toBe('sent')
  })
})

describe('P13: locked at the start', () => {
  test('what is not found may be in it: the person is not asked for a password that is there', async () => {
    await start()
    await core.close()
    lock.isLocked = true
    const locked = await openSecrets()
    expect(locked.isLocked).toBe(true)
    core = await createHarness({ secrets: locked })
    const server = await saveServer({ password: null })
    const entry = await core.until(await send(server.identity!.id), isSettled)
    expect(entry.reason.kind).toBe('needs-keychain')
    // The password may be typed all the same.
    expect(entry.actions).toContain('sign-in-again')
    await core.api.servers.signIn({ serverId: server.id, password: 'typed' })
    expect((await core.until(entry.id, ({ state }) => state === 'sent')).state).toBe('sent')
  })
})

test('at the next start it is tried again, once', async () => {
  lock.isLocked = false
  kept.clear()
  const state = { secrets: await openSecrets() }
  core = await createHarness({
    secrets: {
      get kind() {
        return state.secrets.kind
      },
      get isLocked() {
        return state.secrets.isLocked === true
      },
      get: (name) => state.secrets.get(name),
      set: (name, secret) => state.secrets.set(name, secret),
      delete: (name) => state.secrets.delete(name),
    },
  })
  const { identity } = await saveServer()
  lock.isLocked = true
  const held = await core.until(await send(identity!.id), isSettled)
  expect(held.reason.kind).toBe('needs-keychain')
  const still = await openSecrets()
  await core.restart(() => (state.secrets = still))
  const again = await core.until(held.id, ({ state: now }) => now === 'held')
  expect(again.reason.kind).toBe('needs-keychain')
  expect(again.attempts).toHaveLength(2)
  lock.isLocked = false
  const unlocked = await openSecrets()
  await core.restart(() => (state.secrets = unlocked))
  expect((await core.until(held.id, ({ state: now }) => now === 'sent')).state).toBe('sent')
})

test('a server that is deleted while the keychain is locked leaves nothing in it once it is open', async () => {
  await start()
  const { id: serverId } = await saveServer()
  expect([...kept.keys()]).toEqual([`Test/server:${serverId}`])
  lock.isLocked = true
  await expect(core.api.servers.delete({ serverId })).rejects.toMatchObject({ failure: { code: 'secret' } })
  expect(await core.api.servers.list()).not.toContainEqual(expect.objectContaining({ id: serverId }))
  lock.isLocked = false
  await core.api.secrets.useKeychain()
  expect([...kept]).toEqual([])
})
