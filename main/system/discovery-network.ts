import type { DiscoveryNetwork } from '../discovery/network.ts'
import { httpsGet } from './https-get.ts'
import { createSystemResolver } from './resolver.ts'

/** The system's name servers, https and TCP, for automatic settings. */
export function createDiscoveryNetwork(): DiscoveryNetwork {
  return { resolver: createSystemResolver(), get: (request) => httpsGet(request) }
}
