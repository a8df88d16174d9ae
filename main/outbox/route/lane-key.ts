// The key of the lane that carries a recipient with a route. Pure.
import { toAsciiDomain } from '../../message/domain.ts'
import type { LaneKey, Recipient } from '../entry.ts'
import { domainOf } from './rules.ts'

/** Whether this lane goes to the servers of a recipient's domain. */
export function isDirectLane(lane: LaneKey): boolean {
  return lane.startsWith('mx:')
}

/** The lane of a recipient that has a route; undefined: the lane of the entry's server. Domains that are the same share a lane. */
export function laneOfRoute({ route, address }: Pick<Recipient, 'route' | 'address'>): LaneKey | undefined {
  switch (route?.kind) {
    case 'server':
      return route.serverId
    case 'mx': {
      const domain = domainOf(address)
      return `mx:${(toAsciiDomain(domain) ?? domain).toLowerCase()}`
    }
    case 'maildir':
      return `maildir:${route.ruleId}`
    case undefined:
      return undefined
  }
}
