// A renewal that is under way while the person removes the sign-in, or signs in anew.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseTokens } from '../../../main/oauth/tokens.ts'
import { secretName, type SecretStore } from '../../../main/secrets/secret-store.ts'
import { startAuthorizationServer, type AuthorizationServer } from '../../support/authorization-server.ts'
import { createMemorySecrets } from '../../support/core-harness.ts'
import { agree, createOAuthRoom, isOver, settingsFor, type OAuthRoom } from '../../support/oauth-room.ts'

let provider: AuthorizationServer
beforeEach(async () => {
  provider = await startAuthorizationServer({ device: false })
})
afterEach(() => provider.close())

const name = secretName('s1', 'oauth')
const server = () => ({ id: 's1', oauth: settingsFor(provider), user: 'ann', host: 'mail.example.org' })

/** A gate that holds what passes it until it is opened. */
function createGate() {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>()
  let isShut = false
  return {
    shut: () => (isShut = true),
    reached,
    open: () => resolve(undefined),
    pass: async () => {
      if (!isShut) return
      isShut = false
      reach(undefined)
      await promise
    },
  }
}

/** A room with a sign-in; answers to renewals wait at one gate, writes to the keychain at the other. */
async function opened() {
  const [answers, writes] = [createGate(), createGate()]
  const memory = createMemorySecrets()
  const secrets: SecretStore = {
    ...memory,
    set: async (key, value) => {
      await writes.pass()
      await memory.set(key, value)
    },
  }
  const room = createOAuthRoom({
    browse: agree,
    secrets,
    fetch: async (url, init) => {
      const response = await fetch(url, init)
      const isRefresh =
        init.body instanceof URLSearchParams && init.body.get('grant_type') === 'refresh_token'
      if (isRefresh) await answers.pass()
      return response
    },
  })
  await signIn(room)
  const credential = await room.oauth.keeper.credential(server())
  if (credential === null) throw new Error('no credential')
  return { room, secrets, credential, answers, writes }
}

async function signIn(room: OAuthRoom): Promise<void> {
  const { settings, ...whom } = { settings: settingsFor(provider), user: 'ann', host: 'mail.example.org' }
  const target = { settings, ...whom, clientSecret: null, accounts: [], serverId: 's1' }
  const { id } = room.oauth.signIns.begin(target, 'browser')
  await room.until((view) => view.id === id && isOver(view))
}

const revoked = () =>
  provider.asked.filter(({ path }) => path === '/revoke').map(({ parameters }) => parameters.get('token'))
const storedIn = async (secrets: SecretStore) => parseTokens((await secrets.get(name)) ?? '')

test('removed while the provider answers: the new tokens are not stored, not used, and taken back', async () => {
  const { room, secrets, credential, answers } = await opened()
  answers.shut()
  const renewed = credential.refresh()
  renewed.catch(() => undefined)
  await answers.reached
  const revoke = await room.oauth.keeper.signOut(server())
  answers.open()
  await expect(renewed).rejects.toMatchObject({ kind: 'sign-in-again' })
  await revoke?.()
  expect(await secrets.get(name)).toBeNull()
  expect(await room.oauth.keeper.credential(server())).toBeNull()
  // The one that was stored, and the one that came too late.
  expect(new Set(revoked()).size).toBe(2)
})

test('removed while the new tokens are being stored: they are gone all the same', async () => {
  const { room, secrets, credential, writes } = await opened()
  writes.shut()
  const renewed = credential.refresh()
  renewed.catch(() => undefined)
  await writes.reached
  const removed = room.oauth.keeper.signOut(server())
  writes.open()
  await removed
  await expect(renewed).rejects.toMatchObject({ kind: 'sign-in-again' })
  expect(await secrets.get(name)).toBeNull()
  expect(await room.oauth.keeper.status(server())).toEqual({ signedIn: false })
})

test('a keychain that refuses the new tokens while they are removed does not bring them back', async () => {
  const { room, secrets, credential, writes } = await opened()
  const set = secrets.set
  let refuses = true
  secrets.set = async (key, value) => {
    if (!refuses) {
      await set(key, value)
      return
    }
    await writes.pass()
    throw new Error('locked')
  }
  writes.shut()
  const renewed = credential.refresh()
  renewed.catch(() => undefined)
  await writes.reached
  const removed = room.oauth.keeper.signOut(server())
  writes.open()
  await removed
  refuses = false
  await expect(renewed).rejects.toBeDefined()
  expect(await room.oauth.keeper.credential(server())).toBeNull()
  expect(await secrets.get(name)).toBeNull()
})

test('a newer sign-in stays: what the older one was given is dropped, and not taken back beside it', async () => {
  const { room, secrets, credential, answers } = await opened()
  answers.shut()
  const renewed = credential.refresh()
  await answers.reached
  await room.clock.advance(1_000)
  await signIn(room)
  const newer = await storedIn(secrets)
  answers.open()
  expect(await renewed).toBe(newer?.access)
  expect(await storedIn(secrets)).toEqual(newer)
  expect(newer?.grantedAt).toBe(room.clock.now())
  expect(revoked()).toEqual([])
})

test('a renewal after a newer sign-in does not join the one before it', async () => {
  const { room, credential, answers, secrets } = await opened()
  answers.shut()
  const older = credential.refresh()
  await answers.reached
  await signIn(room)
  const fresh = await room.oauth.keeper.credential(server())
  const token = await fresh?.refresh()
  expect(provider.valid.has(token ?? '')).toBe(true)
  answers.open()
  expect(await older).toBe((await storedIn(secrets))?.access)
  expect((await storedIn(secrets))?.access).toBe(token)
})

test('a sign-in that runs for a server that is deleted is ended, and nothing is stored for it', async () => {
  const room = createOAuthRoom()
  const target = { settings: settingsFor(provider), user: 'ann', host: 'mail.example.org' }
  const { id } = room.oauth.signIns.begin(
    { ...target, clientSecret: null, accounts: [], serverId: 's1' },
    'browser',
  )
  await room.until(({ openedAt }) => openedAt !== undefined)
  await room.oauth.port.removed(server())
  expect(await room.until((view) => view.id === id && isOver(view))).toMatchObject({ state: 'cancelled' })
  await agree(room.opened[0] ?? '').catch(() => undefined)
  expect(await room.secrets.get(name)).toBeNull()
})
