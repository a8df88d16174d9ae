import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { reachingFrom, wakeWithNetwork, type NetworkState } from '../../../main/electron/network-watch.ts'
import { createFakeClock } from '../../support/fake-clock.ts'

const at = (address: string, internal = false) => ({ address, internal }) as NetworkInterfaceInfo
const lo = [at('127.0.0.1', true), at('::1', true)]
const none: NetworkState = { isOnline: true, interfaces: { lo } }
const home: NetworkState = { isOnline: true, interfaces: { lo, wlan0: [at('192.0.2.7'), at('fe80::1')] } }
const train: NetworkState = { isOnline: true, interfaces: { lo, wlan0: [at('198.51.100.4')] } }

/** Wake-ups after each state, ten seconds apart. */
async function wakesAfter(first: NetworkState, ...states: readonly NetworkState[]) {
  const clock = createFakeClock()
  let now = first
  let wakes = 0
  wakeWithNetwork({ wake: () => void (wakes += 1) }, clock, () => now)
  const counts: number[] = []
  for (const state of states) {
    now = state
    await clock.advance(10_000)
    counts.push(wakes)
  }
  return counts
}

test('P20: the network that comes back wakes the queue once, and so does another one', async () => {
  expect(await wakesAfter(home, none, none, home, home, train)).toEqual([0, 0, 1, 1, 2])
})

test('P20: the system’s word that there is no network counts more than an address', async () => {
  expect(await wakesAfter(home, { ...home, isOnline: false }, home)).toEqual([0, 1])
})

test('an address that reaches nobody else is none', () => {
  const interfaces = { lo, eth0: [at('169.254.3.4'), at('fe80::2')], gone: undefined }
  expect(reachingFrom({ isOnline: true, interfaces })).toEqual(new Set())
})
