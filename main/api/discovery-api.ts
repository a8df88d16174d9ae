// Calls for automatic settings. One search at a time: a new one ends the one before.
import type { DiscoveryApi } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../core.ts'
import type { DiscoveryNetwork } from '../discovery/network.ts'
import { Search } from '../discovery/search.ts'
import { parseSubject } from '../discovery/subject.ts'
import type { EventBus } from '../events.ts'
import type { Random } from '../random.ts'
import { CallError } from '../result.ts'
import type { OpenClient } from '../smtp/client.ts'

export interface DiscoveryApiDeps {
  readonly openClient: OpenClient
  readonly events: EventBus
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly discovery: DiscoveryNetwork | undefined
}

/** Makes the discovery part of the Api. No password comes to it. */
export function createDiscoveryApi(deps: DiscoveryApiDeps): DiscoveryApi {
  let last: { readonly id: string; readonly search: Search } | undefined
  const searchOf = (searchId: string) => {
    if (last?.id === searchId) return last.search
    throw new CallError('not-found', 'This search is over; another one was started.')
  }
  return {
    find: async ({ searchId, address }) => {
      const parsed = parseSubject(address)
      if (!parsed.ok) throw new CallError('invalid-argument', parsed.message, { field: 'email' })
      last?.search.cancel()
      const search = new Search({
        ...deps,
        network: deps.discovery,
        subject: parsed.subject,
        searchId,
        changed: (view) => deps.events.emit('discovery.changed', view),
        onFault: (error) => deps.log.error('a step of automatic settings failed', error),
      })
      last = { id: searchId, search }
      return await search.run()
    },
    consent: async ({ searchId }) => await searchOf(searchId).consent(),
    cancel: ({ searchId }) => {
      if (last?.id === searchId) last.search.cancel()
      return Promise.resolve()
    },
  }
}
