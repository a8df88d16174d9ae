import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatTokens, parseTokens, type Tokens } from '../../../main/oauth/tokens.ts'
import { secretName, type SecretStore } from '../../../main/secrets/secret-store.ts'
import { startAuthorizationServer, type AuthorizationServer } from '../../support/authorization-server.ts'
import { createMemorySecrets } from '../../support/core-harness.ts'
import {
  agree,
  createOAuthRoom,
  isOver,
  settingsFor,
  type OAuthRoom,
  type RoomOptions,
} from '../../support/oauth-room.ts'

let server: AuthorizationServer
beforeEach(async () => {
  server = await startAuthorizationServer({ device: false })
})
afterEach(() => server.close())

const name = secretName('s1', 'oauth')
const whom = { user: 'ann', host: 'mail.example.org' }
const oauthServer = () => ({ id: 's1', oauth: settingsFor(server), ...whom })

/** A room in which somebody has signed in for the server `s1`. */
async function signedIn(options: RoomOptions = {}): Promise<OAuthRoom> {
  const room = createOAuthRoom({ browse: agree, ...options })
  room.oauth.signIns.begin(
    { settings: settingsFor(server), ...whom, clientSecret: null, accounts: [], serverId: 's1' },
    'browser',
  )
  expect(await room.until(isOver)).toMatchObject({ state: 'done' })
  return room
}

async function storedIn(secrets: SecretStore): Promise<Tokens> {
  const tokens = parseTokens((await secrets.get(name)) ?? '')
  if (tokens === null) throw new Error('nothing is stored')
  return tokens
}

const refreshes = () =>
  server.asked.filter(({ parameters }) => parameters.get('grant_type') === 'refresh_token').length

describe('the token of a server', () => {
  test('is used until five minutes before its end, then renewed', async () => {
    const { oauth, clock } = await signedIn()
    const first = await oauth.keeper.credential(oauthServer())
    await clock.advance(54 * 60_000)
    expect((await oauth.keeper.credential(oauthServer()))?.token).toBe(first?.token)
    await clock.advance(2 * 60_000)
    const second = await oauth.keeper.credential(oauthServer())
    expect(second?.token).not.toBe(first?.token)
    expect([first?.isRenewed, second?.isRenewed]).toEqual([false, true])
    expect(server.valid.has(second?.token ?? '')).toBe(true)
    expect(second?.grantedAt).toBe(first?.grantedAt)
    expect(refreshes()).toBe(1)
  })

  test('concurrent renewals of one server are one', async () => {
    const { oauth, clock } = await signedIn()
    await clock.advance(3_600_000)
    const all = await Promise.all(Array.from({ length: 5 }, () => oauth.keeper.credential(oauthServer())))
    expect(new Set(all.map((one) => one?.token)).size).toBe(1)
    expect(refreshes()).toBe(1)
  })

  test('a rotated refresh token is in the SecretStore before the access token is given out', async () => {
    const order: string[] = []
    const memory = createMemorySecrets()
    const secrets: SecretStore = {
      ...memory,
      set: async (key, value) => {
        await new Promise((resolve) => setImmediate(resolve))
        await memory.set(key, value)
        order.push('stored')
      },
    }
    const { oauth } = await signedIn({ secrets })
    const old = await storedIn(secrets)
    const credential = await oauth.keeper.credential(oauthServer())
    order.length = 0
    const token = await credential?.refresh()
    order.push('given')
    expect(order).toEqual(['stored', 'given'])
    const now = await storedIn(secrets)
    expect(now.access).toBe(token)
    expect(now.refresh).not.toBe(old.refresh)
  })

  test('what the keychain did not take is not used, and is stored at the next call: it is not lost', async () => {
    const memory = createMemorySecrets()
    let refuses = false
    const secrets: SecretStore = {
      ...memory,
      set: (key, value) => (refuses ? Promise.reject(new Error('locked')) : memory.set(key, value)),
    }
    const { oauth } = await signedIn({ secrets })
    const credential = await oauth.keeper.credential(oauthServer())
    refuses = true
    await expect(credential?.refresh()).rejects.toThrow('locked')
    await expect(oauth.keeper.credential(oauthServer())).rejects.toThrow('locked')
    refuses = false
    const after = await oauth.keeper.credential(oauthServer())
    expect(server.valid.has(after?.token ?? '')).toBe(true)
    expect((await storedIn(secrets)).access).toBe(after?.token)
    expect(refreshes()).toBe(1)
  })

  test('a keychain without room for both keeps the one that renews the other', async () => {
    const memory = createMemorySecrets()
    const secrets: SecretStore = {
      ...memory,
      set: (key, value) =>
        value.includes('"access"') ? Promise.reject(new Error('too long')) : memory.set(key, value),
    }
    const { oauth } = await signedIn({ secrets })
    const credential = await oauth.keeper.credential(oauthServer())
    expect(server.valid.has(credential?.token ?? '')).toBe(true)
    expect((await storedIn(secrets)).access).toBeUndefined()
    expect(refreshes()).toBe(0)
  })

  test('a token that another process renewed is taken, not renewed again', async () => {
    const { oauth, secrets } = await signedIn()
    const credential = await oauth.keeper.credential(oauthServer())
    const other = createOAuthRoom({ secrets })
    const theirs = await (await other.oauth.keeper.credential(oauthServer()))?.refresh()
    expect(await credential?.refresh()).toBe(theirs)
    expect(refreshes()).toBe(1)
  })

  test('P13: a refresh token that is refused asks for a new sign-in', async () => {
    const { oauth } = await signedIn()
    const credential = await oauth.keeper.credential(oauthServer())
    server.revokeAll()
    await expect(credential?.refresh()).rejects.toMatchObject({ kind: 'sign-in-again' })
  })

  test('a provider that is not reached does not end a token that is still good', async () => {
    let isOffline = false
    const { oauth, clock } = await signedIn({
      fetch: (url, init) => (isOffline ? Promise.reject(new Error('no network')) : fetch(url, init)),
    })
    const first = await oauth.keeper.credential(oauthServer())
    isOffline = true
    await clock.advance(57 * 60_000)
    expect((await oauth.keeper.credential(oauthServer()))?.token).toBe(first?.token)
    await clock.advance(4 * 60_000)
    await expect(oauth.keeper.credential(oauthServer())).rejects.toMatchObject({ kind: 'offline' })
  })

  test('is null where nobody has signed in, and where what is stored is not ours', async () => {
    const { oauth, secrets } = createOAuthRoom()
    expect(await oauth.keeper.credential(oauthServer())).toBeNull()
    for (const odd of [
      'no json',
      '{}',
      '{"access":1}',
      formatTokens({ receivedAt: 1, grantedAt: 1, boundTo: '', tokenEndpoint: '' }) + 'x',
    ]) {
      await secrets.set(name, odd)
      expect(await oauth.keeper.credential(oauthServer())).toBeNull()
    }
  })
})

