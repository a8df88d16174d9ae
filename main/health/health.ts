import type { CauseName } from '../diagnosis/cause.ts'
import { LOW_CONFIDENCE } from '../diagnosis/actions.ts'
import { diagnoseFailure } from '../diagnosis/diagnose-failure.ts'
import type { Attempt } from '../outbox/entry.ts'
import { STOPS, type Stop, type StopView } from '../transcript/stop.ts'
import { toQuantile } from './quantile.ts'

/** An attempt with the durations of its stops. */
export interface MeasuredAttempt {
  readonly attempt: Attempt
  readonly stops: readonly StopView[]
}

/** What became of an attempt, as it is counted. */
export type HealthOutcome = 'handed-over' | 'deferred' | 'refused' | 'unconfirmed'

/** Undefined for an attempt that says nothing of the server: one that is not over, or was ended from this side. */
export function toOutcome(attempt: Attempt): HealthOutcome | undefined {
  if (!tellsOfServer(attempt)) return undefined
  switch (attempt.overall) {
    case 'accepted':
    case 'partly':
      return 'handed-over'
    case 'rejected':
      return 'refused'
    case 'deferred':
    case 'unconfirmed':
      return attempt.overall
    case 'refused-locally':
    case undefined:
      return undefined
  }
}

/** Attempts of one span of time. */
export interface HealthBucket {
  /** Epoch ms; it ends where the next one starts. */
  readonly startAt: number
  readonly handedOver: number
  readonly deferred: number
  readonly refused: number
  readonly unconfirmed: number
}

export interface CauseShare {
  readonly cause: CauseName
  readonly permanent: boolean
  readonly count: number
  /** Of all failures of the span, 0 to 1. */
  readonly share: number
  /** Reply code of the latest; left out where no reply explains it. */
  readonly code?: number
  readonly enhanced?: string
  readonly firstAt: number
  readonly lastAt: number
  /** Entries that it happened to, the latest first, each once. */
  readonly entryIds: readonly string[]
}

export interface StopTime {
  readonly stop: Stop
  readonly count: number
  readonly medianMs: number
  /** One attempt in twenty took longer. */
  readonly slowMs: number
}

/** How an outgoing server did between `fromAt` and `toAt` (epoch ms; the end is not in it). */
export interface ServerHealth {
  readonly fromAt: number
  readonly toAt: number
  readonly attempts: number
  readonly buckets: readonly HealthBucket[]
  /** The most frequent first. */
  readonly causes: readonly CauseShare[]
  /** In the order of a session; stops that no attempt passed are left out. */
  readonly times: readonly StopTime[]
}

/**
 * Counts what became of the attempts over one server. Pure. Attempts that are not over, that are outside of the span,
 * or that were ended from this side are left out: they say nothing of the server.
 * @param starts of the buckets in epoch ms, ascending; the first is the start of the span (days of a zone differ in length)
 */
export function toHealth(
  measured: readonly MeasuredAttempt[],
  starts: readonly number[],
  toAt: number,
): ServerHealth {
  const fromAt = starts[0] ?? toAt
  const counted = measured.filter(
    ({ attempt }) => attempt.startedAt >= fromAt && attempt.startedAt < toAt && tellsOfServer(attempt),
  )
  const attempts = counted.map(({ attempt }) => attempt)
  return {
    fromAt,
    toAt,
    attempts: counted.length,
    buckets: starts.map((startAt, at) => toBucket(attempts, startAt, starts[at + 1] ?? toAt)),
    causes: toCauses(attempts),
    times: toTimes(counted),
  }
}

function tellsOfServer(attempt: Attempt): boolean {
  return (
    attempt.overall !== undefined &&
    attempt.overall !== 'refused-locally' &&
    attempt.failure?.kind !== 'local'
  )
}

function toBucket(attempts: readonly Attempt[], startAt: number, endAt: number): HealthBucket {
  const within = attempts.filter(({ startedAt }) => startedAt >= startAt && startedAt < endAt)
  const count = (outcome: HealthOutcome) => within.filter((one) => toOutcome(one) === outcome).length
  return {
    startAt,
    handedOver: count('handed-over'),
    deferred: count('deferred'),
    refused: count('refused'),
    unconfirmed: count('unconfirmed'),
  }
}

interface Failed {
  readonly attempt: Attempt
  readonly cause: CauseName
  readonly permanent: boolean
}

function toCauses(attempts: readonly Attempt[]): readonly CauseShare[] {
  const failed = attempts.flatMap(toFailed).sort((a, b) => b.attempt.startedAt - a.attempt.startedAt)
  return [...Map.groupBy(failed, ({ cause }) => cause)]
    .map(([cause, of]) => toShare(cause, of, failed.length))
    .sort((a, b) => b.count - a.count || b.lastAt - a.lastAt)
}

function toFailed(attempt: Attempt): readonly Failed[] {
  const { failure } = attempt
  if (failure === undefined || attempt.overall === 'accepted') return []
  const unconfirmed = attempt.overall === 'unconfirmed'
  const { cause, permanent, confidence } = diagnoseFailure(failure, { unconfirmed })
  // What is not known is not counted as something that it may be (P12).
  return [{ attempt, cause: confidence < LOW_CONFIDENCE ? 'unknown' : cause, permanent }]
}

/** @param of the latest first */
function toShare(cause: CauseName, of: readonly Failed[], all: number): CauseShare {
  const times = of.map(({ attempt }) => attempt.startedAt)
  const reply = of[0]?.attempt.failure?.reply
  return {
    cause,
    permanent: of[0]?.permanent ?? false,
    count: of.length,
    share: of.length / all,
    ...(reply === undefined ? {} : { code: reply.code }),
    ...(reply?.enhanced === undefined ? {} : { enhanced: reply.enhanced }),
    firstAt: times.at(-1) ?? 0,
    lastAt: times[0] ?? 0,
    entryIds: [...new Set(of.map(({ attempt }) => attempt.entryId))],
  }
}

function toTimes(measured: readonly MeasuredAttempt[]): readonly StopTime[] {
  return STOPS.flatMap((stop) => {
    const durations = measured
      .flatMap(({ stops }) => stops)
      .flatMap((view) =>
        view.stop === stop && view.state === 'passed' && view.durationMs !== undefined
          ? [view.durationMs]
          : [],
      )
    if (durations.length === 0) return []
    const of = (share: number) => toQuantile(durations, share)
    return [{ stop, count: durations.length, medianMs: of(0.5), slowMs: of(0.95) }]
  })
}
