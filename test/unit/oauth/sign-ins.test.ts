import { afterEach, describe, expect, test } from 'vitest'
import type { SignInTarget } from '../../../main/oauth/sign-ins.ts'
import { secretName } from '../../../main/secrets/secret-store.ts'
import { createCertificate } from '../../support/certificates.ts'
import {
  followAsBrowser,
  startAuthorizationServer,
  type AuthorizationOptions,
  type AuthorizationServer,
} from '../../support/authorization-server.ts'
import { settle } from '../../support/fake-clock.ts'
import { agree, createOAuthRoom, isOver, settingsFor, type OAuthRoom } from '../../support/oauth-room.ts'

let ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
})

async function start(options: AuthorizationOptions = {}): Promise<AuthorizationServer> {
  const server = await startAuthorizationServer(options)
  ends.push(() => server.close())
  return server
}

function targetOf(server: AuthorizationServer, over: Partial<SignInTarget> = {}): SignInTarget {
  return {
    settings: settingsFor(server),
    user: '',
    host: '',
    clientSecret: null,
    accounts: ['ann@mail.test'],
    ...over,
  }
}

function track(room: OAuthRoom): OAuthRoom {
  ends.push(async () => room.oauth.signIns.close())
  return room
}

const paths = ({ asked }: AuthorizationServer) => asked.map(({ path }) => path)

describe('a sign-in in the browser', () => {
  test('ends with a grant: PKCE, state and login hint in the address, each step told', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom({ browse: agree }))
    const { id } = room.oauth.signIns.begin(targetOf(server), 'browser')
    const view = await room.until(isOver)

    expect(view).toMatchObject({ id, state: 'done', step: 'done', account: 'ann@mail.test', isKept: false })
    const steps = room.views.map(({ step }) => step)
    expect([...new Set(steps)]).toEqual(['prepare', 'wait', 'fetch', 'done'])
    const waiting = room.views.find(({ step }) => step === 'wait')
    expect(waiting?.waitUntil).toBe(room.clock.now() + 600_000)
    const asked = new URL(room.opened[0] ?? '').searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('login_hint')).toBe('ann@mail.test')
    expect(asked.get('scope')).toBe('openid email offline_access')
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const grant = room.oauth.signIns.grant(id)
    expect(server.valid.get(grant?.tokens.access ?? '')).toBe('ann@mail.test')
    expect(JSON.stringify(room.views)).not.toContain(grant?.tokens.access)
  })

  test('tells the browser that the page can be closed, and takes one answer only', async () => {
    const server = await start({ device: false })
    const pages: { status: number; text: string }[] = []
    const room = track(
      createOAuthRoom({ browse: async (url) => void pages.push(await followAsBrowser(url)) }),
    )
    room.oauth.signIns.begin(targetOf(server), 'browser')
    await room.until(isOver)
    expect(pages).toEqual([
      { status: 200, text: expect.stringContaining('You can close this page') as string },
    ])
    const redirect = new URL(room.opened[0] ?? '').searchParams.get('redirect_uri') ?? ''
    await expect(fetch(redirect)).rejects.toThrow()
  })

  test('an answer without the right state is no answer: the sign-in goes on', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'browser')
    await room.until(({ openedAt }) => openedAt !== undefined)
    const redirect = new URL(room.opened[0] ?? '').searchParams.get('redirect_uri') ?? ''
    for (const path of ['/?code=stolen&state=guess', '/favicon.ico', '/?error=access_denied'])
      expect((await fetch(redirect + path)).status).toBe(404)
    expect(room.views.at(-1)).toMatchObject({ state: 'running', step: 'wait' })
    await agree(room.opened[0] ?? '')
    expect(await room.until(isOver)).toMatchObject({ state: 'done' })
  })

  test('the listener is closed with the sign-in: cancelled, and after ten minutes', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom())
    const { signIns } = room.oauth
    const first = signIns.begin(targetOf(server), 'browser')
    await room.until(({ openedAt }) => openedAt !== undefined)
    signIns.cancel(first.id)
    expect(room.views.at(-1)).toMatchObject({ id: first.id, state: 'cancelled' })
    const second = signIns.begin(targetOf(server), 'browser')
    await room.until(({ id, openedAt }) => id === second.id && openedAt !== undefined)
    await room.clock.advance(599_000)
    expect(room.views.at(-1)).toMatchObject({ state: 'running' })
    await room.clock.advance(1_000)
    expect(room.views.at(-1)).toMatchObject({ state: 'failed', problem: { kind: 'expired' } })
    for (const address of room.opened) {
      const redirect = new URL(address).searchParams.get('redirect_uri') ?? ''
      await expect(fetch(redirect)).rejects.toThrow()
    }
  })

  test('a browser that does not open is no end: the address can be copied and opened again', async () => {
    const server = await start({ device: false })
    let fails = true
    const room = track(
      createOAuthRoom({ browse: (url) => (fails ? Promise.reject(new Error('no browser')) : agree(url)) }),
    )
    const { id } = room.oauth.signIns.begin(targetOf(server), 'browser')
    await room.until(({ step }) => step === 'wait')
    await settle()
    expect(room.views.at(-1)).not.toHaveProperty('openedAt')
    expect(room.oauth.signIns.address(id)).toBe(room.opened[0])
    fails = false
    await room.oauth.signIns.openAgain(id)
    expect(await room.until(isOver)).toMatchObject({ state: 'done' })
  })

  test('another sign-in takes the place of the first', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom())
    const first = room.oauth.signIns.begin(targetOf(server), 'browser')
    const second = room.oauth.signIns.begin(targetOf(server), 'browser')
    await room.until(({ id, openedAt }) => id === second.id && openedAt !== undefined)
    expect(room.views.filter(({ id }) => id === first.id)).toMatchObject([{ state: 'cancelled' }])
    expect(room.opened).toHaveLength(1)
  })

  test('for a server that is there the tokens are stored before anyone hears of it', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom({ browse: agree }))
    room.oauth.signIns.begin(targetOf(server, { serverId: 's1' }), 'browser')
    await room.until(isOver)
    expect(room.signedIn).toEqual(['s1'])
    const stored = await room.secrets.get(secretName('s1', 'oauth'))
    expect(JSON.parse(stored ?? '{}')).toMatchObject({ access: [...server.valid.keys()][0] })
  })
})

