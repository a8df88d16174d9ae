import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ServerForm } from '../../../main/api.ts'
import { bindingOf, isFor, type OAuthServer } from '../../../main/oauth/binding.ts'
import { secretName } from '../../../main/secrets/secret-store.ts'
import { startAuthorizationServer, type AuthorizationServer } from '../../support/authorization-server.ts'
import { agree, createOAuthRoom, isOver, settingsFor, type RoomOptions } from '../../support/oauth-room.ts'
import { formOf } from '../servers/sample.ts'

let provider: AuthorizationServer
let elsewhere: AuthorizationServer
beforeEach(async () => {
  provider = await startAuthorizationServer({ device: false })
  elsewhere = await startAuthorizationServer({ device: false })
})
afterEach(async () => {
  await Promise.all([provider.close(), elsewhere.close()])
})

const holder = () => ({ settings: settingsFor(provider), user: 'ann@mail.test', host: 'smtp.mail.test' })
const serverOf = (over: Partial<OAuthServer> = {}): OAuthServer => {
  const { settings, ...whom } = holder()
  return { id: 's1', oauth: settings, ...whom, ...over }
}
const tokenRequests = (server: AuthorizationServer) =>
  server.asked.filter(({ path }) => path === '/token').length

async function signedIn(options: RoomOptions = {}) {
  const room = createOAuthRoom({ browse: agree, ...options })
  room.oauth.signIns.begin({ ...holder(), clientSecret: null, accounts: [], serverId: 's1' }, 'browser')
  expect(await room.until(isOver)).toMatchObject({ state: 'done' })
  return room
}

const others: readonly (readonly [string, () => OAuthServer])[] = [
  ['client', () => serverOf({ oauth: { ...settingsFor(provider), clientId: 'another' } })],
  ['issuer', () => serverOf({ oauth: settingsFor(elsewhere) })],
  ['provider', () => serverOf({ oauth: { provider: 'google', clientId: settingsFor(provider).clientId } })],
  ['scope', () => serverOf({ oauth: { ...settingsFor(provider), scope: 'other' } })],
  ['user', () => serverOf({ user: 'bob@mail.test' })],
  ['host of another domain', () => serverOf({ host: 'smtp.evil.test' })],
  ['nothing: the web sign-in is gone', () => serverOf({ oauth: undefined })],
]

describe('P26: tokens are for whom they were given', () => {
  test.each(others)('another %s: they are not used, and nobody is shown them', async (_, server) => {
    const { oauth } = await signedIn()
    const before = [tokenRequests(provider), tokenRequests(elsewhere)]
    expect(await oauth.keeper.credential(server())).toBeNull()
    expect(await oauth.keeper.status(server())).toEqual({ signedIn: false })
    expect(await oauth.keeper.signOut(server())).toBeNull()
    expect([tokenRequests(provider), tokenRequests(elsewhere)]).toEqual(before)
  })

  test('a host of the same domain changes nothing', async () => {
    const { oauth } = await signedIn()
    const credential = await oauth.keeper.credential(serverOf({ host: 'submit.mail.test' }))
    expect(credential?.token).toBeDefined()
    expect(await credential?.refresh()).toBeDefined()
  })

  test('a provider whose token endpoint has moved is not shown what the one before gave', async () => {
    let isMoved = false
    const { oauth } = await signedIn({
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        if (!isMoved || !url.includes('.well-known')) return response
        const metadata = (await response.json()) as object
        return Response.json({ ...metadata, token_endpoint: `${elsewhere.issuer}/token` })
      },
    })
    const credential = await oauth.keeper.credential(serverOf())
    isMoved = true
    await expect(credential?.refresh()).rejects.toMatchObject({ kind: 'sign-in-again' })
    const revoke = await oauth.keeper.signOut(serverOf())
    expect(await revoke?.()).toMatchObject({ revoked: false })
    expect(elsewhere.asked.map(({ path }) => path)).toEqual([])
  })

  test('tokens without a word about that (of an older program) are not used', async () => {
    const { oauth, secrets } = await signedIn()
    const {
      boundTo: _bound,
      tokenEndpoint: _endpoint,
      ...old
    } = JSON.parse((await secrets.get(secretName('s1', 'oauth'))) ?? '{}') as Record<string, unknown>
    await secrets.set(secretName('s1', 'oauth'), JSON.stringify(old))
    expect(await oauth.keeper.credential(serverOf())).toBeNull()
  })
})

