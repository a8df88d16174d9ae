// Happy Eyeballs over all addresses of a host (RFC 8305): none waits for the time-out of another.
import type { Duplex } from 'node:stream'
import type { Clock, Timer } from '../clock.ts'
import type { AddressFamily } from './client.ts'
import type { Address, Attempt } from './network.ts'

/** RFC 8305 5: how long a connection attempt has before the next one starts beside it. */
export const ATTEMPT_DELAY_MS = 250

/** IPv6 and IPv4 in turn, the family that the system puts first first (RFC 8305 4). */
export function interleave(addresses: readonly Address[]): Address[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family)
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family)
  return first
    .flatMap((address, index) => [address, second[index]])
    .concat(second.slice(first.length))
    .filter((address) => address !== undefined)
}

/** The preferred kind first, each kind in the order it came; `only` leaves out the other. */
export function orderByFamily(
  addresses: readonly Address[],
  family: AddressFamily | undefined,
): readonly Address[] {
  if (family === undefined) return addresses
  const first = addresses.filter((address) => address.family === (family.endsWith('4') ? 4 : 6))
  return family.startsWith('only') ? first : [...first, ...addresses.filter((one) => !first.includes(one))]
}

export interface Opened {
  readonly stream: Duplex
  readonly address: Address
}

/**
 * Tries the addresses in order: the next one when the one before has failed, or has not answered in 250 ms. The first
 * connection wins and the others are given up. Rejects with the first error when all have failed.
 */
export function race(
  addresses: readonly Address[],
  connect: (address: Address) => Attempt,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Opened> {
  const order = interleave(addresses)
  const running = new Set<Attempt>()
  let timer: Timer | undefined
  let next = 0
  let firstError: unknown
  const { promise, resolve, reject } = Promise.withResolvers<Opened>()

  const stop = () => {
    timer?.cancel()
    for (const attempt of running) attempt.cancel()
    running.clear()
    next = order.length
  }
  const start = () => {
    timer?.cancel()
    const address = order[next]
    if (address === undefined) {
      if (running.size === 0) reject(firstError ?? new Error('no address'))
      return
    }
    next += 1
    const attempt = connect(address)
    running.add(attempt)
    timer = clock.after(ATTEMPT_DELAY_MS, () => {
      if (next < order.length) start()
    })
    attempt.opened.then(
      (stream) => {
        // One that opens after another has won was given up already.
        if (!running.delete(attempt)) return void stream.destroy()
        stop()
        resolve({ stream, address })
      },
      (error: unknown) => {
        if (!running.delete(attempt)) return
        firstError ??= error
        start()
      },
    )
  }

  signal.addEventListener('abort', () => {
    stop()
    reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
  })
  start()
  return promise
}
