// The engine through proxies on loopback, honest and not: what fails at the proxy is said of the proxy.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { inspect } from 'node:util'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { explain } from '../../main/diagnosis/explain.ts'
import { isUnreached } from '../../main/failure.ts'
import { withOtherPort } from '../../main/outbox/other-port.ts'
import type { OpenResult, ProxyTarget, ServerTarget } from '../../main/smtp/client.ts'
import { openClient } from '../../main/smtp/session.ts'
import type { SmtpFailure, TranscriptLine } from '../../main/smtp/types.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createCertificate, type TestCertificate } from '../support/certificates.ts'
import { createFakeClock, settle } from '../support/fake-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { startTestProxy, type ProxyLie, type TestProxy } from '../support/test-proxy.ts'

const kinds = ['socks5', 'http'] as const
const signIn = { user: 'anna', pass: 'hunter2-proxy' }

let certificate: TestCertificate
const open: { close: () => Promise<unknown> }[] = []
beforeAll(() => {
  certificate = createCertificate([
    'DNS:mail.test',
    'DNS:xn--pst-sna.test',
    'IP:2001:db8::25',
    'IP:192.0.2.25',
  ])
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

/** A server that greets over TLS. */
async function startServer(): Promise<number> {
  const server: Server = createServer({ cert: certificate.cert, key: certificate.key }, (socket) => {
    socket.on('error', () => undefined)
    socket.write('220 mail.test\r\n')
    socket.on('data', (chunk: Buffer) => {
      const isQuit = chunk.toString().startsWith('QUIT')
      if (isQuit) socket.end('221 Bye\r\n')
      else socket.write('250 mail.test\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({ close: () => new Promise((resolve) => void server.close(resolve)) })
  return (server.address() as AddressInfo).port
}

async function startProxy(options: Parameters<typeof startTestProxy>[0]): Promise<TestProxy> {
  const proxy = await startTestProxy(options)
  open.push(proxy)
  return proxy
}

interface Tried {
  readonly result: OpenResult
  readonly lines: readonly TranscriptLine[]
}

async function through(
  proxy: Omit<ProxyTarget, 'host'>,
  target: Partial<ServerTarget> = {},
  clock = createSystemClock(),
): Promise<Tried> {
  const lines: TranscriptLine[] = []
  const result = await openClient(
    {
      ...{ host: 'mail.test', port: 465, security: 'implicit', ehloName: 'client.test' },
      tls: { ca: certificate.ca },
      proxy: { host: '127.0.0.1', ...proxy },
      ...target,
    },
    { clock, random: createSeededRandom(), tap: (line) => lines.push(line), timeouts: { connectMs: 5_000 } },
  )
  if (result.ok) await result.session.close()
  return { result, lines }
}

function failureOf({ result }: Tried): SmtpFailure {
  if (result.ok) throw new Error('it was opened')
  return result.failure
}

const said = (failure: SmtpFailure) =>
  explain(failure, { serverName: 'Work', host: 'mail.test', port: 465, senderAddress: 'a@mail.test' })

describe.each(kinds)('%s', (kind) => {
  test('carries a session, with and without a sign-in', async () => {
    const targetPort = await startServer()
    const free = await startProxy({ kind, targetPort })
    expect((await through({ kind, port: free.port })).result.ok).toBe(true)
    const closed = await startProxy({ kind, targetPort, signIn })
    const { result, lines } = await through({ kind, port: closed.port, ...signIn })
    expect(result.ok).toBe(true)
    expect(closed.asked).toEqual(['mail.test:465'])
    // P25
    expect(inspect(lines, { depth: 9 })).not.toContain(signIn.pass)
  })

  test.each([
    ['an IDN name goes as its A-label', 'pöst.test', 'xn--pst-sna.test:465'],
    ['an IPv4 address', '192.0.2.25', '192.0.2.25:465'],
    [
      'an IPv6 address',
      '[2001:db8::25]',
      kind === 'http' ? '[2001:db8::25]:465' : '[20010db8000000000000000000000025]:465',
    ],
  ])('%s', async (_, host, destination) => {
    const proxy = await startProxy({ kind, targetPort: await startServer() })
    const { result } = await through({ kind, port: proxy.port }, { host })
    expect(result.ok).toBe(true)
    expect(proxy.asked).toEqual([destination])
  })

  test.each([
    [
      'a wrong password',
      { user: 'anna', pass: 'hunter2-wrong' },
      /refused the user name and password for the proxy/,
    ],
    ['no password', {}, /wants a user name and password/],
  ])('P25: %s: the proxy refused the sign-in, and no word of it is shown', async (_, given, why) => {
    const proxy = await startProxy({ kind, targetPort: await startServer(), signIn })
    const tried = await through({ kind, port: proxy.port, ...given })
    const failure = failureOf(tried)
    expect(failure).toMatchObject({
      phase: 'connect',
      errorCode: 'EPROXYAUTH',
      proxy: `127.0.0.1:${proxy.port}`,
    })
    const explanation = said(failure)
    expect(explanation).toMatchObject({ cause: 'proxy-sign-in', whoseMove: 'you' })
    expect(explanation.title).toBe(`The proxy 127.0.0.1:${proxy.port} refused the sign-in`)
    expect(failure.detail).toMatch(why)
    expect(inspect([tried, explanation], { depth: 9 })).not.toMatch(/hunter2|YW5uYTpo/)
  })

  test.each<readonly [ProxyLie, string, string, RegExp]>([
    ['wrong-version', 'EPROXYFAULT', 'proxy-fault', kind === 'http' ? /no HTTP/ : /no SOCKS5/],
    ['garbage', 'EPROXYFAULT', 'proxy-fault', kind === 'http' ? /no HTTP/ : /no SOCKS5/],
    ['closes-early', 'EPROXYFAULT', 'proxy-fault', /closed the connection/],
    ['refuses', 'EPROXY', 'proxy-refused', kind === 'http' ? /HTTP 403/ : /its rules do not allow/],
    [
      'unknown-address-type',
      kind === 'http' ? 'EPROXY' : 'EPROXYFAULT',
      kind === 'http' ? 'proxy-refused' : 'proxy-fault',
      kind === 'http' ? /HTTP 999/ : /unknown kind 9/,
    ],
    ['endless', 'EPROXYFAULT', 'proxy-fault', kind === 'http' ? /too long/ : /that was not offered/],
  ])('one that lies (%s) is blamed, and not the server', async (lie, errorCode, cause, why) => {
    const proxy = await startProxy({ kind, targetPort: await startServer(), lie })
    const failure = failureOf(await through({ kind, port: proxy.port }))
    expect(failure.detail).toMatch(why)
    expect(failure.errorCode).toBe(errorCode)
    const explanation = said(failure)
    expect(explanation.cause).toBe(cause)
    expect(explanation.title).toContain(`127.0.0.1:${proxy.port}`)
    expect(explanation.whoseMove).toBe('you')
    // Nothing was refused by the server: it is no attempt (P17), and no port of it is asked past the proxy.
    expect(isUnreached(failure)).toBe(true)
    const asked: string[] = []
    await withOtherPort(failure, { host: 'mail.test', port: 465 }, async (host) => asked.push(host) > 0)
    expect(asked).toEqual([])
  })

  test.each(['silent', 'drips'] as const)(
    'one that is %s has the time limit of a connection',
    async (lie) => {
      const proxy = await startProxy({ kind, targetPort: await startServer(), lie })
      const clock = createFakeClock()
      const trying = through({ kind, port: proxy.port }, {}, clock)
      await proxy.first
      await settle()
      await clock.advance(4_000)
      if (lie === 'drips') proxy.drip()
      await settle()
      await clock.advance(1_000)
      const failure = failureOf(await trying)
      expect(failure).toMatchObject({
        errorCode: 'EPROXY',
        detail: expect.stringContaining('5000 ms') as string,
      })
      expect(said(failure).title).toMatch(/^The proxy 127\.0\.0\.1:\d+ opened no connection to mail\.test/)
    },
  )

  test('one that leads to another server fails the check of the name, and the proxy is named', async () => {
    const proxy = await startProxy({ kind, targetPort: await startServer() })
    const failure = failureOf(await through({ kind, port: proxy.port }, { host: 'elsewhere.test' }))
    expect(failure).toMatchObject({ kind: 'certificate', errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    const { cause, whatHappened } = said(failure)
    expect(cause).toBe('certificate-wrong-name')
    expect(whatHappened).toContain(
      `through the proxy 127.0.0.1:${proxy.port}, which may have led to another server`,
    )
  })

  test('one that is not there', async () => {
    const proxy = await startTestProxy({ kind, targetPort: 1 })
    await proxy.close()
    const failure = failureOf(await through({ kind, port: proxy.port }))
    expect(failure.errorCode).toBe('EPROXYCONN')
    expect(said(failure)).toMatchObject({
      cause: 'proxy-unreachable',
      title: `The proxy 127.0.0.1:${proxy.port} cannot be reached`,
    })
  })

  test.each([
    ['user', { user: 'anna\r\nX: y', pass: 'p' }],
    ['password', { user: 'anna', pass: 'p\n' }],
  ])('P28: a control character in the %s is refused before anything is sent', async (_, given) => {
    const proxy = await startProxy({ kind, targetPort: 1 })
    const failure = failureOf(await through({ kind, port: proxy.port, ...given }))
    expect(failure).toMatchObject({ phase: 'local', kind: 'local' })
    expect(failure.detail).toContain('control character')
    expect(inspect(failure)).not.toContain('anna')
    expect(proxy.asked).toEqual([])
  })
})

test('P28: a host of a proxy with a control character is refused', async () => {
  const { result } = await through(
    { kind: 'http', port: 1 },
    {
      proxy: { kind: 'http', host: '127.0.0.1\r\nx', port: 1 },
    },
  )
  expect(result).toMatchObject({ ok: false, failure: { phase: 'local' } })
})
