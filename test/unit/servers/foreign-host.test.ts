// A stored secret and a host of another registered domain: it does not go there without the person's word.
import { beforeAll, describe, expect, test } from 'vitest'
import type { ServerForm } from '../../../main/api.ts'
import { createCertificatesApi } from '../../../main/api/certificates-api.ts'
import { selfSign } from '../../../main/practice/certificate.ts'
import { createMemoryStore } from '../../../main/secrets/create-secret-store.ts'
import { secretName, type SecretKind } from '../../../main/secrets/secret-store.ts'
import { toCheckTarget } from '../../../main/servers/check-target.ts'
import { createServers } from '../../../main/servers/servers.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTempProfile } from '../../support/temp-profile.ts'
import { formOf } from './sample.ts'

let pem = ''
beforeAll(async () => {
  const claims = { commonName: 'ann', names: [], notBefore: 0, notAfter: Date.UTC(2040, 0, 1) }
  const { certificatePem, keyPem } = await selfSign(createSeededRandom(), claims)
  pem = certificatePem + keyPem
})

const proxy = {
  kind: 'socks5',
  host: 'proxy.example',
  port: 1080,
  user: 'anna',
  password: 'proxy-secret',
} as const
const pin = 'ab'.repeat(32)

/** A server with every secret there is, and a trusted key. */
async function opened(over: Partial<ServerForm> = {}) {
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
  const form = formOf({ proxy, clientCertificate: { kind: 'pem', text: pem, passphrase: '' }, ...over })
  const saved = await servers.save(form)
  if (!saved.saved) throw new Error(JSON.stringify(saved.problems))
  const { id } = saved.server
  await servers.trust(id, pin)
  /** As the window sends it: secrets that were not typed are left out. */
  const { clientCertificate: _given, ...bare } = form
  const kept: ServerForm = { ...bare, id, password: null, proxy: { ...proxy, password: null } }
  const secret = (kind: SecretKind) => secrets.get(secretName(id, kind))
  return { servers, secrets, secret, store, id, kept }
}

const foreign = 'smtp.evil.test'

describe('P26: a form with a host of another domain', () => {
  test('asks for password and certificate again at their fields, and nothing is saved', async () => {
    const { servers, secret, id, kept } = await opened()
    const before = servers.get(id)
    expect(await servers.save({ ...kept, host: foreign })).toMatchObject({
      saved: false,
      problems: [
        { field: 'password', message: expect.stringContaining('mail.example.org') as string },
        { field: 'clientCertificate' },
      ],
    })
    expect(servers.get(id)).toEqual(before)
    expect(await secret('server')).toBe('hunter2-secret')
  })

  test('with the password typed it is saved; the trusted key, and what was not given anew, is gone', async () => {
    const { servers, secret, id, kept } = await opened()
    const outcome = await servers.save({
      ...kept,
      host: foreign,
      password: 'for-the-new-one',
      clientCertificate: { kind: 'none' },
    })
    expect(outcome).toMatchObject({ saved: true, server: { host: foreign, pins: [] } })
    expect(await secret('server')).toBe('for-the-new-one')
    expect(await secret('certificate')).toBeNull()
    // The proxy is the one that it was.
    expect(await secret('proxy')).toBe('proxy-secret')
    expect(servers.get(id)?.clientCertificate).toBeUndefined()
  })

  test.each<Partial<ServerForm>>([{ user: '' }, { mechanism: 'EXTERNAL' }])(
    'that needs no password (%j) is not asked for one, and the old one is gone',
    async (over) => {
      const { servers, secret, kept } = await opened()
      const clientCertificate = { kind: 'pem', text: pem, passphrase: '' } as const
      const outcome = await servers.save({ ...kept, ...over, host: foreign, clientCertificate })
      expect(outcome).toMatchObject({ saved: true })
      expect(await secret('server')).toBeNull()
    },
  )

  test('where no password is stored none is asked for', async () => {
    const { servers, secrets, id, kept } = await opened({ clientCertificate: { kind: 'none' } })
    await secrets.delete(secretName(id, 'server'))
    expect(await servers.save({ ...kept, host: foreign })).toMatchObject({ saved: true })
  })

  test('a keychain that does not say whether it has one counts as one that has', async () => {
    const { servers, secrets, kept } = await opened()
    secrets.get = () => Promise.reject(new Error('locked'))
    expect(await servers.save({ ...kept, host: foreign })).toMatchObject({
      saved: false,
      problems: [{ field: 'password' }, { field: 'clientCertificate' }],
    })
  })
})

