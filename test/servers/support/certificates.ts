import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface TestCertificates {
  readonly caPem: string
  readonly certFile: string
  readonly keyFile: string
}

/**
 * A certificate authority and a server certificate of its making, for one test run.
 * @param names DNS names and addresses for the subjectAltName, e.g. `DNS:mx.mail.test`, `IP:127.0.0.1`.
 */
export async function createCertificates(dir: string, names: readonly string[]): Promise<TestCertificates> {
  await mkdir(dir, { recursive: true })
  const file = (name: string) => join(dir, name)
  const openssl = (...args: readonly string[]) => run('openssl', args, { cwd: dir })
  await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem'],
    ...['-days', '30', '-subj', '/CN=Sendoff test CA'],
  )
  await openssl(
    ...[
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'server.key',
      '-out',
      'server.csr',
      '-subj',
      '/CN=mx.mail.test',
    ],
  )
  await writeFile(file('ext'), `subjectAltName=${names.join(',')}\n`)
  await openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-days', '30', '-extfile', 'ext', '-out', 'server.pem'],
  )
  await chmod(file('server.key'), 0o600)
  return {
    caPem: await readFile(file('ca.pem'), 'utf8'),
    certFile: file('server.pem'),
    keyFile: file('server.key'),
  }
}
