// Which addresses were tried before the one that answered (RFC 8305), read from the notes of the engine. Pure.
import { isIPv6 } from 'node:net'
import type { FamilyPreference } from '../servers/server.ts'
import { interleave } from '../smtp/happy-eyeballs.ts'
import type { Address } from '../smtp/network.ts'

/** The family of an address. */
export function familyOf(address: string): 4 | 6 {
  return isIPv6(address) ? 6 : 4
}

/**
 * Addresses that were tried before `used`, in their order.
 * @param addresses as the look-up gave them
 */
export function triedBefore(
  addresses: readonly string[],
  used: string,
  preference: FamilyPreference | undefined,
): readonly string[] {
  const all = addresses.map((address): Address => ({ address, family: familyOf(address) }))
  const order = interleave(inOrder(all, preference)).map(({ address }) => address)
  return order.slice(0, Math.max(0, order.indexOf(used)))
}

function inOrder(all: readonly Address[], preference: FamilyPreference | undefined): readonly Address[] {
  if (preference === undefined) return all
  const wanted = preference.endsWith('ipv4') ? 4 : 6
  const first = all.filter(({ family }) => family === wanted)
  return preference.startsWith('only') ? first : [...first, ...all.filter(({ family }) => family !== wanted)]
}
