// Automatic settings.
import type { DiscoveryView } from '../../discovery/discovery.ts'

/** Automatic settings from an address. Steps come as `discovery.changed` while a search goes on. */
export interface DiscoveryApi {
  /** Resolves when the search is over; refused with the field `email` where the address is none. A search before it is ended. */
  find(input: { readonly searchId: string; readonly address: string }): Promise<DiscoveryView>
  /** Lets Thunderbird's public database be asked in this search: the domain goes there, never the address. */
  consent(input: { readonly searchId: string }): Promise<DiscoveryView>
  cancel(input: { readonly searchId: string }): Promise<void>
}
