// The ladder as it stands: the plan of a check, and what the lines of its session made of it. Pure.
import type { SmtpFailure, TlsFacts, TranscriptLine } from '../smtp/types.ts'
import type { CheckPlan } from './plan.ts'
import { readAddresses, toResult } from './results.ts'
import type { RungName, RungState, RungView } from './rung.ts'
import { stepOfFailure, toSteps, type StepName } from './steps.ts'
import { toWarning } from './warnings.ts'

/** What is known of a check besides its lines. */
export interface CheckFacts {
  /** Left out while it runs. */
  readonly end?: 'passed' | 'failed' | 'stopped'
  /** Why it failed. */
  readonly failure?: SmtpFailure
  readonly tls?: TlsFacts
  /** ms since it began. */
  readonly elapsedMs: number
  /** Now, epoch ms. */
  readonly now: number
}

/** @param lines of the session so far, in order of `seq` */
export function toRungs(plan: CheckPlan, lines: readonly TranscriptLine[], facts: CheckFacts): RungView[] {
  const climbed = climb(plan, lines)
  const failedAt = facts.failure === undefined ? -1 : findFailed(plan, climbed, facts.failure, lines)
  const firstOpen = plan.rungs.findIndex((name, at) => !isDone(name, climbed[at] ?? [], plan))
  const addresses = readAddresses(climbed[plan.rungs.indexOf('look-up')]?.at(-1)?.text ?? '')
  let before = 0
  return plan.rungs.map((name, at) => {
    const own = climbed[at] ?? []
    const state = stateOf({ at, failedAt, firstOpen, isDone: isDone(name, own, plan) }, facts)
    const end = endOf(own, state, facts)
    const sinceMs = before
    before = Math.max(before, end ?? before)
    return toRung({ name, own, state, end, sinceMs, addresses }, plan, facts)
  })
}

interface Standing {
  readonly name: RungName
  readonly own: readonly TranscriptLine[]
  readonly state: RungState
  /** When it ended, ms since the check began; undefined where it has not. */
  readonly end: number | undefined
  readonly sinceMs: number
  /** As the look-up gave them. */
  readonly addresses: readonly string[]
}

function toRung(standing: Standing, plan: CheckPlan, facts: CheckFacts): RungView {
  const { name, own, state, end, sinceMs, addresses } = standing
  const { tls, now } = facts
  const ms = end === undefined ? undefined : Math.max(0, end - sinceMs)
  const result = toResult(name, own, { plan, tls, state, addresses })
  const context = { plan, result, addresses, ms: ms ?? 0, now }
  const warning = state === 'passed' ? toWarning(name, own, context) : undefined
  return {
    name,
    state: warning === undefined ? state : 'warned',
    ...(ms === undefined ? {} : { ms }),
    ...(state === 'running' ? { sinceMs } : {}),
    ...(result === undefined ? {} : { result }),
    ...(warning === undefined ? {} : { warning }),
    ...spanOf(own),
  }
}

/** The lines of each rung of the plan. */
export type Climbed = readonly (readonly TranscriptLine[])[]

const rungOf: Readonly<Record<StepName, RungName>> = {
  'look-up': 'look-up',
  connect: 'connect',
  greeting: 'greeting',
  ehlo: 'ehlo',
  starttls: 'tls',
  tls: 'tls',
  auth: 'sign-in',
  mail: 'sender',
  rcpt: 'recipient',
  reset: 'reset',
}

function climb(plan: CheckPlan, lines: readonly TranscriptLine[]): Climbed {
  const climbed: TranscriptLine[][] = plan.rungs.map(() => [])
  let secured = false
  for (const step of toSteps(lines)) {
    const name = toRungName(step.name, plan, secured)
    if (name === 'tls') secured = true
    climbed[plan.rungs.indexOf(name)]?.push(...step.lines)
  }
  return climbed
}

/** HELO behind EHLO is the same rung; EHLO behind TLS is another where there was one before. */
function toRungName(step: StepName, { rungs }: CheckPlan, secured: boolean): RungName {
  return step === 'ehlo' && secured && rungs.includes('ehlo-secured') ? 'ehlo-secured' : rungOf[step]
}

function isDone(name: RungName, lines: readonly TranscriptLine[], { hasProxy }: CheckPlan): boolean {
  const last = lines.at(-1)
  if (last === undefined) return false
  switch (name) {
    case 'look-up':
      return true
    case 'connect':
      return lines.some(({ text }) => text.startsWith(hasProxy ? 'the proxy has connected' : 'connected to'))
    case 'tls':
      return last.phase === 'tls' && last.from === 'note'
    case 'sign-in':
      return isReply(last, /^235(?: |$)/)
    default:
      return isReply(last, /^2\d\d(?: |$)/)
  }
}

/** Whether the line ends a reply with such a code. */
function isReply({ from, text }: TranscriptLine, code: RegExp): boolean {
  return from === 'server' && code.test(text)
}

function findFailed(
  plan: CheckPlan,
  climbed: Climbed,
  failure: SmtpFailure,
  lines: readonly TranscriptLine[],
): number {
  const steps = toSteps(lines)
  const step = stepOfFailure(failure, steps)
  const secured = steps.some(({ name }) => name === 'tls')
  const at = step === undefined ? -1 : plan.rungs.indexOf(toRungName(step, plan, secured))
  if (at !== -1) return at
  const open = plan.rungs.findIndex((name, index) => !isDone(name, climbed[index] ?? [], plan))
  return open === -1 ? plan.rungs.length - 1 : open
}

interface Place {
  readonly at: number
  /** -1: none. */
  readonly failedAt: number
  /** The first rung that is not done; -1: none. */
  readonly firstOpen: number
  readonly isDone: boolean
}

function stateOf({ at, failedAt, firstOpen, isDone }: Place, { end }: CheckFacts): RungState {
  if (at === failedAt) return 'failed'
  // A refused sender is taken back by RSET all the same.
  if (isDone) return 'passed'
  if (end === undefined) return at === firstOpen ? 'running' : 'ahead'
  return end === 'stopped' && at === firstOpen ? 'stopped' : 'not-reached'
}

function endOf(
  own: readonly TranscriptLine[],
  state: RungState,
  { elapsedMs, failure }: CheckFacts,
): number | undefined {
  if (state === 'passed') return own.at(-1)?.atMs
  if (state !== 'failed') return undefined
  return failure?.reply === undefined ? elapsedMs : (own.at(-1)?.atMs ?? elapsedMs)
}

function spanOf(own: readonly TranscriptLine[]): Pick<RungView, 'lines'> {
  const [first] = own
  const last = own.at(-1)
  return first === undefined || last === undefined ? {} : { lines: { first: first.seq, last: last.seq } }
}