describe('words for a sign-in that came to nothing', () => {
  const page = (error: string, error_description = '') => ({ error, error_description })
  const cases = [
    ['denied', 'denied', page('access_denied', 'The user said no'), 'Sign-in page'],
    [
      'AADSTS65001',
      'admin-consent',
      page('consent_required', 'AADSTS65001: has not consented'),
      'Sign-in page',
    ],
    ['AADSTS90094', 'admin-consent', page('access_denied', 'AADSTS90094: needs admin'), 'Sign-in page'],
    ['an unknown client', 'client', page('unauthorized_client'), 'Sign-in page'],
    ['a scope that is not given', 'scope', page('invalid_scope'), 'Sign-in page'],
    ['an error of its own', 'refused', page('odd_error', 'who knows'), 'Sign-in page'],
  ] as const
  test.each(cases)('%s is %s', async (_, kind, answer, step) => {
    const server = await start({ device: false })
    server.page = answer
    const room = track(createOAuthRoom({ browse: agree }))
    room.oauth.signIns.begin(targetOf(server), 'browser')
    const view = await room.until(isOver)
    expect(view).toMatchObject({ state: 'failed', problem: { kind, step, answer: { code: answer.error } } })
    for (const text of [view.problem?.title, view.problem?.what, view.problem?.move])
      expect(text).not.toMatch(/^$|\{|undefined/)
    if (kind === 'admin-consent') expect(view.problem?.request).toContain('agree')
  })

  test.each([
    ['invalid_client', 401, 'client'],
    ['invalid_grant', 400, 'sign-in-again'],
    ['server_error', 500, 'no-answer'],
  ] as const)('at the token, %s (%s) is %s', async (error, status, kind) => {
    const server = await start({ device: false })
    server.errors.push({ status, error })
    const room = track(createOAuthRoom({ browse: agree }))
    room.oauth.signIns.begin(targetOf(server), 'browser')
    expect(await room.until(isOver)).toMatchObject({ state: 'failed', problem: { kind, step: 'Token' } })
  })

  test('another account than the one of the form: nothing is kept', async () => {
    const server = await start({ device: false })
    server.page = { account: 'bob@mail.test' }
    const room = track(createOAuthRoom({ browse: agree }))
    const { id } = room.oauth.signIns.begin(targetOf(server), 'browser')
    const { problem } = await room.until(isOver)
    expect(problem).toMatchObject({ kind: 'wrong-account' })
    expect(problem?.what).toContain('ann@mail.test')
    expect(problem?.what).toContain('bob@mail.test')
    expect(room.oauth.signIns.grant(id)).toBeUndefined()
  })

  test('RFC 9207: an answer that names another issuer is thrown away', async () => {
    const server = await start({ device: false, iss: 'https://elsewhere.example' })
    const room = track(createOAuthRoom({ browse: agree }))
    room.oauth.signIns.begin(targetOf(server), 'browser')
    expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'mixed-up' } })
    expect(paths(server)).not.toContain('/token')
  })

  test('RFC 8414 3.3: metadata of another issuer is not used', async () => {
    const server = await start({ metadata: { issuer: 'https://elsewhere.example' } })
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'browser')
    expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'metadata' } })
  })

  test('P26: metadata that names an endpoint without https ends it before anything secret is sent', async () => {
    const server = await start({ metadata: { token_endpoint: 'http://mail.example/token' } })
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'browser')
    expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'not-https' } })
    expect(room.opened).toEqual([])
  })

  test('P26: in production http is refused even for this computer', async () => {
    const server = await start()
    const room = track(createOAuthRoom({ allowLoopback: false }))
    room.oauth.signIns.begin(targetOf(server), 'browser')
    expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'not-https' } })
    expect(server.asked).toEqual([])
  })

  test('offline, and a service that does not answer in time', async () => {
    const server = await start()
    await server.close()
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'browser')
    const { problem } = await room.until(isOver)
    expect(problem).toMatchObject({
      kind: 'offline',
      what: expect.stringContaining('ECONNREFUSED') as string,
    })

    const silent = track(
      createOAuthRoom({
        fetch: (_url, { signal }) =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener('abort', () => reject(new Error('ended'))),
          ),
      }),
    )
    silent.oauth.signIns.begin(targetOf(server), 'browser')
    await settle()
    await silent.clock.advance(30_000)
    expect(silent.views.at(-1)).toMatchObject({ problem: { kind: 'no-answer' } })
  })

  test('P25: a server that quotes what it was told shows no secret', async () => {
    const server = await start({ device: false })
    const room = track(
      createOAuthRoom({
        browse: agree,
        fetch: async (url, init) => {
          if (!url.endsWith('/token')) return await fetch(url, init)
          const sent = init.body instanceof URLSearchParams ? init.body : new URLSearchParams()
          const text = `I was told ${sent.toString()} ${sent.get('code_verifier')}`
          return Response.json({ error: 'invalid_grant', error_description: text }, { status: 400 })
        },
      }),
    )
    room.oauth.signIns.begin(targetOf(server, { clientSecret: 'hush-hush-1' }), 'browser')
    const view = await room.until(isOver)
    const told = JSON.stringify([room.views, room.logged])
    expect(view.problem?.answer?.text).toContain('[hidden]')
    expect(told).not.toContain('hush-hush-1')
    for (const secret of server.secrets) expect(told).not.toContain(secret)
  })
})

