// "Where would this go?": the rules and the DNS are asked, nothing is connected to.
import type { PlannedRoute, RouteRule } from '../../api.ts'
import { parseMailbox } from '../../message/address.ts'
import type { Server } from '../../servers/server.ts'
import type { Route } from '../entry.ts'
import { mxPort } from './mx-courier.ts'
import { resolveExchangers, type MxAnswer, type ResolveDeps } from './resolve-mx.ts'
import { domainOf, routeOf } from './rules.ts'

export interface PlanDeps extends ResolveDeps {
  readonly rules: readonly RouteRule[]
  readonly server: (serverId: string) => Server | undefined
  /** The server that takes what no rule decides. */
  readonly ownServer: Server | undefined
  readonly port?: number
}

/** Where mail for this address would go now. Never rejects; a domain is looked up whatever its route, a Maildir's excepted. */
export async function planRoute(typed: string, deps: PlanDeps): Promise<PlannedRoute> {
  const parsed = parseMailbox(typed)
  if (!parsed.ok) return { address: typed.trim(), route: null, rule: 0, problem: parsed.message }
  const { address } = parsed.mailbox
  const route = routeOf(deps.rules, address)
  const rule = route === undefined ? 0 : deps.rules.findIndex(({ id }) => id === route.ruleId) + 1
  if (route?.kind === 'maildir') return { address, route, rule }
  const answer = await resolveExchangers(domainOf(address), deps)
  if (route?.kind === 'mx') return { address, rule, ...planMx(route, answer, deps.port ?? mxPort) }
  return { address, rule, ...planServer(route, answer, deps) }
}

type Rest = Omit<PlannedRoute, 'address' | 'rule'>

function planMx(route: Route, answer: MxAnswer, port: number): Rest {
  if (answer.ok) {
    const { exchangers } = answer
    return { route, port, exchangers, ...(exchangers[0] === undefined ? {} : { host: exchangers[0].host }) }
  }
  const { kind, detail } = answer.failure
  // What may pass is tried again by itself: the way stays.
  return { route: kind === 'network' ? route : null, problem: detail }
}

function planServer(route: Route | undefined, answer: MxAnswer, deps: PlanDeps): Rest {
  const server = route?.kind === 'server' ? deps.server(route.serverId) : deps.ownServer
  if (server === undefined) {
    const problem =
      route === undefined ? 'No outgoing server is set.' : 'The server of this rule is not there any more.'
    return { route: null, problem }
  }
  const { id, name, host, port } = server
  const way = route ?? ({ kind: 'server', ruleId: '', serverId: id } as const)
  const there = { route: way, serverName: name, host, port }
  // The server would find the same; a look-up that failed here says nothing about the one it makes.
  return answer.ok || answer.failure.kind === 'network' ? there : { ...there, problem: answer.failure.detail }
}
