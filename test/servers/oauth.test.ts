// A real submission server that asks a token service, with tokens of the authorization server of the tests.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServerForm } from '../../main/api.ts'
import type { OpenClient } from '../../main/smtp/client.ts'
import { openClient } from '../../main/smtp/session.ts'
import {
  clientId,
  followAsBrowser,
  startAuthorizationServer,
  type AuthorizationServer,
} from '../support/authorization-server.ts'
import { createHarness, isSettled, type Harness } from '../support/core-harness.ts'
import { makeAvailable } from './support/available.ts'
import { dovecot23Packages, startDovecot } from './support/dovecot.ts'
import { postfixPackages } from './support/postfix.ts'
import type { RealServer } from './support/server.ts'

const relay = await makeAvailable('Postfix behind it', postfixPackages)
const { title, isSkipped, tree } = await makeAvailable('Dovecot 2.3', dovecot23Packages, relay)

describe.skipIf(isSkipped)(`a web sign-in with ${title}`, () => {
  let provider: AuthorizationServer
  let server: RealServer
  let core: Harness

  beforeAll(async () => {
    provider = await startAuthorizationServer({ device: false, expiresIn: 3_600 })
    const trees = { dovecot: tree, postfix: relay.tree }
    server = await startDovecot('2.3', trees, undefined, provider.valid)
    // Its certificate is one of the test's own CA.
    const trusting: OpenClient = (target, deps) =>
      openClient({ ...target, tls: { servername: server.tlsName, ca: server.caPem } }, deps)
    core = await createHarness({ openClient: trusting, web: { fetch, allowLoopback: true } })
  }, 120_000)
  afterAll(async () => {
    await core.close()
    await server.stop()
    await provider.close()
  })

  const formFor = (over: Partial<ServerForm>): ServerForm => ({
    id: null,
    name: 'Dovecot',
    yourName: 'Ann',
    email: 'ann@mail.test',
    host: server.host,
    port: server.starttlsPort,
    security: 'starttls',
    user: 'ann@mail.test',
    password: null,
    ehloName: 'client.mail.test',
    allowInsecureAuth: false,
    isDefault: false,
    oauth: { provider: 'issuer', issuer: provider.issuer, clientId, clientSecret: null },
    ...over,
  })

  async function signedIn(form: ServerForm): Promise<string> {
    const { id } = await core.api.oauth.begin({ target: { kind: 'form', form }, flow: 'browser' })
    const last = () => (core.events['oauth.changed'] ?? []).findLast((view) => view.id === id)
    await expect.poll(() => last()?.openedAt).toBeDefined()
    await followAsBrowser(core.shell.opened.at(-1) ?? '')
    await expect.poll(() => last()?.state).toBe('done')
    return id
  }

  async function send(identityId: string, subject: string) {
    const entryId = await core.send({ identityId, to: ['bob@mail.test'], subject, text: 'Hello' })
    const entry = await core.until(entryId, (one) => isSettled(one) || one.state === 'held')
    const attempt = entry.attempts.at(-1)
    const { lines } = await core.api.transcripts.get({ attemptId: attempt?.id ?? '' })
    const auths = lines.filter(({ text }) => text.startsWith('AUTH ')).map(({ text }) => text.split(' ')[1])
    return { entry, auths, mechanism: attempt?.mechanism }
  }

  test.each(['OAUTHBEARER', 'XOAUTH2'] as const)(
    '%s: the form is tested and saved with its grant; a message goes; a refused token is renewed; an ended one is told',
    async (mechanism) => {
      const oauthGrant = await signedIn(formFor({ mechanism }))
      const tested = await core.api.checks.run({
        checkId: 'c1',
        form: formFor({ mechanism, oauthGrant }),
        recipient: '',
        until: 'sign-in',
      })
      expect(tested).toMatchObject({
        outcome: 'passed',
        story: { tried: [{ mechanism, outcome: 'accepted' }] },
      })
      const saved = await core.api.servers.save(formFor({ name: mechanism, mechanism, oauthGrant }))
      if (!saved.saved) throw new Error(JSON.stringify(saved.problems))
      const identityId = saved.server.identity?.id ?? ''

      const first = await send(identityId, `first-${mechanism}`)
      expect(first).toMatchObject({ entry: { state: 'sent' }, auths: [mechanism], mechanism })
      await server.findMessage(`first-${mechanism}`)

      // Not fresh any more: renewed before it is used, and the session is opened anew.
      await core.clock.advance(3_600_000)
      const tokens = provider.valid.size
      expect(await send(identityId, `renewed-${mechanism}`)).toMatchObject({ entry: { state: 'sent' } })
      expect(provider.valid.size).toBe(tokens + 1)

      // Idle sessions are closed by then; the token is taken back before its time: 334 with JSON, 535, one renewal.
      await core.clock.advance(600_000)
      provider.expire()
      const refused = await send(identityId, `refused-${mechanism}`)
      expect(refused).toMatchObject({ entry: { state: 'sent' }, auths: [mechanism, mechanism] })

      await core.clock.advance(600_000)
      provider.revokeAll()
      const ended = await send(identityId, `ended-${mechanism}`)
      expect(ended.entry.reason).toMatchObject({ kind: 'needs-sign-in' })
      expect(ended.entry.explanations[0]).toMatchObject({ cause: 'oauth-sign-in-needed' })
    },
    60_000,
  )
})
