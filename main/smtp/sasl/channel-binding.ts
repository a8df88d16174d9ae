// What ties a sign-in to the TLS connection it runs in (RFC 5056): a man in the middle has two connections, and the values differ.
import { createHash, type X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'

export interface ChannelBinding {
  readonly type: 'tls-exporter' | 'tls-unique' | 'tls-server-end-point'
  readonly data: Buffer
}

/**
 * The bindings that this connection has, best first: tls-exporter on TLS 1.3 (RFC 9266), on TLS 1.2 tls-unique, then tls-server-end-point
 * (RFC 5929) where the server refuses the type.
 */
export function channelBindings(socket: TLSSocket, certificate: X509Certificate): ChannelBinding[] {
  if (socket.getProtocol() === 'TLSv1.3') {
    const data = socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))
    return [{ type: 'tls-exporter', data }]
  }
  return [tlsUnique(socket), endPoint(certificate)].filter((binding) => binding !== undefined)
}

/** RFC 5929 3.1: the first Finished message of the handshake; the client's, but in a resumed session the server's. */
function tlsUnique(socket: TLSSocket): ChannelBinding | undefined {
  const data = socket.isSessionReused() ? socket.getPeerFinished() : socket.getFinished()
  return data === undefined ? undefined : { type: 'tls-unique', data }
}

/** RFC 5929 4.1: the certificate under the hash of its signature, SHA-256 in place of MD5 and SHA-1. */
function endPoint(certificate: X509Certificate): ChannelBinding {
  const hash = /sha-?(384|512|224)/i.exec(signatureAlgorithmOf(certificate))?.[1] ?? '256'
  return { type: 'tls-server-end-point', data: createHash(`sha${hash}`).update(certificate.raw).digest() }
}

function signatureAlgorithmOf(certificate: object): string {
  return 'signatureAlgorithm' in certificate ? String(certificate.signatureAlgorithm) : ''
}