describe('a grant that waits for its form', () => {
  const formFor = (over: Partial<ServerForm> = {}) => {
    const { settings, ...whom } = holder()
    return formOf({ ...whom, password: null, oauth: { ...settings, clientSecret: null }, ...over })
  }
  const granted = async (over: Partial<ReturnType<typeof holder>> = {}) => {
    const room = createOAuthRoom({ browse: agree })
    const target = { ...holder(), ...over, clientSecret: null, accounts: [] }
    const { id } = room.oauth.signIns.begin(target, 'browser')
    await room.until(isOver)
    return { room, oauthGrant: id }
  }

  test.each([{ user: 'bob@mail.test' }, { host: 'smtp.evil.test' }])(
    'is not for a form with %j: neither saved nor tried',
    async (over) => {
      const { room, oauthGrant } = await granted()
      const form = formFor({ ...over, oauthGrant })
      expect(room.oauth.port.check(form)).toMatchObject([{ field: 'oauthGrant' }])
      await expect(room.oauth.credentialFor(form)).rejects.toMatchObject({ failure: { field: 'oauthGrant' } })
      const fits = formFor({ oauthGrant, host: 'submit.mail.test' })
      expect(room.oauth.port.check(fits)).toEqual([])
      expect((await room.oauth.credentialFor(fits)).token).toBeDefined()
    },
  )

  test('that was asked for before user and host were typed takes those that are saved', async () => {
    const { room, oauthGrant } = await granted({ user: '', host: '' })
    const form = formFor({ oauthGrant })
    expect(room.oauth.port.check(form)).toEqual([])
    await room.oauth.port.saved(serverOf(), form, undefined)
    expect(await room.oauth.keeper.credential(serverOf())).not.toBeNull()
    expect(await room.oauth.keeper.credential(serverOf({ host: 'smtp.evil.test' }))).toBeNull()
  })

  test('the sign-in of a server that is saved with another user is forgotten, and taken back', async () => {
    const room = await signedIn()
    await room.oauth.port.saved(serverOf({ user: 'bob' }), formFor({ user: 'bob' }), serverOf())
    expect(await room.secrets.get(secretName('s1', 'oauth'))).toBeNull()
    await expect.poll(() => provider.asked.at(-1)?.path).toBe('/revoke')
  })

  test('the stored client secret goes to the client that it is of, and to no other', async () => {
    const { oauth, secrets } = createOAuthRoom()
    await secrets.set(secretName('s1', 'oauth-client'), 'hush')
    const saved = serverOf()
    const settings = { ...settingsFor(provider), clientSecret: null }
    const secretFor = async (over: Partial<typeof settings>) =>
      (await oauth.targetOf(formFor({ id: 's1', oauth: { ...settings, ...over } }), saved)).clientSecret
    expect(await secretFor({})).toBe('hush')
    expect(await secretFor({ scope: 'more' })).toBe('hush')
    expect(await secretFor({ clientId: 'another' })).toBeNull()
    expect(await secretFor({ issuer: elsewhere.issuer })).toBeNull()
  })
})

test('what decides is trimmed, and the host counts by its registered domain', () => {
  const one = serverOf()
  expect(bindingOf({ ...one, user: ' ann@mail.test ', host: 'SMTP.Mail.Test.' })).toBe(bindingOf(one))
  expect(bindingOf({ ...one, oauth: undefined })).toBeUndefined()
  expect(isFor(holder(), { ...holder(), host: 'a.mail.test' })).toBe(true)
})
