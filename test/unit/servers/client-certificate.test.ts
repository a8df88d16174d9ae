import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfSign } from '../../../main/practice/certificate.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { readClientCertificate, toTlsIdentity } from '../../../main/servers/client-certificate.ts'

let dir = ''
const at = (name: string) => join(dir, name)
const read = (name: string) => readFileSync(at(name), 'utf8')
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sendoff-client-'))
  openssl(
    'req',
    '-x509',
    ...ec,
    '-subj',
    '/CN=ann/O=Test',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-days',
    '300',
  )
  openssl('req', '-x509', ...ec, '-subj', '/CN=other', '-keyout', 'other-key.pem', '-out', 'other.pem')
  openssl('req', '-x509', '-key', 'key.pem', '-subj', '/CN=ann renewed', '-out', 'renewed.pem')
  openssl('pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:pw', '-out', 'encrypted.pem')
  openssl('ec', '-in', 'key.pem', '-aes256', '-passout', 'pass:pw', '-out', 'traditional.pem')
  openssl('x509', '-in', 'cert.pem', '-outform', 'DER', '-out', 'cert.der')
  const pack = (...args: readonly string[]) => openssl('pkcs12', '-export', '-passout', 'pass:pw', ...args)
  pack('-in', 'cert.pem', '-inkey', 'key.pem', '-out', 'good.p12')
  pack('-in', 'cert.pem', '-inkey', 'key.pem', '-certfile', 'other.pem', '-out', 'chain.p12')
  pack('-in', 'cert.pem', '-inkey', 'key.pem', '-legacy', '-out', 'legacy.p12')
  pack('-in', 'cert.pem', '-nokeys', '-out', 'no-key.p12')
  pack('-nocerts', '-inkey', 'key.pem', '-out', 'no-cert.p12')
  openssl(
    'pkcs12',
    '-export',
    '-passout',
    'pass:',
    '-in',
    'cert.pem',
    '-inkey',
    'key.pem',
    '-out',
    'open.p12',
  )
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const pem = (text: string, passphrase = '') => readClientCertificate({ kind: 'pem', text, passphrase })
const files = (names: string) => names.split(' ').map(read).join('\n')
const p12 = (name: string, passphrase = 'pw') =>
  readClientCertificate({ kind: 'pkcs12', bytes: readFileSync(at(name)), passphrase })

function taken(result: Awaited<ReturnType<typeof readClientCertificate>>) {
  if (!result.ok) throw new Error(result.message)
  return result
}

