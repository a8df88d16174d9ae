// The administrator's policy as windows see it, and the reading of it anew.
import type { PolicyApi, PolicySetting, PolicyView } from '../api.ts'
import { tellPolicy, toGivenSettings } from '../create-policy.ts'
import type { EventBus } from '../events.ts'
import { givenId } from '../policy/policy.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import { ruleChanges } from '../policy/state.ts'
import type { Servers } from '../servers/servers.ts'
import { settingsSchema } from '../settings/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Notices } from './notices.ts'

export interface PolicyApiDeps {
  readonly policy: PolicyBook
  readonly servers: Servers
  readonly settings: SettingsStore
  readonly notices: Notices
  readonly events: EventBus
}

/** Makes the policy part of the Api. */
export function createPolicyApi({ policy, servers, settings, notices, events }: PolicyApiDeps): PolicyApi {
  return {
    get: () => Promise.resolve(toPolicyView(policy)),
    readAgain: async () => {
      await policy.readAgain()
      tellPolicy(policy, notices)
      await servers.syncGiven(policy.given.map(toGivenSettings))
      const view = toPolicyView(policy)
      events.emit('policy.changed', view)
      events.emit('settings.changed', await settings.get())
      events.emit('servers.changed', { serverId: null })
      return view
    },
  }
}

export function toPolicyView(policy: PolicyBook): PolicyView {
  const { state, rules, who } = policy
  const { kind, path, readAt } = state
  const { says, contact } = state.kind === 'applied' ? state.policy : {}
  return {
    ...{ kind, path, readAt, who },
    ...(says === undefined ? {} : { says }),
    ...(contact === undefined ? {} : { contact }),
    problems: state.kind === 'unusable' ? state.problems : [],
    settings: [...settingsOf(policy.locked, true), ...settingsOf(policy.defaults, false)],
    rules: ruleChanges(state).map((name) => ({ name, value: String(rules[name]) })),
    servers: policy.given.map(({ key, name, host, port, security }) => ({
      ...{ serverId: givenId(key), name, host, port, security },
    })),
  }
}

function settingsOf(values: PolicyBook['locked'], isLocked: boolean): readonly PolicySetting[] {
  const names = settingsSchema.keyof().options
  return Object.entries(values).flatMap(([key, value]) => {
    const name = names.find((one) => one === key)
    return name === undefined ? [] : [{ name, value, isLocked }]
  })
}
