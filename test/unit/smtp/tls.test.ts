import { X509Certificate, createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createServer, type Server, type TlsOptions } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ClientDeps, OpenResult, ServerTarget } from '../../../main/smtp/client.ts'
import { openClient } from '../../../main/smtp/session.ts'
import { createTlsSessionStore } from '../../../main/smtp/tls-sessions.ts'
import { createSystemClock } from '../../../main/system/clock.ts'
import { createCertificate, toPkcs12, type TestCertificate } from '../../support/certificates.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

let pem: TestCertificate
let other: TestCertificate
const servers: Server[] = []

beforeAll(() => {
  pem = createCertificate(['DNS:mail.example.org', 'IP:127.0.0.1'])
  other = createCertificate(['DNS:client.example'])
})

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close()
    await once(server, 'close')
  }
})

interface Seen {
  resumed: boolean[]
  clientNames: string[]
}

/** A server that says 250 to everything, over TLS on connect. */
async function serve(options: TlsOptions = {}): Promise<{ port: number; seen: Seen }> {
  const seen: Seen = { resumed: [], clientNames: [] }
  const server = createServer({ cert: pem.cert, key: pem.key, ...options }, (socket) => {
    seen.resumed.push(socket.isSessionReused())
    seen.clientNames.push(socket.getPeerX509Certificate()?.subject ?? '')
    socket.on('error', () => undefined)
    socket.write('220 mail.example.org\r\n')
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      if (text.startsWith('EHLO')) socket.write('250-mail.example.org\r\n250 AUTH EXTERNAL PLAIN\r\n')
      else if (text.startsWith('AUTH')) socket.write('235 Ok\r\n')
      else if (text.startsWith('DATA')) socket.write('354 Go\r\n')
      else if (text.startsWith('QUIT')) socket.end('221 Bye\r\n')
      else socket.write('250 Ok\r\n')
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, seen }
}

function open(
  port: number,
  tls: NonNullable<ServerTarget['tls']>,
  extra: Partial<ServerTarget & Pick<ClientDeps, 'tlsSessions'>> = {},
): Promise<OpenResult> {
  const { tlsSessions, ...target } = extra
  return openClient(
    { host: '127.0.0.1', port, security: 'implicit', ehloName: 'client.example', tls, ...target },
    {
      clock: createSystemClock(),
      random: createSeededRandom(),
      tap: () => undefined,
      ...(tlsSessions === undefined ? {} : { tlsSessions }),
    },
  )
}

async function closed(result: OpenResult): Promise<OpenResult> {
  if (result.ok) await result.session.close()
  return result
}

const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest('hex')

describe('TLS over real sockets', () => {
  test('a whole message goes over TLS on connect, and its last octet is confirmed', async () => {
    const { port } = await serve()
    const result = await open(port, { ca: pem.ca })
    if (!result.ok) throw new Error(result.failure.detail)
    const body = Buffer.from('Subject: Hi\r\n\r\nHello\r\n')
    const delivered = await result.session.deliver({
      from: 'a@example.org',
      to: [{ address: 'b@example.net' }],
      source: { size: body.length, open: () => Readable.from([body]) },
    })
    await result.session.close()
    expect(delivered).toMatchObject({ overall: 'accepted' })
    expect(result.session.tls).toMatchObject({ protocol: 'TLSv1.3', verified: true, pinned: false })
  })

  test.each(['certificate', 'key'])(
    'a pin of the %s suffices, whoever signed it and whatever its name',
    async (what) => {
      const { port } = await serve()
      const certificate = new X509Certificate(pem.cert)
      const pin =
        what === 'certificate'
          ? sha256(certificate.raw)
          : sha256(certificate.publicKey.export({ type: 'spki', format: 'der' }))
      const spelled = pin.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:')
      const result = await closed(await open(port, { pins: [spelled], servername: 'other.example' }))
      expect(result.ok).toBe(true)
    },
  )

  test('a certificate that fails is shown, and nothing was written inside', async () => {
    const { port } = await serve()
    const result = await open(port, { ca: other.ca })
    expect(result).toMatchObject({
      ok: false,
      failure: { phase: 'tls', kind: 'certificate' },
      certificate: {
        names: ['mail.example.org', '127.0.0.1'],
        sha256: sha256(new X509Certificate(pem.cert).raw),
      },
    })
  })

  test.each<
    readonly [
      string,
      { days?: number; isKnown: boolean; servername: string },
      readonly (boolean | undefined)[],
    ]
  >([
    ['another name', { isKnown: true, servername: 'other.example' }, [true, true, false]],
    [
      'a date that is past',
      { days: -1, isKnown: true, servername: 'mail.example.org' },
      [undefined, false, true],
    ],
    [
      'an authority that nobody knows',
      { isKnown: false, servername: 'mail.example.org' },
      [false, true, true],
    ],
    ['all of it', { days: -1, isKnown: false, servername: 'other.example' }, [undefined, false, false]],
  ])(
    'of a certificate with %s each check is told, with the chain and the kind of key',
    async (_, given, passed) => {
      const { days = 30, isKnown, servername } = given
      const made = createCertificate(['DNS:mail.example.org'], { days })
      const { port } = await serve({ cert: made.cert + made.ca, key: made.key })
      const result = await open(port, { ca: isKnown ? made.ca : other.ca, servername })
      if (result.ok) throw new Error('it was opened')
      const [chain, dates, name] = passed
      expect(result.certificate).toMatchObject({
        checks: { ...(chain === undefined ? {} : { chain }), dates, name },
        key: 'EC P-256',
        chain: [{ subject: 'CN=Test CA' }],
      })
    },
  )

  test('where a pin decides, nothing is said of the other checks', async () => {
    const { port } = await serve()
    const result = await open(port, { pins: ['ab'.repeat(32)] })
    expect(result).toMatchObject({ ok: false, failure: { errorCode: 'PIN_MISMATCH' } })
    expect(!result.ok && result.certificate?.checks).toBeUndefined()
  })

  test('a common name alone is no name (RFC 9525)', async () => {
    const nameless = createCertificate([])
    const { port } = await serve({ cert: nameless.cert, key: nameless.key })
    const result = await open(port, { ca: nameless.ca, servername: 'server' })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'certificate' } })
  })

  test('a name with the dot of the root is the same name (RFC 6066 3)', async () => {
    const { port } = await serve()
    const opened = await open(port, { ca: pem.ca, servername: 'mail.example.org.' })
    expect(opened).toMatchObject({ ok: true })
    await closed(opened)
  })

  test('a client certificate without its key is refused locally, before anything is written', async () => {
    const opened = await open(1, { ca: pem.ca, cert: other.cert })
    expect(opened).toMatchObject({
      ok: false,
      failure: { phase: 'local', kind: 'local', detail: 'the client certificate has no key' },
    })
  })

  test('an expired certificate is refused by that name', async () => {
    const expired = createCertificate(['DNS:mail.example.org'], { days: -1 })
    const { port } = await serve({ cert: expired.cert, key: expired.key })
    const result = await open(port, { ca: expired.ca, servername: 'mail.example.org' })
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'certificate', errorCode: 'CERT_HAS_EXPIRED' },
    })
  })

  test('TLS 1.1 is below the floor', async () => {
    const { port } = await serve({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' })
    const result = await open(port, { ca: pem.ca })
    expect(result).toMatchObject({ ok: false, failure: { phase: 'tls', kind: 'tls' } })
  })

  test('EXTERNAL signs in by the client certificate', async () => {
    const { port, seen } = await serve({ requestCert: true, ca: other.ca })
    const result = await closed(
      await open(
        port,
        { ca: pem.ca, cert: other.cert, key: other.key },
        { auth: { user: 'ann', pass: 'secret' } },
      ),
    )
    expect(result.ok && result.session.mechanism).toBe('EXTERNAL')
    expect(seen.clientNames).toEqual(['CN=server'])
  })

  test('and by one from PKCS#12', async () => {
    const { port, seen } = await serve({ requestCert: true, ca: other.ca })
    const pfx = toPkcs12(other, 'pw')
    const auth = { user: 'ann', pass: 'secret' }
    const result = await closed(await open(port, { ca: pem.ca, pfx, passphrase: 'pw' }, { auth }))
    expect(result.ok && result.session.mechanism).toBe('EXTERNAL')
    expect(seen.clientNames).toEqual(['CN=server'])
    const wrong = await open(port, { ca: pem.ca, pfx, passphrase: 'hunter2' }, { auth })
    expect(wrong).toMatchObject({ ok: false, failure: { kind: 'local', phase: 'tls' } })
    expect(JSON.stringify(wrong)).not.toContain('hunter2')
  })

  test('a client certificate that can not be read is refused locally, without a word of it', async () => {
    const { port } = await serve()
    const result = await open(port, { ca: pem.ca, cert: 'no certificate', key: 'SECRET-KEY' })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'local', phase: 'tls' } })
    expect(JSON.stringify(result)).not.toContain('SECRET-KEY')
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a session of %s is resumed under the same settings only',
    async (version) => {
      const { port, seen } = await serve({ minVersion: version, maxVersion: version })
      const tlsSessions = createTlsSessionStore()
      const spki = sha256(new X509Certificate(pem.cert).publicKey.export({ type: 'spki', format: 'der' }))
      await closed(await open(port, { ca: pem.ca }, { tlsSessions }))
      const again = await closed(await open(port, { ca: pem.ca }, { tlsSessions }))
      await closed(await open(port, { pins: [spki] }, { tlsSessions }))
      await closed(await open(port, { ca: pem.ca, servername: 'mail.example.org' }, { tlsSessions }))
      expect(seen.resumed).toEqual([false, true, false, false])
      expect(again.ok && again.session.tls?.certificate?.spkiSha256).toBe(spki)
    },
  )

  test('a session whose certificate was refused is never resumed', async () => {
    const { port, seen } = await serve()
    const tlsSessions = createTlsSessionStore()
    for (let round = 0; round < 2; round += 1) {
      const result = await open(port, { ca: other.ca }, { tlsSessions })
      expect(result).toMatchObject({ ok: false, failure: { kind: 'certificate' } })
    }
    expect(seen.resumed).not.toContain(true)
  })
})
