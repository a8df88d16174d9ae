// An answer to "Where would this go?" as the stops of a session line, and what is said under it.
import type { PlannedRoute, RouteRule, ServerView } from '../../main/api.ts'
import type { Identity } from '../../main/identities/identity.ts'
import type { IconName } from '../shared/icons.ts'
import { t } from '../text/t.ts'

export interface RouteStop {
  readonly name: string
  readonly detail: string
  readonly look: 'done' | 'done wait' | 'done ok' | 'done bad' | 'broken2'
  readonly mark?: IconName
}

export interface RouteView {
  readonly label: string
  readonly icon: IconName
  readonly isNowhere: boolean
  readonly stops: readonly RouteStop[]
  readonly sentences: readonly string[]
  /** The rule that could demand verified TLS. */
  readonly loose?: string
}

export interface Known {
  readonly rules: readonly RouteRule[]
  readonly servers: readonly ServerView[]
  /** The sender that was asked for; undefined: the default. */
  readonly identity: Identity | undefined
}

export function viewRoute(planned: PlannedRoute, known: Known): RouteView {
  const { route, problem } = planned
  if (problem !== undefined && (route === null || route.kind === 'server')) return viewNowhere(planned, known)
  switch (route?.kind) {
    case 'mx':
      return viewMx(planned, route, known)
    case 'maildir':
      return {
        label: t('routes.local'),
        icon: 'home',
        isNowhere: false,
        stops: [
          ruleStop(planned, known),
          { name: t('routes.stop.maildir'), detail: route.path, look: 'done ok', mark: 'check' },
        ],
        sentences: [t('routes.stays')],
      }
    case 'server':
    case undefined:
      return viewServer(planned, known)
  }
}

function done(name: string, detail: string): RouteStop {
  return { name, detail, look: 'done' }
}

function ruleStop({ rule }: PlannedRoute, { rules }: Known): RouteStop {
  if (rule === 0) return done(t('routes.stop.noRule'), t('routes.stop.everythingElse'))
  return done(t('routes.stop.rule', { n: rule }), rules[rule - 1]?.domain ?? '')
}

function serverOf({ route }: PlannedRoute, { servers }: Known): ServerView | undefined {
  return route?.kind === 'server' ? servers.find(({ id }) => id === route.serverId) : undefined
}

function viewServer(planned: PlannedRoute, known: Known): RouteView {
  const server = serverOf(planned, known)
  const tls = server?.security === 'none' ? t('routes.stop.tlsNone') : t('routes.stop.tlsServer')
  const signIn = server === undefined || server.user === '' ? t('routes.stop.noSignIn') : server.user
  const from = known.identity?.address ?? server?.identity?.address
  return {
    label: t('routes.overServer'),
    icon: 'servers',
    isNowhere: false,
    stops: [
      ruleStop(planned, known),
      ...(planned.rule === 0 && from !== undefined ? [done(t('routes.stop.identity'), from)] : []),
      done(t('routes.stop.server'), `${planned.host ?? ''}:${planned.port ?? ''}`),
      server?.security === 'none'
        ? { name: t('routes.stop.tls'), detail: tls, look: 'done wait', mark: 'warning' }
        : done(t('routes.stop.tls'), tls),
      done(t('routes.stop.signIn'), signIn),
      { name: t('routes.stop.wayOn'), detail: t('routes.stop.notKnown'), look: 'broken2' },
    ],
    sentences: [t('routes.wayOn', { domain: domainOf(planned.address) })],
  }
}

type MxRoute = Extract<NonNullable<PlannedRoute['route']>, { kind: 'mx' }>

function viewMx(planned: PlannedRoute, route: MxRoute, known: Known): RouteView {
  const { exchangers = [], problem } = planned
  const shared = { label: t('routes.direct'), icon: 'direct' as const, isNowhere: false }
  const [first, ...others] = exchangers
  if (first === undefined) {
    const mx = t('routes.stop.mx')
    const stop = { name: mx, detail: t('routes.stop.mxUnknown'), look: 'done wait', mark: 'warning' } as const
    const sentences = [...(problem === undefined ? [] : [problem]), t('routes.triedAgain')]
    return { ...shared, stops: [ruleStop(planned, known), stop], sentences }
  }
  const count =
    exchangers.length === 1 ? t('routes.stop.mxOne') : t('routes.stop.mxMany', { n: exchangers.length })
  const tls = t(`routes.stop.tls.${route.tls}`)
  return {
    ...shared,
    stops: [
      ruleStop(planned, known),
      done(t('routes.stop.mx'), count),
      done(t('routes.stop.host'), `${first.host}:${planned.port ?? 25}`),
      route.tls === 'verified'
        ? done(t('routes.stop.tls'), tls)
        : { name: t('routes.stop.tls'), detail: tls, look: 'done wait', mark: 'warning' },
      done(t('routes.stop.signIn'), t('routes.stop.never')),
      done(t('routes.stop.address'), first.addresses[0] ?? ''),
    ],
    sentences: [
      ...nextHosts(first.addresses, others),
      ...(route.tls === 'verified' ? [] : [t(`routes.${route.tls}`)]),
    ],
    ...(route.tls === 'verified' ? {} : { loose: route.ruleId }),
  }
}

/** At most four are named. */
function nextHosts(addresses: readonly string[], others: readonly { readonly host: string }[]): string[] {
  const next = [...addresses.slice(1), ...others.map(({ host }) => host)].slice(0, 4)
  return next.length === 0 ? [] : [t('routes.next', { hosts: next.join(', ') })]
}

function viewNowhere(planned: PlannedRoute, known: Known): RouteView {
  const { serverName, problem = '', rule } = planned
  const isMx = known.rules[rule - 1]?.route.kind === 'mx'
  const way = isMx ? t('routes.stop.mx') : t('routes.stop.server')
  const missing = serverName === undefined ? way : t('routes.stop.mxAhead')
  return {
    label: t('routes.nowhere'),
    icon: 'cross',
    isNowhere: true,
    stops: [
      ruleStop(planned, known),
      ...(serverName === undefined ? [] : [done(t('routes.stop.server'), serverName)]),
      { name: missing, detail: t('routes.stop.mxNone'), look: 'done bad', mark: 'cross' },
    ],
    sentences: [problem, ...(serverName === undefined ? [] : [t('routes.comesBack')])],
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
