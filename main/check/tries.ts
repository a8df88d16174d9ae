// Which addresses were tried before the one that answered (RFC 8305), read from the notes of the engine. Pure.
import { isIPv6 } from 'node:net'
import type { FamilyPreference } from '../servers/server.ts'
import { interleave, orderByFamily } from '../smtp/happy-eyeballs.ts'
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
  const order = interleave(orderByFamily(all, preference)).map(({ address }) => address)
  return order.slice(0, Math.max(0, order.indexOf(used)))
}