describe('PEM', () => {
  test.each([
    ['certificate and key', 'cert.pem key.pem', ''],
    ['key and certificate', 'key.pem cert.pem', ''],
    ['with a chain, in any order', 'other.pem key.pem cert.pem', ''],
    ['an encrypted key', 'cert.pem encrypted.pem', 'pw'],
    ['a key encrypted the traditional way', 'cert.pem traditional.pem', 'pw'],
    ['the same certificate twice', 'cert.pem key.pem cert.pem', ''],
  ])('%s is read; only what is shown is in the facts', async (_, names, passphrase) => {
    const { facts, secret } = taken(await pem(files(names), passphrase))
    const certificate = new X509Certificate(read('cert.pem'))
    expect(facts).toEqual({
      subject: 'CN=ann, O=Test',
      issuer: 'CN=ann, O=Test',
      validToAt: Date.parse(certificate.validTo),
      sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    })
    const identity = toTlsIdentity(secret)
    if (identity === null || !('cert' in identity)) throw new Error('no PEM')
    // The own one first (RFC 8446 4.4.2).
    expect(new X509Certificate(identity.cert).checkPrivateKey(createPrivateKey(identity.key))).toBe(true)
    expect(identity.cert.match(/BEGIN/g)).toHaveLength(names.includes('other') ? 2 : 1)
  })

  test('one that has expired is taken, with its date', async () => {
    const validToAt = Date.UTC(2020, 0, 1)
    const claims = { commonName: 'gone', names: [], notBefore: 0, notAfter: validToAt }
    const { certificatePem, keyPem } = await selfSign(createSeededRandom(), claims)
    const { facts } = taken(await pem(certificatePem + keyPem))
    expect(facts.validToAt).toBe(validToAt)
  })

  test.each([
    [
      'not a certificate at all',
      () => 'hello',
      '',
      'clientCertificate',
      /This is no certificate: a text with/,
    ],
    ['nothing', () => '', '', 'clientCertificate', /empty/],
    ['too big', () => 'x'.repeat(300_000), '', 'clientCertificate', /has 300000 octets.* at most/],
    ['no key', () => files('cert.pem'), '', 'clientCertificate', /and no key/],
    ['no certificate', () => files('key.pem'), '', 'clientCertificate', /and no certificate/],
    [
      'a key of another',
      () => files('cert.pem other-key.pem'),
      '',
      'clientCertificate',
      /does not belong to the certificate/,
    ],
    ['several keys', () => files('cert.pem key.pem other-key.pem'), '', 'clientCertificate', /several keys/],
    [
      'several certificates for the key',
      () => files('cert.pem renewed.pem key.pem'),
      '',
      'clientCertificate',
      /2 certificates for this key/,
    ],
    ['no passphrase', () => files('cert.pem encrypted.pem'), '', 'clientPassphrase', /Type its passphrase/],
    [
      'a wrong passphrase',
      () => files('cert.pem encrypted.pem'),
      'no',
      'clientPassphrase',
      /does not open the key/,
    ],
    [
      'a wrong passphrase, traditional',
      () => files('cert.pem traditional.pem'),
      'no',
      'clientPassphrase',
      /does not open/,
    ],
    [
      'a damaged certificate',
      () => files('cert.pem key.pem').replace(/MII/, 'AII'),
      '',
      'clientCertificate',
      /A certificate in it is damaged/,
    ],
    [
      'a damaged key',
      () => `${files('cert.pem')}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      '',
      'clientCertificate',
      /key in it is damaged/,
    ],
    [
      'a key for SSH',
      () =>
        `${files('cert.pem')}-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----`,
      '',
      'clientCertificate',
      /one for SSH/,
    ],
  ])('%s: said at its field', async (_, text, passphrase, field, message) => {
    expect(await pem(text(), passphrase)).toEqual({
      ok: false,
      field,
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('PKCS#12', () => {
  test.each([['good.p12'], ['chain.p12']])('%s is read, and the own certificate is found', async (name) => {
    const { facts, secret } = taken(await p12(name))
    expect(facts.subject).toBe('CN=ann, O=Test')
    expect(toTlsIdentity(secret)).toEqual({ pfx: readFileSync(at(name)), passphrase: 'pw' })
  })

  test('one without a passphrase', async () => {
    expect(await p12('open.p12', '')).toMatchObject({ ok: true })
  })

  test.each([
    ['good.p12', 'no', 'clientPassphrase', /does not open the file/],
    ['good.p12', '', 'clientPassphrase', /Type its passphrase/],
    ['legacy.p12', 'pw', 'clientCertificate', /Convert it: openssl pkcs12 -legacy -in/],
    ['no-key.p12', 'pw', 'clientCertificate', /and no key/],
    ['no-cert.p12', 'pw', 'clientCertificate', /and no certificate/],
    ['cert.der', '', 'clientCertificate', /certificate without its key/],
    ['key.pem', '', 'clientCertificate', /neither a .p12 file/],
  ])('%s with “%s”: said at its field', async (name, passphrase, field, message) => {
    expect(await p12(name, passphrase)).toEqual({
      ok: false,
      field,
      message: expect.stringMatching(message) as string,
    })
  })
})

test('P25: no sentence holds a passphrase, a key or a piece of either', async () => {
  const key = read('key.pem').split('\n')[1] ?? ''
  const all = [
    await pem(files('cert.pem encrypted.pem'), 'hunter2'),
    await pem(files('cert.pem other-key.pem'), 'hunter2'),
    await pem(files('key.pem'), 'hunter2'),
    await p12('good.p12', 'hunter2'),
  ]
  for (const result of all) {
    expect(result.ok).toBe(false)
    expect(inspect(result)).not.toContain('hunter2')
    expect(inspect(result)).not.toContain(key.slice(0, 20))
  }
})

test('what is no stored certificate gives none', () => {
  expect(toTlsIdentity('')).toBeNull()
  expect(toTlsIdentity('{"kind":"pem","cert":"x"}')).toBeNull()
})
