import tr46 from 'tr46'
import type { ServerTarget, Timeouts } from '../smtp/client.ts'
import { fullHostName } from './full-host-name.ts'
import type { Server } from './server.ts'

/** What a connection needs beside the settings; from the SecretStore, and null where it has none. */
export interface ConnectionSecrets {
  readonly proxyPassword: string | null
}

export const noConnectionSecrets: ConnectionSecrets = { proxyPassword: null }

type ConnectionSettings = Pick<Server, 'host' | 'port' | 'security' | 'ehloName' | 'pins'> &
  Partial<Pick<Server, 'minTls' | 'proxy' | 'localAddress' | 'family'>>

/** The connection's part of a server's settings. The certificate must fit the host as it was configured (RFC 7817). */
export function toTarget(
  server: ConnectionSettings,
  secrets: ConnectionSecrets,
  ownName: () => string | undefined = fullHostName,
): Omit<ServerTarget, 'auth'> {
  const tls = {
    ...(server.pins.length === 0 ? {} : { pins: server.pins }),
    ...(server.minTls === undefined ? {} : { minVersion: server.minTls }),
  }
  return {
    host: toAscii(server.host),
    port: server.port,
    security: server.security,
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
    ...ehloOf(server, ownName()),
    ...(server.proxy === undefined ? {} : { proxy: toProxy(server.proxy, secrets) }),
    ...(server.localAddress === undefined ? {} : { localAddress: server.localAddress }),
    ...(server.family === undefined ? {} : { family: server.family }),
  }
}

/** What the person says, else the address literal, and the name of this computer where a server refuses that. */
function ehloOf({ ehloName }: ConnectionSettings, ownName: string | undefined) {
  if (ehloName !== '') return { ehloName }
  return ownName === undefined ? {} : { ehloFallback: ownName }
}

/** Waits of a session over this server that differ from the engine's. */
export function toTimeouts({ timeouts }: Pick<Server, 'timeouts'>): Partial<Timeouts> {
  return timeouts ?? {}
}

function toProxy(
  { kind, host, port, user }: NonNullable<Server['proxy']>,
  { proxyPassword }: ConnectionSecrets,
): NonNullable<ServerTarget['proxy']> {
  const signIn = user === '' ? {} : { user, pass: proxyPassword ?? '' }
  return { kind, host: toAscii(host), port, ...signIn }
}

function toAscii(host: string): string {
  return tr46.toASCII(host, { useSTD3ASCIIRules: true }) ?? host
}