describe('a sign-in by code on another device', () => {
  test('shows the code, asks at the pace it is told, and ends with a grant', async () => {
    const server = await start({ slowDowns: 1 })
    const room = track(createOAuthRoom())
    const { id } = room.oauth.signIns.begin(targetOf(server), 'device')
    const { device, waitUntil } = await room.until((view) => view.device !== undefined)
    expect(device).toMatchObject({ code: 'KXWD-PLMF', address: `${server.issuer}/code` })
    expect(waitUntil).toBe(room.clock.now() + 900_000)
    expect(room.opened).toEqual([])
    const polls = () => paths(server).filter((path) => path === '/token').length
    const reached = async (ms: number, count: number) => {
      await room.clock.advance(ms)
      await expect.poll(polls).toBe(count)
      await settle(60)
    }
    await reached(5_000, 1) // slow_down: ten seconds from now on
    await room.clock.advance(9_000)
    expect(polls()).toBe(1)
    await reached(1_000, 2)
    server.enterCode('KXWD-PLMF', 'ann@mail.test')
    await reached(10_000, 3)
    expect(await room.until(isOver)).toMatchObject({ id, state: 'done' })
    expect(room.oauth.signIns.grant(id)).toBeDefined()
  })

  test('ends when the code has run out, and when the person refuses', async () => {
    const server = await start()
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'device')
    await room.until((view) => view.device !== undefined)
    server.enterCode('KXWD-PLMF', null)
    await room.clock.advance(5_000)
    expect(await room.until(isOver)).toMatchObject({ state: 'failed', problem: { kind: 'denied' } })
  })

  test('beside the browser it is an offer: the first of both wins', async () => {
    const server = await start()
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'browser')
    await room.until(({ device, openedAt }) => device !== undefined && openedAt !== undefined)
    server.enterCode('KXWD-PLMF', 'ann@mail.test')
    await room.clock.advance(5_000)
    expect(await room.until(isOver)).toMatchObject({ state: 'done' })
  })

  test('a provider without one says so', async () => {
    const server = await start({ device: false })
    const room = track(createOAuthRoom())
    room.oauth.signIns.begin(targetOf(server), 'device')
    expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'no-device-flow' } })
  })
})

test('over https with a certificate that nobody vouches for it goes nowhere', async () => {
  const server = await start({ certificate: createCertificate(['IP:127.0.0.1']) })
  const room = track(createOAuthRoom({ allowLoopback: false }))
  room.oauth.signIns.begin(targetOf(server), 'browser')
  expect(await room.until(isOver)).toMatchObject({ problem: { kind: 'offline' } })
})
