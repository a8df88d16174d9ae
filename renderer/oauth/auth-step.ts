import type { CheckState } from '../check/check-state.svelte.ts'
import type { StepState } from './steps.ts'

/** How the token did in the last check of the form; undefined where it was not tried. */
export function authStep({
  phase,
  lines,
  result,
}: Pick<CheckState, 'phase' | 'lines' | 'result'>):
  { readonly mechanism: string; readonly state: StepState } | undefined {
  const mechanism = lines
    .map(({ from, text }) =>
      from === 'client' ? /^AUTH (OAUTHBEARER|XOAUTH2)\b/.exec(text)?.[1] : undefined,
    )
    .findLast((name) => name !== undefined)
  if (mechanism === undefined || phase === 'idle') return undefined
  const signIn = result?.rungs.find(({ name }) => name === 'sign-in')?.state
  if (phase === 'running' || signIn === undefined) return { mechanism, state: 'running' }
  return { mechanism, state: signIn === 'passed' || signIn === 'warned' ? 'done' : 'bad' }
}
