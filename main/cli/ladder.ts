// The rungs of a server check as the terminal shows them. Pure.
import { lastOf, stepOfFailure, toSteps, type StepName } from '../check/steps.ts'
import type { SmtpFailure, TranscriptLine } from '../smtp/types.ts'

export interface Rung {
  readonly name:
    'look-up' | 'connect' | 'greeting' | 'EHLO' | 'STARTTLS' | 'TLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'RSET'
  readonly state: 'ok' | 'failed'
  /** From the end of the rung before it. */
  readonly ms?: number
  /** What the rung came to: the last line of the server, or the note of the engine. */
  readonly text: string
}

const NAMES: Readonly<Record<StepName, Rung['name']>> = {
  'look-up': 'look-up',
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'TLS',
  auth: 'AUTH',
  mail: 'MAIL',
  rcpt: 'RCPT',
  reset: 'RSET',
}

/**
 * One rung for each step that was reached, in order; EHLO twice where TLS is between.
 * @param failure why the session ended early; its rung has failed
 */
export function toRungs(lines: readonly TranscriptLine[], failure: SmtpFailure | undefined): Rung[] {
  const steps = toSteps(lines)
  let before = 0
  const rungs = steps.map((step): Rung => {
    const { atMs, text } = lastOf(step)
    const ms = Math.round(atMs - before)
    before = atMs
    return { name: NAMES[step.name], state: 'ok', ms, text }
  })
  if (failure === undefined) return rungs
  const failed = NAMES[stepOfFailure(failure, steps) ?? 'connect']
  const at = rungs.findLastIndex(({ name }) => name === failed)
  const text = failure.reply?.lines.at(-1) ?? failure.detail
  const rung: Rung = { ...rungs[at], name: failed, state: 'failed', text }
  return at === -1 ? [...rungs, rung] : rungs.with(at, rung)
}