test.each<Partial<ServerForm>>([
  { host: 'submit.example.org' },
  { host: 'EXAMPLE.org' },
  { port: 465, security: 'implicit' },
])('%j keeps every secret and the trusted key', async (over) => {
  const { servers, secret, kept } = await opened()
  expect(await servers.save({ ...kept, ...over })).toMatchObject({ saved: true, server: { pins: [pin] } })
  expect(await secret('server')).toBe('hunter2-secret')
  expect(await secret('certificate')).toContain('PRIVATE KEY')
})

test('P26: the password of a proxy stays with the proxy: another one asks for it at its field', async () => {
  const { servers, secret, kept } = await opened()
  const other = { ...proxy, host: 'proxy.evil.test', password: null }
  expect(await servers.save({ ...kept, proxy: other })).toMatchObject({
    saved: false,
    problems: [{ field: 'proxy.password' }],
  })
  expect(await servers.save({ ...kept, proxy: { ...other, password: 'new' } })).toMatchObject({ saved: true })
  expect(await secret('proxy')).toBe('new')
  expect(await secret('server')).toBe('hunter2-secret')
})

test('a client secret is forgotten with its client', async () => {
  const oauth = { provider: 'google', clientId: 'one', clientSecret: 'hush' } as const
  const { servers, secret, kept } = await opened({ oauth })
  expect(await secret('oauth-client')).toBe('hush')
  const again = { ...oauth, clientSecret: null }
  expect(await servers.save({ ...kept, oauth: { ...again, scope: 'more' } })).toMatchObject({ saved: true })
  expect(await secret('oauth-client')).toBe('hush')
  expect(await servers.save({ ...kept, oauth: { ...again, clientId: 'two' } })).toMatchObject({ saved: true })
  expect(await secret('oauth-client')).toBeNull()
})

describe('P26: the check of unsaved values', () => {
  const checking = async () => {
    const { servers, kept } = await opened()
    const asked: string[] = []
    const deps = {
      storedPassword: (id: string) => servers.password(id),
      storedSecrets: (id: string) => servers.connectionSecrets(id),
      server: (id: string) => servers.get(id),
      token: async () => {
        asked.push('token')
        return { token: 'granted' }
      },
    }
    return { kept, check: (over: Partial<ServerForm>) => toCheckTarget(deps, { ...kept, ...over }) }
  }

  test('tries no stored secret on a host of another domain', async () => {
    const { check } = await checking()
    await expect(check({ host: foreign })).rejects.toMatchObject({
      failure: { code: 'invalid-argument', field: 'password' },
    })
    await expect(check({ host: foreign, password: 'typed' })).rejects.toMatchObject({
      failure: { field: 'clientCertificate' },
    })
    const { target } = await check({ host: foreign, password: 'typed', clientCertificate: { kind: 'none' } })
    expect(target.auth?.pass).toBe('typed')
    expect(target.tls?.pins ?? []).toEqual([])
    expect(target.tls?.key).toBeUndefined()
    await expect(
      check({ proxy: { ...proxy, host: 'proxy.evil.test', password: null } }),
    ).rejects.toMatchObject({ failure: { field: 'proxy.password' } })
  })

  test('tries them on another host of the same domain, with the trusted key', async () => {
    const { check } = await checking()
    const { target } = await check({ host: 'submit.example.org' })
    expect(target.auth?.pass).toBe('hunter2-secret')
    expect(target.tls?.pins).toEqual([pin])
    expect(target.tls?.key).toContain('PRIVATE KEY')
  })
})

describe('P26: another name of the same computer, from its certificate', () => {
  const lookUp = () => Promise.resolve(['192.0.2.1'])
  const using = async () => {
    const all = await opened({ proxy: null })
    const { servers } = all
    const api = createCertificatesApi({
      servers,
      outbox: { signedIn: async () => undefined } as never,
      lookUp,
    })
    return { ...all, api }
  }

  test('of another domain: it is used, and what was stored is forgotten, so that the password is asked for', async () => {
    const { api, id, servers, secret } = await using()
    expect(await api.otherName({ serverId: id, host: 'mail.example.org', names: [foreign] })).toMatchObject({
      name: foreign,
      asksAnew: true,
    })
    await api.useName({ serverId: id, name: foreign })
    expect(servers.get(id)).toMatchObject({ host: foreign, pins: [] })
    expect(servers.get(id)?.clientCertificate).toBeUndefined()
    expect([await secret('server'), await secret('certificate')]).toEqual([null, null])
  })

  test('of the same domain: it is used with all that is stored', async () => {
    const { api, id, servers, secret } = await using()
    const names = ['mx.example.org']
    expect(await api.otherName({ serverId: id, host: 'mail.example.org', names })).toEqual({
      name: 'mx.example.org',
      address: '192.0.2.1',
    })
    await api.useName({ serverId: id, name: 'mx.example.org' })
    expect(servers.get(id)).toMatchObject({ host: 'mx.example.org', pins: [pin] })
    expect(await secret('server')).toBe('hunter2-secret')
  })
})
