// Calls about routes: the rules, and "Where would this go?".
import type { RoutesApi } from '../api.ts'
import type { MxNetwork } from '../core.ts'
import { planRoute } from '../outbox/route/plan.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import { CallError } from '../result.ts'
import { t } from '../text/t.ts'
import type { RuleBook } from '../outbox/route/rule-book.ts'
import type { Random } from '../random.ts'
import type { Servers } from '../servers/servers.ts'

export interface RoutesApiDeps {
  readonly rules: RuleBook
  readonly policy: PolicyBook
  readonly servers: Servers
  readonly mx: MxNetwork
  readonly random: Random
}

/** Makes the routes part of the Api. */
export function createRoutesApi({ rules, servers, mx, random, policy }: RoutesApiDeps): RoutesApi {
  return {
    list: () => Promise.resolve(rules.all()),
    save: async ({ rules: wanted }) => {
      const isMx = wanted.some(({ on, route }) => on && route.kind === 'mx')
      if (isMx && !policy.rules.directToMx)
        throw new CallError('not-possible', t('policy.no-mx', { who: policy.who }))
      return { problems: await rules.save(wanted) }
    },
    where: ({ addresses, identityId }) => {
      const identity = identityId === null ? servers.identities()[0] : servers.identity(identityId)
      const ownServer =
        identity === undefined
          ? servers.all().find(({ isDefault }) => isDefault)
          : servers.get(identity.serverId)
      const server = (serverId: string) => servers.get(serverId)
      const deps = { ...mx, random, rules: rules.all(), server, ownServer }
      return Promise.all(addresses.map((address) => planRoute(address, deps)))
    },
  }
}
