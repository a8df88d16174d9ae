import type { DiscoverySource } from '../../main/discovery/discovery.ts'

/** In the order of asking; the page has only the types of main. */
export const discoverySources: readonly DiscoverySource[] = [
  'table',
  'srv',
  'autoconfig',
  'thunderbird',
  'mx',
  'probe',
]
