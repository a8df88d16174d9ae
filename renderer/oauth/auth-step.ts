import type { TranscriptLine } from '../../main/smtp/types.ts'
import type { TestStatus } from '../servers/server-form.svelte.ts'
import type { StepState } from './steps.ts'

/** How the token did in the last test of the form; undefined where it was not tried. */
export function authStep(
  test: TestStatus,
  lines: readonly TranscriptLine[],
): { readonly mechanism: string; readonly state: StepState } | undefined {
  const mechanism = lines
    .map(({ from, text }) =>
      from === 'client' ? /^AUTH (OAUTHBEARER|XOAUTH2)\b/.exec(text)?.[1] : undefined,
    )
    .findLast((name) => name !== undefined)
  if (mechanism === undefined || test.state === 'idle') return undefined
  if (test.state === 'running') return { mechanism, state: 'running' }
  return { mechanism, state: test.result.ok ? 'done' : 'bad' }
}
