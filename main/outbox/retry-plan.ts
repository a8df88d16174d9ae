// What follows an attempt that put something off: when it is tried again, or that it is given up. Pure.
import { isUnreached, type Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import type { CourierReport } from './courier.ts'
import type { Entry, LaneKey } from './entry.ts'
import { parseNamedWait } from './named-wait.ts'
import { statusAfter } from './results.ts'
import { defaultRule, directFloor, retryRules, type RetryRule } from './retry-rules.ts'
import { isDirectLane } from './route/lane-key.ts'
import { nextAttemptAt } from './schedule.ts'
import { openIn } from './state.ts'

const dayMs = 86_400_000

export interface RetryPlan {
  /** Next attempt for what is put off, epoch ms. */
  readonly retryAt: number
  /** No more tries on its own: the entry is held and the person is told. */
  readonly giveUp: boolean
  /** It is the rest of too many recipients: a further transaction follows this one. */
  readonly atOnce: boolean
}

/**
 * Whether the server took no more recipients in one transaction: 452 or 552 to RCPT with X.5.3 or no enhanced code, where
 * it took another one of them (RFC 5321 4.5.3.1.10). The rest goes in a further transaction at once.
 */
function isRestOfTooMany({ phase, reply }: Failure, report: CourierReport): boolean {
  if (phase !== 'rcpt' || (reply?.code !== 452 && reply?.code !== 552)) return false
  const isFitting = reply.enhanced === undefined || reply.enhanced.endsWith('.5.3')
  return isFitting && report.recipients.some(({ outcome }) => outcome === 'accepted')
}

export interface RetryCircumstances {
  readonly now: number
  /** The lane of the attempt: it is about its recipients alone. Absent: about all that are open. */
  readonly lane?: LaneKey
  /** Attempts so far, this one included. */
  readonly tries: number
  readonly random: Random
  /** Name of the failure's cause (main/diagnosis). */
  readonly causeOf: (failure: Failure) => string
  /** The person's setting: how long after the first refusal an entry is tried. */
  readonly giveUpAfterMs: number
}

/** Recipients with different causes: the soonest try of any, given up when all are. */
export function planRetry(entry: Entry, report: CourierReport, circumstances: RetryCircumstances): RetryPlan {
  const { now, lane, tries, random } = circumstances
  const failures = deferredFailures(entry, report, circumstances)
  const floor = lane !== undefined && isDirectLane(lane) ? { floor: directFloor } : {}
  if (failures.some((failure) => isRestOfTooMany(failure, report))) {
    return { retryAt: now, giveUp: false, atOnce: true }
  }
  const plans = failures.map((failure) => {
    const rule = ruleOf(failure, circumstances)
    const namedMs = failure.reply === undefined ? undefined : parseNamedWait(failure.reply)
    const endsAt = isUnreached(failure) ? Infinity : endOf(rule, entry.waitingSince ?? now, circumstances)
    const wait = { rule, ...floor, ...(namedMs === undefined ? {} : { namedMs }) }
    const next = nextAttemptAt(now, tries, random, wait)
    const giveUp = endsAt <= now || tries >= (rule.maxTries ?? Infinity)
    // The last try is made when the time is up.
    return { retryAt: giveUp ? next : Math.min(next, endsAt), giveUp }
  })
  if (plans.length === 0)
    return { retryAt: nextAttemptAt(now, tries, random, floor), giveUp: false, atOnce: false }
  return {
    retryAt: Math.min(...plans.map(({ retryAt }) => retryAt)),
    giveUp: plans.every(({ giveUp }) => giveUp),
    atOnce: false,
  }
}

function ruleOf(failure: Failure, { causeOf }: RetryCircumstances): RetryRule {
  return failure.reply === undefined ? defaultRule : (retryRules[causeOf(failure)] ?? defaultRule)
}

function endOf(rule: RetryRule, since: number, { giveUpAfterMs }: RetryCircumstances): number {
  return since + Math.min(giveUpAfterMs, (rule.upToDays ?? Infinity) * dayMs)
}

/** The different failures of the recipients that the attempt put off. */
function deferredFailures(
  entry: Entry,
  report: CourierReport,
  { now: at, lane }: RetryCircumstances,
): readonly Failure[] {
  const results = new Map(report.recipients.map((result) => [result.address, result]))
  const found = new Map<string, Failure>()
  for (const one of openIn(entry, lane)) {
    const status = statusAfter(one, results.get(one.address), report, { id: '', at })
    if (status.state !== 'deferred') continue
    const { phase, kind, reply } = status.failure
    found.set(JSON.stringify([phase, kind, reply?.lines]), status.failure)
  }
  return [...found.values()]
}