describe('RFC 7009: a sign-in that is removed', () => {
  test('is forgotten here and taken back at the provider', async () => {
    const { oauth, secrets } = await signedIn()
    const { refresh } = await storedIn(secrets)
    const outcome = await (await oauth.keeper.signOut(oauthServer()))?.()
    expect(outcome).toMatchObject({ revoked: true })
    expect(await secrets.get(name)).toBeNull()
    const { path, parameters } = server.asked.at(-1) ?? { path: '', parameters: new URLSearchParams() }
    expect([path, parameters.get('token'), parameters.get('token_type_hint')]).toEqual([
      '/revoke',
      refresh,
      'refresh_token',
    ])
  })

  test('is forgotten here where the provider is not reached, and that is told; the wait has an end', async () => {
    const room = await signedIn({
      fetch: (url, init) =>
        url.endsWith('/revoke')
          ? new Promise((_resolve, reject) =>
              init.signal?.addEventListener('abort', () => reject(new Error('end'))),
            )
          : fetch(url, init),
    })
    const revoke = await room.oauth.keeper.signOut(oauthServer())
    expect(await room.secrets.get(name)).toBeNull()
    const outcome = revoke?.()
    await expect.poll(() => room.clock.pending()).toContain(10_000)
    await room.clock.advance(10_000)
    expect(await outcome).toMatchObject({
      revoked: false,
      message: expect.stringContaining('could not be told') as string,
    })
  })

  test('says where a provider has no way for it', async () => {
    await server.close()
    server = await startAuthorizationServer({ device: false, revocation: false })
    const { oauth } = await signedIn()
    expect(await (await oauth.keeper.signOut(oauthServer()))?.()).toMatchObject({
      revoked: false,
      message: expect.stringContaining('no way') as string,
    })
  })
})
