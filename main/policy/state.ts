// What the file means for the program.
import type { FileRules, GivenServer, Policy, PolicySettings } from './policy.ts'
import type { PolicyProblem } from './parse-policy.ts'

/** What reading the administrator's file came to. Times in epoch ms. */
export type PolicyState =
  | { readonly kind: 'none'; readonly path: string; readonly readAt: number }
  | { readonly kind: 'applied'; readonly path: string; readonly readAt: number; readonly policy: Policy }
  | {
      readonly kind: 'unusable'
      readonly path: string
      readonly readAt: number
      readonly problems: readonly PolicyProblem[]
    }

/** The rules that hold now. `frozen`: the servers that are there go on, and none is added or changed. */
export type PolicyRules = Omit<FileRules, 'servers'> & { readonly servers: FileRules['servers'] | 'frozen' }

const open: PolicyRules = {
  servers: 'any',
  requireTls: false,
  minTls: 'TLSv1.2',
  trustByHand: true,
  directToMx: true,
  practiceServer: true,
  rememberRecipients: true,
  updates: true,
}

/**
 * A file that is there and cannot be used: nobody can tell what it forbade, so all is forbidden that a file can forbid. Mail goes on over
 * TLS and the servers that are there: a slip of an administrator's keyboard does not stop an office from writing.
 */
const closed: PolicyRules = {
  servers: 'frozen',
  requireTls: true,
  minTls: 'TLSv1.2',
  trustByHand: false,
  directToMx: false,
  practiceServer: false,
  rememberRecipients: false,
  updates: false,
}

export function rulesOf(state: PolicyState): PolicyRules {
  if (state.kind === 'unusable') return closed
  return state.kind === 'none' ? open : { ...open, ...state.policy.rules }
}

export function lockedOf(state: PolicyState): PolicySettings {
  return state.kind === 'applied' ? (state.policy.locked ?? {}) : {}
}

export function defaultsOf(state: PolicyState): PolicySettings {
  return state.kind === 'applied' ? (state.policy.defaults ?? {}) : {}
}

export function givenOf(state: PolicyState): readonly GivenServer[] {
  return state.kind === 'applied' ? (state.policy.servers ?? []) : []
}

/** What was not as it comes: the rules that the page lists. */
export function ruleChanges(state: PolicyState): readonly (keyof PolicyRules)[] {
  const rules = rulesOf(state)
  return (Object.keys(open) as (keyof PolicyRules)[]).filter((name) => rules[name] !== open[name])
}
