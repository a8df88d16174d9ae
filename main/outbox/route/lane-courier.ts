// What carries the messages of a lane, by the lane's key: an outgoing server, the exchangers of a domain, or a Maildir.
import type { RouteRule } from '../../api.ts'
import { t } from '../../text/t.ts'
import type { Courier } from '../courier.ts'
import type { LaneKey } from '../entry.ts'
import type { KeeperDeps } from '../session-keeper.ts'
import { createMaildirCourier, type MaildirCourierDeps } from './maildir-courier.ts'
import { createMxCourier, type MxCourierDeps } from './mx-courier.ts'

type ParsedLane =
  | { readonly kind: 'server'; readonly serverId: string }
  | { readonly kind: 'mx'; readonly domain: string }
  | { readonly kind: 'maildir'; readonly ruleId: string }

function parseLane(lane: LaneKey): ParsedLane {
  if (lane.startsWith('mx:')) return { kind: 'mx', domain: lane.slice('mx:'.length) }
  if (lane.startsWith('maildir:')) return { kind: 'maildir', ruleId: lane.slice('maildir:'.length) }
  return { kind: 'server', serverId: lane }
}

/** A lane of a route as an attempt records it; the host that took it is recorded when it is known. */
export function describeLane(
  lane: LaneKey,
  rules: readonly RouteRule[],
): { readonly id: LaneKey; readonly name: string; readonly host: string } {
  const parsed = parseLane(lane)
  switch (parsed.kind) {
    case 'mx':
      return { id: lane, name: t('lane.mx', { domain: parsed.domain }), host: parsed.domain }
    case 'maildir': {
      const rule = rules.find(({ id }) => id === parsed.ruleId)
      const domain = rule?.domain ?? ''
      return {
        id: lane,
        name: t('lane.maildir', { domain }),
        host: rule?.route.kind === 'maildir' ? rule.route.path : '',
      }
    }
    case 'server':
      return { id: lane, name: '', host: '' }
  }
}

export interface LaneCourierDeps extends KeeperDeps {
  readonly mx: Omit<MxCourierDeps, 'domain' | keyof KeeperDeps>
  readonly maildir: Omit<MaildirCourierDeps, keyof KeeperDeps>
  readonly forServer: (serverId: string) => Courier
}

/** Makes the courier of a lane. */
export function createLaneCourier(lane: LaneKey, deps: LaneCourierDeps): Courier {
  const { recorder, openSpool, clock } = deps
  const shared = { recorder, openSpool, clock }
  const parsed = parseLane(lane)
  switch (parsed.kind) {
    case 'server':
      return deps.forServer(parsed.serverId)
    case 'mx':
      return createMxCourier({ ...deps.mx, ...shared, domain: parsed.domain })
    case 'maildir':
      return createMaildirCourier({ ...deps.maildir, ...shared })
  }
}
