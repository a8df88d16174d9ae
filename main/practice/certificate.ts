import 'reflect-metadata' // the x509 library asks for it, before itself
import { createHash, createPrivateKey, createPublicKey, webcrypto, X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { practiceDomain } from './scenarios.ts'
import { writeFileSafely } from '../write-file.ts'

const dayMs = 86_400_000
const lifetimeMs = 730 * dayMs
/** A new one is made this long before the old one ends. */
const renewMs = 7 * dayMs

export interface Certificate {
  readonly certificatePem: string
  readonly keyPem: string
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex: what a pin names. */
  readonly spkiSha256: string
}

export interface CertificateOptions {
  readonly dir: string
  readonly clock: Clock
  readonly random: Random
}

/**
 * The practice server's own certificate, made at first use and kept in `dir` (`practice.key` with mode 0600,
 * `practice.crt`). Made anew where it can't be read, does not fit its key, or ends soon.
 */
export async function loadCertificate(options: CertificateOptions): Promise<Certificate> {
  const { dir, clock } = options
  return (await readStored(dir, clock.now())) ?? createAndStore(options)
}

async function readStored(dir: string, now: number): Promise<Certificate | null> {
  try {
    const certificatePem = await readFile(join(dir, 'practice.crt'), 'utf8')
    const keyPem = await readFile(join(dir, 'practice.key'), 'utf8')
    const certificate = new X509Certificate(certificatePem)
    const fits = certificate.checkPrivateKey(createPrivateKey(keyPem))
    const isCurrent =
      certificate.validFromDate.getTime() <= now && certificate.validToDate.getTime() - renewMs > now
    return fits && isCurrent ? toCertificate(certificatePem, keyPem) : null
  } catch {
    return null
  }
}

async function createAndStore({ dir, clock, random }: CertificateOptions): Promise<Certificate> {
  const now = clock.now()
  const certificate = await selfSign(random, {
    commonName: practiceDomain,
    names: [
      { type: 'dns', value: practiceDomain },
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ],
    notBefore: now - dayMs,
    notAfter: now + lifetimeMs,
  })
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await writeFileSafely(join(dir, 'practice.key'), certificate.keyPem, 0o600)
  await writeFileSafely(join(dir, 'practice.crt'), certificate.certificatePem)
  return certificate
}

/** What a certificate says. Dates in epoch ms. */
export interface Claims {
  readonly commonName: string
  readonly names: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[]
  readonly notBefore: number
  readonly notAfter: number
}

/** Makes a key and a certificate for it that vouches for itself (RFC 5280). */
export async function selfSign(random: Random, claims: Claims): Promise<Certificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    // A positive number (RFC 5280 4.1.2.2): the first octet is below 0x80 and not 0.
    serialNumber: `42${Buffer.from(random.bytes(15)).toString('hex')}`,
    name: `CN=${claims.commonName}, O=Sendoff practice server`,
    notBefore: new Date(claims.notBefore),
    notAfter: new Date(claims.notAfter),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...claims.names]),
    ],
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const keyPem = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  })
  return toCertificate(`${made.toString('pem')}\n`, keyPem.toString())
}

function toCertificate(certificatePem: string, keyPem: string): Certificate {
  const spki = createPublicKey(certificatePem).export({ format: 'der', type: 'spki' })
  return { certificatePem, keyPem, spkiSha256: createHash('sha256').update(spki).digest('hex') }
}
