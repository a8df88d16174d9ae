import { createHash, type X509Certificate } from 'node:crypto'
import type { ServerTarget } from './client.ts'

/** A session that was verified, and the certificate that it was verified by: a resumed handshake does not show it again. */
export interface VerifiedSession {
  readonly ticket: Buffer
  readonly certificate: X509Certificate
}

/** Where one connection takes a TLS session to resume, and keeps the one it was given (RFC 8446 2.2). */
export interface TlsSessions {
  /** A ticket is used once (RFC 8446 C.4). */
  take(): VerifiedSession | undefined
  keep(session: VerifiedSession): void
}

/** TLS sessions of several targets, in memory. */
export interface TlsSessionStore {
  for(target: ServerTarget): TlsSessions
}

/**
 * A store keyed by all that a verified session rests on: host, port, name, CA, pins, client certificate, lowest version. A session made
 * under other settings is never resumed, for resumption skips the check of the certificate.
 */
export function createTlsSessionStore(): TlsSessionStore {
  const tickets = new Map<string, VerifiedSession>()
  return {
    for(target) {
      const key = keyOf(target)
      return {
        take() {
          const session = tickets.get(key)
          tickets.delete(key)
          return session
        },
        keep: (session) => void tickets.set(key, session),
      }
    },
  }
}

function keyOf({ host, port, relaxed, tls = {} }: ServerTarget): string {
  const { servername, ca, pins, cert, key, passphrase, minVersion } = tls
  const pfx = tls.pfx === undefined ? undefined : Buffer.from(tls.pfx).toString('base64')
  const parts = [host, port, relaxed, servername, ca, pins, cert, key, pfx, passphrase, minVersion]
  // Hashed, so that no key file is kept as the key of a map.
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('hex')
}
