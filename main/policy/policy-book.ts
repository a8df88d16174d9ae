// The administrator's policy as it was read last.
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../clock.ts'
import { CallError } from '../result.ts'
import type { Settings } from '../settings/settings.ts'
import { t } from '../text/t.ts'
import { parsePolicy } from './parse-policy.ts'
import type { GivenServer, PolicySettings } from './policy.ts'
import { defaultsOf, givenOf, lockedOf, rulesOf, type PolicyRules, type PolicyState } from './state.ts'

/** What is at the place of the file. */
export type PolicyText =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  /** It is there, and is not to be used; one sentence says why. */
  | { readonly kind: 'refused'; readonly problem: string }

/** The administrator's file. Who gives it answers for it that nobody else could have written it. */
export interface PolicySource {
  /** Looks again each time. Never rejects for what the file system does. */
  read(): Promise<{ readonly path: string; readonly found: PolicyText }>
}

export interface PolicyBook {
  readonly state: PolicyState
  readonly rules: PolicyRules
  readonly locked: PolicySettings
  readonly defaults: PolicySettings
  readonly given: readonly GivenServer[]
  /** Who set it, as a person reads it. */
  readonly who: string
  /** Reads the file again. */
  readAgain(): Promise<PolicyState>
  /** @throws CallError `not-possible` naming the setting that is locked and would change. */
  checkChange(change: Partial<Settings>, now: Settings): void
}

/** No file is looked for. */
export const noPolicySource: PolicySource = {
  read: () => Promise.resolve({ path: '', found: { kind: 'none' } }),
}

/** Reads the file, and opens the book on it. */
export async function openPolicyBook(source: PolicySource, clock: Pick<Clock, 'now'>): Promise<PolicyBook> {
  let state = await readState(source, clock)
  const who = () => (state.kind === 'applied' ? state.policy.from : t('policy.who'))
  return {
    get state() {
      return state
    },
    get rules() {
      return rulesOf(state)
    },
    get locked() {
      return lockedOf(state)
    },
    get defaults() {
      return defaultsOf(state)
    },
    get given() {
      return givenOf(state)
    },
    get who() {
      return who()
    },
    readAgain: async () => (state = await readState(source, clock)),
    checkChange: (change, now) => {
      const locked = lockedOf(state)
      for (const name of Object.keys(change) as (keyof Settings)[]) {
        if (!Object.hasOwn(locked, name) || isDeepStrictEqual(change[name], now[name])) continue
        throw new CallError('not-possible', t('policy.locked', { name, who: who() }), { field: name })
      }
    },
  }
}

async function readState(source: PolicySource, clock: Pick<Clock, 'now'>): Promise<PolicyState> {
  const { path, found } = await source.read()
  const head = { path, readAt: clock.now() }
  if (found.kind === 'none') return { kind: 'none', ...head }
  if (found.kind === 'refused')
    return { kind: 'unusable', ...head, problems: [{ message: found.problem, line: null, item: '' }] }
  const parsed = parsePolicy(found.text)
  return parsed.ok
    ? { kind: 'applied', ...head, policy: parsed.policy }
    : { kind: 'unusable', ...head, problems: parsed.problems }
}
