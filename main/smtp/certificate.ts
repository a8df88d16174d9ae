import { createHash, type X509Certificate } from 'node:crypto'
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
  }
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
