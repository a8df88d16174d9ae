// A web sign-in from the form to the message: saved, sent with, renewed, ended, removed; and searched for its tokens.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ServerForm, SignInTargetInput } from '../../main/api.ts'
import type { SignInView } from '../../main/oauth/oauth.ts'
import { secretName } from '../../main/secrets/secret-store.ts'
import { createCertificate, type TestCertificate } from '../support/certificates.ts'
import {
  clientId,
  followAsBrowser,
  startAuthorizationServer,
  type AuthorizationServer,
} from '../support/authorization-server.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { blobsOf, findForms, textsIn } from '../support/secret-forms.ts'
import { startTokenMailServer, type TokenMailServer } from '../support/token-mail-server.ts'

let certificate: TestCertificate
let provider: AuthorizationServer
let mail: TokenMailServer
let core: Harness
let isOffline = false
beforeAll(() => {
  certificate = createCertificate(['IP:127.0.0.1'])
})
beforeEach(async () => {
  isOffline = false
  provider = await startAuthorizationServer({ device: false })
  mail = await startTokenMailServer({ certificate, mechanism: 'XOAUTH2', valid: provider.valid })
  core = await createHarness({
    web: {
      fetch: (url, init) => (isOffline ? Promise.reject(new Error('no network')) : fetch(url, init)),
      allowLoopback: true,
    },
  })
})
afterEach(async () => {
  await core.close()
  await Promise.all([provider.close(), mail.close()])
})

const formFor = (over: Partial<ServerForm> = {}): ServerForm => ({
  id: null,
  name: 'Kestrel',
  yourName: 'Ann Example',
  email: 'ann@mail.test',
  host: '127.0.0.1',
  port: mail.port,
  security: 'implicit',
  user: 'ann@mail.test',
  password: null,
  ehloName: '',
  allowInsecureAuth: false,
  isDefault: true,
  oauth: { provider: 'issuer', issuer: provider.issuer, clientId, clientSecret: null },
  ...over,
})

const views = () => core.events['oauth.changed'] ?? []

/** A sign-in in which the person agrees at once. */
async function signIn(target: SignInTargetInput): Promise<SignInView> {
  const { id } = await core.api.oauth.begin({ target, flow: 'browser' })
  const last = () => views().findLast((view) => view.id === id)
  await expect.poll(() => last()?.openedAt).toBeDefined()
  await followAsBrowser(core.shell.opened.at(-1) ?? '')
  await expect.poll(() => last()?.state).not.toBe('running')
  const view = last()
  if (view === undefined) throw new Error('nothing was told')
  return view
}

/** The server, saved with a finished sign-in, its key trusted. */
async function saveSignedIn(): Promise<string> {
  const { id: oauthGrant } = await signIn({ kind: 'form', form: formFor() })
  const outcome = await core.api.servers.save(formFor({ oauthGrant }))
  if (!outcome.saved) throw new Error(JSON.stringify(outcome.problems))
  await core.api.servers.trust({ serverId: outcome.server.id, spkiSha256: mail.spkiSha256 })
  return outcome.server.id
}

async function send(): Promise<string> {
  const [identity] = await core.api.identities.list()
  return core.send({ identityId: identity?.id ?? null, to: ['b@example.net'], subject: 'Hi', text: 'Hello' })
}

const sendAndWait = async () =>
  core.until(await send(), (entry) => isSettled(entry) || entry.state === 'held')

