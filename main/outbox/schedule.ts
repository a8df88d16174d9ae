// When a deferred entry is tried again. Pure; chance is injected.
import type { Random } from '../random.ts'
import { defaultRule, type RetryRule } from './retry-rules.ts'

const minuteMs = 60_000

/** A wait is stretched by at most this part, so that entries of one outage don't return in one second. */
const jitterPart = 0.1

/** How long to wait, as the rule and the reply say. */
export interface Wait {
  readonly rule?: RetryRule
  /** Waits that the rule's are not to fall below; those that follow are as its last. */
  readonly floor?: RetryRule
  /** Named in the reply ("try again in 300 seconds"): kept to, whatever the rule says. */
  readonly namedMs?: number
}

/**
 * The next attempt after one that was put off.
 * `failedAttempts`: attempts so far, this one included (1 or more). Returns epoch ms, never earlier than the rule, or
 * the time that the reply named.
 */
export function nextAttemptAt(now: number, failedAttempts: number, random: Random, wait: Wait = {}): number {
  const ownMin = minutesOf(wait.rule ?? defaultRule, failedAttempts)
  const leastMin = wait.floor === undefined ? 0 : minutesOf(wait.floor, failedAttempts)
  const waitMs = wait.namedMs ?? Math.max(ownMin, leastMin) * minuteMs
  return now + Math.round(waitMs * (1 + jitterPart * random.fraction()))
}

function minutesOf(rule: RetryRule, failedAttempts: number): number {
  const { afterMin } = rule
  const step = Math.max(1, Math.floor(failedAttempts)) - 1
  const last = afterMin.at(-1) ?? 1
  const listed = afterMin[step]
  if (listed !== undefined) return listed
  if (rule.then === 'repeat') return last
  return Math.min(last * 2 ** (step - afterMin.length + 1), rule.longestMin ?? longestMin)
}

/** A wait that doubles stays within what RFC 5321 4.5.4.1 has in mind: some hours. */
const longestMin = 240
