import tr46 from 'tr46'
import type { ServerTarget } from '../smtp/client.ts'
import type { Server } from './server.ts'

/** The connection's part of a server's settings. The certificate must fit the host as it was configured (RFC 7817). */
export function toTarget(
  server: Pick<Server, 'host' | 'port' | 'security' | 'ehloName' | 'pins'>,
): Omit<ServerTarget, 'auth'> {
  return {
    host: tr46.toASCII(server.host, { useSTD3ASCIIRules: true }) ?? server.host,
    port: server.port,
    security: server.security,
    ...(server.pins.length === 0 ? {} : { tls: { pins: server.pins } }),
    ...(server.ehloName === '' ? {} : { ehloName: server.ehloName }),
  }
}
