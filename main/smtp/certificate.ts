import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { CertificateSummary } from './types.ts'

/** What a person compares, and what a pin names. */
export function summarize(certificate: X509Certificate): CertificateSummary {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate),
    validFromAt: Date.parse(certificate.validFrom),
    validToAt: Date.parse(certificate.validTo),
    sha256: sha256(certificate.raw),
    spkiSha256: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    ...keyOf(certificate.publicKey),
  }
}

/** Longest chain that is shown. */
const maxChain = 10

/**
 * What a person is shown of a certificate that did not pass: also its chain, and each check by itself.
 * @param code Why the library did not verify it; undefined: it did.
 * @param now epoch ms.
 */
export function summarizeFailed(
  certificate: X509Certificate,
  { host, code, now }: { readonly host: string; readonly code: string | undefined; readonly now: number },
): CertificateSummary {
  const summary = summarize(certificate)
  const dates = now >= summary.validFromAt && now <= summary.validToAt
  return {
    ...summary,
    chain: chainOf(certificate),
    checks: {
      // The library tells the last thing that it found: behind a date there may be more. That of another one fails the chain.
      ...(!dates && dateCodes.has(code ?? '') ? {} : { chain: code === undefined }),
      dates,
      name: isFor(certificate, host),
    },
  }
}

const dateCodes: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

function chainOf(certificate: X509Certificate): { subject: string }[] {
  const chain: { subject: string }[] = []
  let last = certificate
  while (chain.length < maxChain) {
    const next = last.issuerCertificate
    if (next === undefined || next.fingerprint256 === last.fingerprint256) break
    chain.push({ subject: oneLine(next.subject) })
    last = next
  }
  return chain
}

const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

function keyOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): { key?: string } {
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return { key: `RSA ${modulusLength}` }
  if (namedCurve !== undefined) return { key: `EC ${curves[namedCurve] ?? namedCurve}` }
  return asymmetricKeyType === undefined ? {} : { key: asymmetricKeyType }
}

/**
 * Whether the certificate is for `host`: DNS-ID or iPAddress only, no common name (RFC 9525 6.3); a wildcard is
 * the whole leftmost label and stands for one (RFC 7817 3, RFC 9525 6.3).
 */
export function isFor(certificate: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined
  return certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}

/** A pin in any usual spelling (hex, with or without colons, `sha256:`, base64) as lower-case hex; undefined: it is none. */
export function normalizePin(pin: string): string | undefined {
  const bare = pin.trim().replace(/^sha-?256[:/]+/i, '')
  const hex = bare.replaceAll(':', '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hex)) return hex
  if (/^[A-Za-z0-9+/]{43}=?$/.test(bare)) return Buffer.from(bare, 'base64').toString('hex')
  return undefined
}

/** Whether a pin names the certificate or its key. */
export function isPinned(summary: CertificateSummary, pins: readonly string[]): boolean {
  const normalized = pins.map(normalizePin)
  return normalized.includes(summary.sha256) || normalized.includes(summary.spkiSha256)
}

function namesOf(certificate: X509Certificate): string[] {
  const names = certificate.subjectAltName?.split(', ') ?? []
  return names.map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
}

function sha256(octets: Buffer): string {
  return createHash('sha256').update(octets).digest('hex')
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ')
}
