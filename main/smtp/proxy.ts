// A connection through a proxy: SOCKS5 (RFC 1928, 1929) and HTTP CONNECT (RFC 9110 9.3.6). The proxy looks the name up.
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ProxyTarget } from './client.ts'
import { SessionFault } from './fault.ts'
import { OctetReader } from './octet-reader.ts'

export interface Destination {
  readonly host: string
  readonly port: number
}

/**
 * Asks the proxy on the other end of `stream` for a connection to `destination`. Octets of the server behind the proxy's answer stay in the
 * stream. Throws `SessionFault` with phase `connect`.
 */
export async function tunnel(stream: Duplex, proxy: ProxyTarget, destination: Destination): Promise<void> {
  const reader = new OctetReader(stream)
  try {
    if (proxy.kind === 'socks5') await socks5(stream, reader, proxy, destination)
    else await httpConnect(stream, reader, proxy, destination)
  } catch (error) {
    stream.destroy()
    throw error instanceof SessionFault ? error : lies(error instanceof Error ? error.message : String(error))
  } finally {
    reader.release()
  }
}

const NO_AUTHENTICATION = 0
const USER_AND_PASSWORD = 2
const NONE_ACCEPTABLE = 0xff

async function socks5(
  stream: Duplex,
  reader: OctetReader,
  { user, pass }: ProxyTarget,
  destination: Destination,
): Promise<void> {
  const methods = user === undefined ? [NO_AUTHENTICATION] : [NO_AUTHENTICATION, USER_AND_PASSWORD]
  stream.write(Buffer.from([5, methods.length, ...methods]))
  const [version, method] = await reader.take(2)
  if (version !== 5) throw lies('it speaks no SOCKS5')
  if (method === USER_AND_PASSWORD && user !== undefined) await socksSignIn(stream, reader, user, pass ?? '')
  else if (method !== NO_AUTHENTICATION) throw toMethodFault(method, user)
  stream.write(Buffer.concat([Buffer.from([5, 1, 0]), socksAddress(destination)]))
  const [replyVersion, code = 1, , type = 0] = await reader.take(4)
  if (replyVersion !== 5) throw lies('it speaks no SOCKS5')
  if (code !== 0) throw refused(socksErrors[code] ?? `error ${code}`)
  // BND.ADDR and BND.PORT tell nothing that matters here, but stand before the server's greeting.
  const [length = 0] = type === 3 ? await reader.take(1) : [addressOctets[type]]
  if (length === 0) throw lies(`it named an address of the unknown kind ${type}`)
  await reader.take(length + 2)
}

/** RFC 1928 3: the proxy takes none of the methods that were offered, or names one that was not. */
function toMethodFault(method: number | undefined, user: string | undefined): SessionFault {
  if (method !== NONE_ACCEPTABLE && method !== USER_AND_PASSWORD)
    return lies('it chose a way to sign in that was not offered')
  return signInFault(
    user === undefined ? 'it wants a user name and password' : 'it takes none of the ways to sign in',
  )
}

/** RFC 1929 2. */
async function socksSignIn(stream: Duplex, reader: OctetReader, user: string, pass: string): Promise<void> {
  const fields = [user, pass].map((text) => Buffer.from(text, 'utf8'))
  if (fields.some(({ length }) => length === 0 || length > 255))
    throw signInFault('user name and password have 1 to 255 octets there')
  stream.write(
    Buffer.concat([Buffer.from([1]), ...fields.flatMap((field) => [Buffer.from([field.length]), field])]),
  )
  const [version, status] = await reader.take(2)
  if (version !== 1) throw lies('its answer to the sign-in is none')
  if (status !== 0) throw signInFault('it refused the user name and password for the proxy')
}

/** ATYP, DST.ADDR, DST.PORT (RFC 1928 5). */
function socksAddress({ host, port }: Destination): Buffer {
  const place = Buffer.from([port >> 8, port & 0xff])
  if (isIP(host) === 4) return Buffer.concat([Buffer.from([1, ...host.split('.').map(Number)]), place])
  if (isIP(host) === 6) return Buffer.concat([Buffer.from([4]), ipv6Octets(host), place])
  const name = Buffer.from(host, 'latin1')
  return Buffer.concat([Buffer.from([3, name.length]), name, place])
}

/** RFC 4291 2.2: groups of 16 bits in hex, `::` for as many zeros as are missing. */
function ipv6Octets(address: string): Buffer {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const groups = (text: string) =>
    text
      .split(':')
      .filter((group) => group !== '')
      .flatMap(toGroups)
  const before = groups(head)
  const after = groups(tail ?? '')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

/** RFC 4291 2.2: the last 32 bits may be written as an IPv4 address. */
function toGroups(group: string): string[] {
  if (!group.includes('.')) return [group]
  const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number)
  return [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)]
}

/** RFC 1928 5: octets of an address, by its type. */
const addressOctets: Readonly<Record<number, number>> = { 1: 4, 4: 16 }

/** RFC 1928 6. */
const socksErrors: Readonly<Record<number, string>> = {
  1: 'general failure',
  2: 'its rules do not allow this connection',
  3: 'the network is unreachable',
  4: 'the host is unreachable',
  5: 'the connection was refused',
  6: 'the time ran out',
  7: 'it does not know this command',
  8: 'it does not know this kind of address',
}

async function httpConnect(
  stream: Duplex,
  reader: OctetReader,
  { user, pass }: ProxyTarget,
  { host, port }: Destination,
): Promise<void> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  const credentials = Buffer.from(`${user ?? ''}:${pass ?? ''}`, 'utf8').toString('base64')
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(user === undefined ? [] : [`Proxy-Authorization: Basic ${credentials}`]),
  ]
  stream.write(`${lines.join('\r\n')}\r\n\r\n`)
  const head = (await reader.takeThrough('\r\n\r\n', 16 * 1024)).toString('latin1')
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]
  if (status === undefined) throw lies('it speaks no HTTP')
  if (status === '407')
    throw signInFault(
      user === undefined
        ? 'it wants a user name and password (HTTP 407)'
        : 'it refused the user name and password for the proxy (HTTP 407)',
    )
  // RFC 9110 9.3.6: any 2xx opens the tunnel.
  if (!status.startsWith('2')) throw refused(`HTTP ${status}`)
}

/** What a fault of a proxy is, for diagnosis. */
export type ProxyFaultCode =
  /** It could not be reached. */
  | 'EPROXYCONN'
  /** It wants another sign-in, or one at all. */
  | 'EPROXYAUTH'
  /** It said no to this connection, or nothing in time. */
  | 'EPROXY'
  /** What it said is no answer of such a proxy. */
  | 'EPROXYFAULT'

/** A fault of the proxy, in its phase `connect`. `why` is ours: nothing that the proxy said, and nothing that was said to it (P25). */
export function proxyFault(errorCode: ProxyFaultCode, why: string): SessionFault {
  return new SessionFault({
    phase: 'connect',
    kind: 'network',
    detail: `the proxy opened no connection: ${why}`,
    errorCode,
  })
}

function refused(why: string): SessionFault {
  return proxyFault('EPROXY', why)
}

function lies(why: string): SessionFault {
  return proxyFault('EPROXYFAULT', why)
}

function signInFault(why: string): SessionFault {
  return proxyFault('EPROXYAUTH', why)
}
