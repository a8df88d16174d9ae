// LIMITS (RFC 9422) as far as they decide which recipients share a transaction. Pure.
import type { CapabilityMap } from './smtp/client.ts'

/** RCPTDOMAINMAX: different domains of recipients that a session may name (RFC 9422 4.3). */
export function maxDomainsOf(capabilities: CapabilityMap): number {
  for (const parameter of capabilities.get('LIMITS') ?? []) {
    const match = /^RCPTDOMAINMAX=0*([1-9]\d{0,15})$/i.exec(parameter)
    if (match?.[1] !== undefined) return Number(match[1])
  }
  return Infinity
}

/**
 * The places, out of `open`, that fit the next transaction.
 * @param named domains that the session has named before
 */
export function takePlaces(
  open: readonly number[],
  addresses: readonly string[],
  limits: { readonly recipients: number; readonly domains: number },
  named: ReadonlySet<string>,
): number[] {
  const places: number[] = []
  const domains = new Set(named)
  for (const place of open) {
    if (places.length >= limits.recipients) break
    const domain = domainOf(addresses[place] ?? '')
    if (!domains.has(domain) && domains.size >= limits.domains) continue
    domains.add(domain)
    places.push(place)
  }
  return places
}

/** The domain, to be compared with others. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
