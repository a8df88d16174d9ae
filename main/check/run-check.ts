import type { CheckResult } from '../api.ts'
import type { Clock } from '../clock.ts'
import { toSignInStory, type SignInMeans, type SignInStory } from '../diagnosis/sign-in-story.ts'
import type { Random } from '../random.ts'
import type { CheckTarget } from '../servers/check-target.ts'
import type { OpenClient } from '../smtp/client.ts'
import type { SmtpFailure, TlsFacts, TranscriptLine } from '../smtp/types.ts'
import { explainCheck } from './explain-check.ts'
import { planCheck, type CheckPlan } from './plan.ts'
import type { RungView } from './rung.ts'
import { toRungs } from './rungs.ts'

export interface CheckDeps {
  readonly openClient: OpenClient
  readonly clock: Clock
  readonly random: Random
  /** Ends the check at once. */
  readonly signal: AbortSignal
  /** The ladder as it stands: once before the first line (null), then with each line as it comes. */
  readonly progress: (line: TranscriptLine | null, rungs: () => readonly RungView[]) => void
}

export interface CheckOrder extends CheckTarget {
  /** The address that RCPT asks for; '': none. */
  readonly recipient: string
  readonly until: 'sign-in' | 'reset'
}

/** Climbs the ladder: every step up to the message, and no message. It stops at the first rung that fails. */
export async function runCheck(deps: CheckDeps, order: CheckOrder): Promise<CheckResult> {
  const check = new Check(deps, order)
  return check.toResult(await check.climb())
}

class Check {
  readonly #deps: CheckDeps
  readonly #order: CheckOrder
  readonly #plan: CheckPlan
  readonly #startedAt: number
  readonly #lines: TranscriptLine[] = []
  #tls: TlsFacts | undefined

  constructor(deps: CheckDeps, order: CheckOrder) {
    this.#deps = deps
    this.#order = order
    this.#startedAt = deps.clock.monotonic()
    const { target } = order
    const { family } = order.values.options
    this.#plan = planCheck({
      ...order,
      signsIn: target.auth !== undefined,
      hasProxy: target.proxy !== undefined,
      ...(family === undefined ? {} : { family }),
    })
  }

  /** Why it ended early; undefined where every rung was climbed. */
  async climb(): Promise<SmtpFailure | undefined> {
    const { openClient, clock, random, signal } = this.#deps
    this.#deps.progress(null, () => this.#rungs({}))
    const opened = await openClient(this.#order.target, {
      clock,
      random,
      signal,
      timeouts: this.#order.timeouts,
      secured: (facts) => (this.#tls = facts),
      tap: (line) => {
        this.#lines.push(line)
        this.#deps.progress(line, () => this.#rungs({}))
      },
    })
    if (!opened.ok) return opened.failure
    const { session } = opened
    const { sender, recipient, rungs } = this.#plan
    const steps = rungs.includes('sender')
      ? await session.probe(sender, recipient === '' ? undefined : recipient)
      : []
    if (signal.aborted) session.abort()
    else await session.close()
    return steps.find(({ failure }) => failure !== undefined)?.failure
  }

  toResult(failure: SmtpFailure | undefined): CheckResult {
    const { signal, clock } = this.#deps
    const outcome = signal.aborted ? 'stopped' : failure === undefined ? 'passed' : 'failed'
    const story = this.#story()
    const common = {
      outcome,
      rungs: this.#rungs(outcome === 'failed' ? { end: outcome, failure } : { end: outcome }),
      lines: this.#lines,
      durationMs: this.#elapsed(),
      endedAt: clock.now(),
      story,
    } as const
    if (outcome !== 'failed' || failure === undefined) return { ...common, fixes: [] }
    return { ...common, ...explainCheck(failure, this.#lines, this.#order, story) }
  }

  #story(): SignInStory | null {
    const { target, values } = this.#order
    const { mechanism } = values.options
    if (target.auth === undefined) return null
    const means: SignInMeans = {
      secret: target.auth.token === undefined ? 'password' : 'token',
      hasClientCertificate: target.tls?.cert !== undefined || target.tls?.pfx !== undefined,
      ...(mechanism === undefined ? {} : { only: mechanism }),
    }
    return toSignInStory(this.#lines, means)
  }

  #rungs(facts: {
    readonly end?: CheckResult['outcome']
    readonly failure?: SmtpFailure | undefined
  }): readonly RungView[] {
    const { end, failure } = facts
    return toRungs(this.#plan, this.#lines, {
      elapsedMs: this.#elapsed(),
      now: this.#deps.clock.now(),
      ...(end === undefined ? {} : { end }),
      ...(failure === undefined ? {} : { failure }),
      ...(this.#tls === undefined ? {} : { tls: this.#tls }),
    })
  }

  #elapsed(): number {
    return this.#deps.clock.monotonic() - this.#startedAt
  }
}
