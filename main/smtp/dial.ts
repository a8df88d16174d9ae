import type { Duplex } from 'node:stream'
import type { Clock } from '../clock.ts'
import { onCutoff } from './cutoff.ts'
import { networkFailure, SessionFault } from './fault.ts'
import { orderByFamily, race } from './happy-eyeballs.ts'
import type { AddressFamily, ProxyTarget } from './client.ts'
import type { Address, Network } from './network.ts'
import { tunnel } from './proxy.ts'
import type { SessionTap } from './session-tap.ts'

/** An open connection, before the first octet. */
export interface Dialled {
  readonly stream: Duplex
  /** The peer's address: the server's, or behind a proxy the proxy's. */
  readonly remoteAddress: string
  /** The connection's own end. */
  readonly localAddress: string
}

export interface DialDeps {
  readonly clock: Clock
  readonly network: Network
  readonly tap: SessionTap
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly localAddress?: string
  readonly family?: AddressFamily
  readonly proxy?: ProxyTarget
}

/**
 * Looks `host` up and connects to the first of its addresses that answers; with a proxy it does so to the proxy, and asks it for `host`. Throws
 * `SessionFault` with phase `connect`.
 */
export async function dial(host: string, port: number, deps: DialDeps): Promise<Dialled> {
  const { clock, tap, timeoutMs, proxy } = deps
  const next = proxy ?? { host, port }
  const giveUp = new AbortController()
  const timer = clock.after(timeoutMs, () =>
    giveUp.abort(
      new SessionFault({
        phase: 'connect',
        kind: 'timeout',
        detail: `no connection to ${host}:${port} within ${timeoutMs} ms`,
        errorCode: 'ETIMEDOUT',
      }),
    ),
  )
  const release = onCutoff(
    deps.signal,
    () => 'connect',
    (failure) => giveUp.abort(new SessionFault(failure)),
  )
  try {
    const addresses = await orAborted(resolve(next.host, deps), giveUp.signal)
    tap.note('connect', `${next.host} is ${addresses.map(({ address }) => address).join(', ')}`)
    const { stream, address } = await connectAny(next.host, next.port, addresses, deps, giveUp.signal)
    tap.note('connect', `connected to ${formatEndpoint(address.address, next.port)}`)
    if (proxy !== undefined) {
      await orAborted(tunnel(stream, proxy, { host, port }), giveUp.signal, () => stream.destroy())
      tap.note('connect', `the proxy has connected to ${formatEndpoint(host, port)}`)
    }
    return { stream, remoteAddress: address.address, localAddress: localAddressOf(stream) ?? address.address }
  } finally {
    timer.cancel()
    release()
  }
}

async function resolve(host: string, { network, family }: DialDeps): Promise<readonly Address[]> {
  try {
    const addresses = await network.lookup(host)
    const wanted = orderByFamily(addresses, family)
    if (wanted.length > 0) return wanted
    if (addresses.length > 0) throw noAddressOf(host, family)
  } catch (error) {
    if (error instanceof SessionFault) throw error
    const failure = networkFailure(error, 'connect')
    const why = failure.errorCode === 'ENOTFOUND' ? 'does not exist' : 'could not be looked up'
    throw new SessionFault({
      ...failure,
      kind: 'network',
      detail: `the name ${host} ${why} (${failure.errorCode ?? failure.detail})`,
    })
  }
  throw new SessionFault({
    phase: 'connect',
    kind: 'network',
    detail: `the name ${host} has no address`,
    errorCode: 'ENOTFOUND',
  })
}

function noAddressOf(host: string, family: AddressFamily | undefined): SessionFault {
  return new SessionFault({
    phase: 'connect',
    kind: 'network',
    detail: `the name ${host} has no ${family === 'only-ipv4' ? 'IPv4' : 'IPv6'} address, and only that kind is to be used`,
    errorCode: 'EAFNOSUPPORT',
  })
}

async function connectAny(
  host: string,
  port: number,
  addresses: readonly Address[],
  { clock, network, localAddress }: DialDeps,
  signal: AbortSignal,
): Promise<{ stream: Duplex; address: Address }> {
  const local = localAddress === undefined ? {} : { localAddress }
  try {
    return await race(addresses, (address) => network.connect({ ...address, port, ...local }), {
      clock,
      signal,
    })
  } catch (error) {
    if (error instanceof SessionFault) throw error
    const failure = networkFailure(error, 'connect')
    throw new SessionFault({
      ...failure,
      kind: 'network',
      detail: `no connection to ${host}:${port} (${failure.errorCode ?? failure.detail})`,
    })
  }
}

/** `work`, or the reason of the signal where that comes first; `undo` ends what the work would go on with. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal, undo?: () => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => {
      undo?.()
      reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
    }
    if (signal.aborted) {
      stop()
      return
    }
    signal.addEventListener('abort', stop)
    work.then(resolve, reject)
  })
}

/** `192.0.2.1:587`, `[2001:db8::1]:587`. */
function formatEndpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function localAddressOf(stream: Duplex): string | undefined {
  return 'localAddress' in stream && typeof stream.localAddress === 'string' ? stream.localAddress : undefined
}
