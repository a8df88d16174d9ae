// Routes.
import type { Route, RouteTls } from '../../outbox/entry.ts'
import type { SendProblem } from './outbox.ts'

/** One rule of the routes; the first that is on and fits decides, for each recipient. */
export interface RouteRule {
  readonly id: string
  /** `example.org`, `*.example.org` (its subdomains), or `*`. */
  readonly domain: string
  readonly on: boolean
  readonly route:
    | { readonly kind: 'server'; readonly serverId: string }
    | { readonly kind: 'mx'; readonly tls: RouteTls }
    | { readonly kind: 'maildir'; readonly path: string }
}

/** Where one address would go, as the rules and the DNS say now; nothing is connected to. */
export interface PlannedRoute {
  readonly address: string
  /** Null: nowhere, `problem` says why. */
  readonly route: Route | null
  /** Number of the rule in the list, from 1; 0: the server of the identity. */
  readonly rule: number
  readonly serverName?: string
  readonly host?: string
  readonly port?: number
  /** Hosts of the destination in the order of trying, with preference and addresses (direct to MX). */
  readonly exchangers?: readonly {
    readonly host: string
    readonly preference: number
    readonly addresses: readonly string[]
  }[]
  readonly problem?: string
}

export interface RoutesApi {
  list(): Promise<readonly RouteRule[]>
  /** All rules in their order; with problems nothing is saved. Open recipients follow the new rules. */
  save(input: {
    readonly rules: readonly RouteRule[]
  }): Promise<{ readonly problems: readonly SendProblem[] }>
  where(input: {
    readonly addresses: readonly string[]
    readonly identityId: string | null
  }): Promise<readonly PlannedRoute[]>
}
