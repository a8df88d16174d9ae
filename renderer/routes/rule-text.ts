// A rule as the cells of its row.
import type { RouteRule, ServerView } from '../../main/api.ts'
import { t } from '../text/t.ts'

export interface RuleText {
  readonly domain: string
  readonly route: string
  readonly over: string
  readonly tls: string
}

export function describeRule(rule: RouteRule, servers: readonly ServerView[]): RuleText {
  const domain = rule.domain === '*' ? t('routes.everyDomain') : rule.domain
  const route = t(`routes.kind.${rule.route.kind}`)
  return { domain, route, ...describeWay(rule.route, servers) }
}

function describeWay(
  route: RouteRule['route'],
  servers: readonly ServerView[],
): Pick<RuleText, 'over' | 'tls'> {
  switch (route.kind) {
    case 'mx':
      return { over: t('routes.port25'), tls: t(`routes.tls.${route.tls}`) }
    case 'maildir':
      return { over: route.path, tls: t('routes.tls.noneNeeded') }
    case 'server': {
      const server = servers.find(({ id }) => id === route.serverId)
      if (server === undefined) return { over: t('routes.serverGone'), tls: '' }
      return {
        over: server.name,
        tls: server.security === 'none' ? t('routes.tls.none') : t('routes.tls.required'),
      }
    }
  }
}
