// A real Postfix that takes mail by the client certificate alone.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  readClientCertificate,
  toTlsIdentity,
  type TlsIdentity,
} from '../../main/servers/client-certificate.ts'
import type { ServerTarget } from '../../main/smtp/client.ts'
import { openClient } from '../../main/smtp/session.ts'
import { createSystemClock } from '../../main/system/clock.ts'
import { createSystemRandom } from '../../main/system/random.ts'
import { makeAvailable } from './support/available.ts'
import { expectStored } from './support/expectations.ts'
import { freePort } from '../../scripts/support/free-port.ts'
import { postfixPackages, startPostfix } from './support/postfix.ts'
import type { RealServer } from './support/server.ts'
import { messageOf, sourceWith } from './support/session.ts'

const available = await makeAvailable('Postfix with client certificates', postfixPackages)

describe.skipIf(available.isSkipped)(available.title, () => {
  let server: RealServer | undefined
  let port = 0
  let dir = ''
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
  const make = (name: string) => {
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`]
    openssl('req', '-x509', ...key, '-subj', `/CN=${name}`, '-out', `${name}.pem`)
  }
  const read = (name: string) => readFileSync(join(dir, name), 'utf8')
  const pem = (name: string) =>
    readClientCertificate({ kind: 'pem', text: read(`${name}.pem`) + read(`${name}.key`), passphrase: '' })

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'sendoff-client-'))
    make('known')
    make('stranger')
    openssl(
      ...[
        'pkcs12',
        '-export',
        '-in',
        'known.pem',
        '-inkey',
        'known.key',
        '-passout',
        'pass:pw',
        '-out',
        'known.p12',
      ],
    )
    const known = await pem('known')
    if (!known.ok) throw new Error(known.message)
    port = await freePort()
    server = await startPostfix(available.tree, { certificatePort: { port, sha256: known.facts.sha256 } })
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  /** Sends one message to bob without signing in. */
  async function send(identity: TlsIdentity | null, marker: string) {
    if (server === undefined) throw new Error('The server did not start.')
    const tls: ServerTarget['tls'] = { servername: server.tlsName, ca: server.caPem, ...identity }
    const opened = await openClient(
      { host: server.host, port, security: 'starttls', tls, ehloName: 'client.mail.test' },
      { clock: createSystemClock(), random: createSystemRandom(), tap: () => undefined },
    )
    if (!opened.ok) throw new Error(opened.failure.detail)
    const result = await opened.session.deliver(messageOf(sourceWith(marker), ['bob@mail.test']))
    await opened.session.close()
    if (result.overall === 'accepted') await expectStored(server, marker, sourceWith(marker))
    return result
  }

  async function identityOf(read: ReturnType<typeof readClientCertificate>): Promise<TlsIdentity | null> {
    const certificate = await read
    if (!certificate.ok) throw new Error(certificate.message)
    return toTlsIdentity(certificate.secret)
  }

  test('refuses without one', async () => {
    const result = await send(null, 'no-certificate')
    expect(result).toMatchObject({ overall: 'rejected', reply: { code: 554 } })
  })

  test('refuses one that it does not know', async () => {
    const result = await send(await identityOf(pem('stranger')), 'stranger')
    expect(result).toMatchObject({ overall: 'rejected', reply: { code: 554 } })
  })

  test('takes mail with the one that it knows, from PEM', async () => {
    expect(await send(await identityOf(pem('known')), 'by-pem')).toMatchObject({ overall: 'accepted' })
  })

  test('takes mail with the one that it knows, from PKCS#12', async () => {
    const bytes = readFileSync(join(dir, 'known.p12'))
    const identity = await identityOf(readClientCertificate({ kind: 'pkcs12', bytes, passphrase: 'pw' }))
    expect(await send(identity, 'by-pkcs12')).toMatchObject({ overall: 'accepted' })
  })
})
