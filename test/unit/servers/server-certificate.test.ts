import { inspect } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { selfSign } from '../../../main/practice/certificate.ts'
import { createMemoryStore } from '../../../main/secrets/create-secret-store.ts'
import { secretName } from '../../../main/secrets/secret-store.ts'
import { createServers } from '../../../main/servers/servers.ts'
import { toCheckTarget } from '../../../main/servers/check-target.ts'
import { noConnectionSecrets, toTarget } from '../../../main/servers/to-target.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { formOf } from './sample.ts'

const claims = { commonName: 'ann', names: [], notBefore: 0, notAfter: Date.UTC(2040, 0, 1) }
let pem = ''
beforeAll(async () => {
  const { certificatePem, keyPem } = await selfSign(createSeededRandom(), claims)
  pem = certificatePem + keyPem
})

async function opened() {
  const profile = await createTempProfile()
  const { store } = await profile.open()
  const secrets = createMemoryStore('A test.')
  const servers = await createServers({
    store,
    secrets,
    clock: profile.clock,
    random: createSeededRandom(),
    waiting: async () => 0,
    changed: () => undefined,
  })
  return { store, secrets, servers, profile }
}

test('P25: the key of a client certificate is in the SecretStore alone; the settings have what is shown of it', async () => {
  const { servers, secrets, store } = await opened()
  const outcome = await servers.save(
    formOf({ clientCertificate: { kind: 'pem', text: pem, passphrase: '' } }),
  )
  if (!outcome.saved) throw new Error('not saved')
  const { server } = outcome
  expect(server.clientCertificate).toMatchObject({ validToAt: claims.notAfter })
  expect(inspect(await store.servers.all(), { depth: 9 })).not.toContain('BEGIN')
  expect(await secrets.get(secretName(server.id, 'certificate'))).toContain('PRIVATE KEY')
  // What reaches a window is the view.
  expect(inspect(server, { depth: 9 })).not.toContain('BEGIN')

  const { tls } = toTarget(server, await servers.connectionSecrets(server.id))
  expect(tls?.cert).toContain('BEGIN CERTIFICATE')
  expect(tls?.key).toContain('PRIVATE KEY')
})

test('a form that says nothing of it leaves it, and “none” removes it with its key', async () => {
  const { servers, secrets } = await opened()
  const first = await servers.save(formOf({ clientCertificate: { kind: 'pem', text: pem, passphrase: '' } }))
  if (!first.saved) throw new Error('not saved')
  const { id, clientCertificate } = first.server
  const kept = await servers.save(formOf({ id, password: null }))
  expect(kept).toMatchObject({ saved: true, server: { clientCertificate } })
  const gone = await servers.save(formOf({ id, password: null, clientCertificate: { kind: 'none' } }))
  expect(gone.saved && gone.server.clientCertificate).toBeUndefined()
  expect(await secrets.get(secretName(id, 'certificate'))).toBeNull()
  expect(await servers.connectionSecrets(id)).toEqual(noConnectionSecrets)
})

test('one that cannot be used is said at its field, and nothing is saved', async () => {
  const { servers } = await opened()
  const clientCertificate = { kind: 'pem', text: 'hello', passphrase: '' } as const
  expect(await servers.save(formOf({ clientCertificate }))).toMatchObject({
    saved: false,
    problems: [{ field: 'clientCertificate' }],
  })
  expect(servers.all()).toEqual([])
})

test('the check of a server uses the one in the form, else the stored one', async () => {
  const { servers } = await opened()
  const deps = {
    storedPassword: () => Promise.resolve('x'),
    token: () => Promise.reject(new Error('not asked for')),
    storedSecrets: (id: string) => servers.connectionSecrets(id),
    server: (id: string) => servers.get(id),
  }
  const hasOne = async (over: Parameters<typeof formOf>[0]) =>
    (await toCheckTarget(deps, formOf(over))).target.tls?.cert !== undefined
  const clientCertificate = { kind: 'pem', text: pem, passphrase: '' } as const
  expect(await hasOne({ clientCertificate })).toBe(true)
  const saved = await servers.save(formOf({ clientCertificate }))
  if (!saved.saved) throw new Error('not saved')
  const { id } = saved.server
  expect(await hasOne({ id })).toBe(true)
  expect(await hasOne({ id, clientCertificate: { kind: 'none' } })).toBe(false)
  // EXTERNAL signs in by it, without a password.
  const noPassword = { ...deps, storedPassword: () => Promise.resolve(null) }
  const external = await toCheckTarget(noPassword, formOf({ id, password: null, mechanism: 'EXTERNAL' }))
  expect(external.target.auth).toEqual({ user: 'anna', mechanisms: ['EXTERNAL'] })
  await expect(
    hasOne({ clientCertificate: { kind: 'pem', text: 'x', passphrase: '' } }),
  ).rejects.toMatchObject({
    failure: { field: 'clientCertificate' },
  })
})

test('a server that is removed leaves none of its secrets, also where none can be seen', async () => {
  const { servers, secrets } = await opened()
  const saved = await servers.save(formOf({}))
  if (!saved.saved) throw new Error('not saved')
  const deleted: string[] = []
  secrets.delete = async (name) => void deleted.push(name)
  await servers.delete(saved.server.id)
  expect(deleted).toEqual(
    expect.arrayContaining(['server', 'certificate', 'proxy'].map((kind) => `${kind}:${saved.server.id}`)),
  )
})
