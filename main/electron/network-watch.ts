// The network that comes back wakes the queue, with a window or without one.
import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../clock.ts'
import type { Core } from '../core.ts'

/** How often it is looked; neither Electron's main process nor Node is told of a change. */
const everyMs = 10_000

export interface NetworkState {
  /** False where the system knows that there is no network; true says little. */
  readonly isOnline: boolean
  readonly interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>
}

/** Addresses by which this machine reaches others now. Pure. */
export function reachingFrom({ isOnline, interfaces }: NetworkState): ReadonlySet<string> {
  if (!isOnline) return new Set()
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? [])
  return new Set(
    all.filter((one) => !one.internal && !isLinkLocal(one.address)).map(({ address }) => address),
  )
}

/** Given to an interface that has no network yet. */
function isLinkLocal(address: string): boolean {
  return address.startsWith('fe80:') || address.startsWith('169.254.')
}

/**
 * Wakes the queue (P20) when this machine has an address that it did not have: the network is back, or it is another one, or a tunnel is open.
 * @param read How it stands now.
 */
export function wakeWithNetwork(core: Pick<Core, 'wake'>, clock: Clock, read: () => NetworkState): void {
  let before = reachingFrom(read())
  const look = (): void => {
    const now = reachingFrom(read())
    const isNew = [...now].some((address) => !before.has(address))
    before = now
    if (isNew) core.wake()
    clock.after(everyMs, look)
  }
  clock.after(everyMs, look)
}