describe('a server with a web sign-in', () => {
  test('is saved with its grant and sends with the token; one session carries two messages', async () => {
    const serverId = await saveSignedIn()
    expect(await core.api.oauth.status({ serverId })).toMatchObject({
      signedIn: true,
      account: 'ann@mail.test',
    })
    expect((await sendAndWait()).state).toBe('sent')
    expect((await sendAndWait()).state).toBe('sent')
    expect(mail.messages).toHaveLength(2)
    expect(mail.signIns.filter(({ taken }) => taken).length).toBeLessThanOrEqual(2)
  })

  test('the test of the form signs in with a grant that is not saved yet', async () => {
    const { id: oauthGrant } = await signIn({ kind: 'form', form: formFor() })
    const check = { checkId: 'c1', recipient: '', until: 'sign-in' } as const
    const result = await core.api.checks.run({ ...check, form: formFor({ oauthGrant }) })
    // The key is not trusted yet: the token does not cross a connection that is not verified (P26).
    expect(result).toMatchObject({ outcome: 'failed', explanation: { cause: 'certificate-untrusted' } })
    expect(mail.signIns).toEqual([])
    await expect(core.api.checks.run({ ...check, form: formFor() })).rejects.toMatchObject({
      failure: { field: 'oauthGrant' },
    })
  })

  test('a token that the server refuses is renewed once, and tried on a new session', async () => {
    await saveSignedIn()
    provider.expire()
    const entry = await sendAndWait()
    expect(entry.state).toBe('sent')
    expect(mail.signIns.map(({ taken }) => taken)).toEqual([false, true])
    const { lines } = await core.api.transcripts.get({ attemptId: entry.attempts[0]?.id ?? '' })
    expect(lines.filter(({ text }) => text.startsWith('AUTH XOAUTH2'))).toHaveLength(2)
    expect(entry.attempts).toHaveLength(1)
  })

  test('a renewed token that is refused too is a refusal: no third try', async () => {
    await saveSignedIn()
    provider.valid.set = () => provider.valid
    provider.expire()
    const entry = await sendAndWait()
    expect(entry.state).not.toBe('sent')
    expect(entry.actions).toContain('sign-in-again')
    expect(entry.explanations[0]?.title).toBe('Kestrel did not accept the web sign-in')
    expect(mail.signIns.map(({ taken }) => taken)).toEqual([false, false])
  })

  test('P13: a sign-in that has ended asks for the web sign-in, and its messages go on after it', async () => {
    const serverId = await saveSignedIn()
    provider.revokeAll()
    const entryId = await send()
    const held = await core.until(entryId, ({ reason }) => reason.kind === 'needs-sign-in')
    expect(held.actions).toContain('sign-in-again')
    expect(held.explanations[0]).toMatchObject({ cause: 'oauth-sign-in-needed' })
    expect(await signIn({ kind: 'server', serverId })).toMatchObject({ state: 'done', isKept: true })
    expect((await core.until(entryId, ({ state }) => state === 'sent')).state).toBe('sent')
  })

  test('P17: a sign-in service that is not reached refuses nothing: the message waits', async () => {
    await saveSignedIn()
    await core.clock.advance(3_600_000)
    isOffline = true
    const entryId = await send()
    const waiting = await core.until(entryId, ({ state }) => state !== 'sending' && state !== 'scheduled')
    expect(waiting.explanations[0] ?? waiting).toMatchObject({ cause: 'oauth-unreachable' })
    isOffline = false
    core.wake()
    expect((await core.until(entryId, ({ state }) => state === 'sent')).state).toBe('sent')
  })

  test('P26: is not saved without encryption, whatever is allowed for passwords', async () => {
    const outcome = await core.api.servers.save(formFor({ security: 'none', allowInsecureAuth: true }))
    expect(outcome).toMatchObject({ saved: false, problems: [{ field: 'security' }] })
  })

  test('is not saved with a grant of other settings, or with one that is gone', async () => {
    const { id: oauthGrant } = await signIn({ kind: 'form', form: formFor() })
    const oauth = {
      provider: 'issuer',
      issuer: provider.issuer,
      clientId: 'other',
      clientSecret: null,
    } as const
    for (const form of [formFor({ oauthGrant, oauth }), formFor({ oauthGrant: 'gone' })]) {
      const outcome = await core.api.servers.save(form)
      expect(outcome).toMatchObject({ saved: false, problems: [{ field: 'oauthGrant' }] })
    }
  })

  test('RFC 7009: deleting it forgets the tokens and takes the sign-in back', async () => {
    const serverId = await saveSignedIn()
    await core.api.servers.delete({ serverId })
    expect(await core.secrets.get(secretName(serverId, 'oauth'))).toBeNull()
    await expect.poll(() => provider.asked.at(-1)?.path).toBe('/revoke')
    expect(provider.valid.size).toBe(0)
  })

  test('a sign-in that could not be taken back is told', async () => {
    const serverId = await saveSignedIn()
    isOffline = true
    await core.api.servers.delete({ serverId })
    const told = () =>
      core.events['notices.changed']?.flatMap(({ notices }) => notices.map(({ id }) => id)) ?? []
    await expect.poll(told).toContain('oauth-not-revoked')
  })
})

test('P25: no token, code, verifier or client secret is left anywhere but in the SecretStore', async () => {
  const clientSecret = 'GOCSPX-hush~hush+1/='
  const oauth = { provider: 'issuer', issuer: provider.issuer, clientId, clientSecret } as const
  const { id: oauthGrant } = await signIn({ kind: 'form', form: formFor({ oauth }) })
  const outcome = await core.api.servers.save(formFor({ oauth, oauthGrant }))
  if (!outcome.saved) throw new Error('not saved')
  const { id: serverId } = outcome.server
  await core.api.servers.trust({ serverId, spkiSha256: mail.spkiSha256 })
  provider.expire()
  const entry = await sendAndWait()
  expect(entry.state).toBe('sent')
  provider.revokeAll()
  await core.until(await send(), ({ reason }) => reason.kind === 'needs-sign-in')
  const { api } = core
  const answers = [
    core.events,
    core.faults,
    entry,
    await Promise.all(entry.attempts.map(({ id: attemptId }) => api.transcripts.get({ attemptId }))),
    await api.servers.list(),
    await api.app.info(),
    await api.oauth.status({ serverId }),
    await api.oauth.signOut({ serverId }),
  ]
  const secrets = [...provider.secrets, clientSecret].flatMap((secret) => [
    secret,
    ...blobsOf('ann@mail.test', secret).values(),
  ])
  expect(provider.secrets.size).toBeGreaterThan(5)
  const find = (place: string, text: string) => secrets.flatMap((secret) => findForms(secret, place, text))
  expect(textsIn(answers).flatMap((text) => find('answer', text))).toEqual([])
  const files = await readdir(core.dataDir, { recursive: true, withFileTypes: true })
  for (const file of files.filter((one) => one.isFile())) {
    const text = (await readFile(path.join(file.parentPath, file.name))).toString('latin1')
    expect(find(file.name, text)).toEqual([])
  }
})
