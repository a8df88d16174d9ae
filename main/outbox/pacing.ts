// How fast a lane may send: messages a minute and a day, slower after a server asked for it. Pure.
import type { PacingView } from '../api.ts'

/** The limits that a person set; absent: none. */
export interface PaceLimits {
  readonly perMinute?: number | undefined
  readonly perDay?: number | undefined
}

/** What a lane remembers of its pace. Plain data, stored as it stands. */
export interface Pace {
  /** Messages a minute right after the last rate-limit reply; absent: nothing slowed it. */
  readonly slowedTo?: number
  /** The reply that slowed it, and when (epoch ms). */
  readonly slowedBy?: { readonly at: number; readonly text: string }
  /** Messages a minute before it was slowed, where no limit was set: at this pace the slowing ends. */
  readonly before?: number
  /** Starts of the last minute, epoch ms, oldest first. */
  readonly recent: readonly number[]
  /** Midnight that the day began with, epoch ms, and messages since. */
  readonly day: number
  readonly sentToday: number
}

export const unpaced: Pace = { recent: [], day: 0, sentToday: 0 }

const minuteMs = 60_000
const hourMs = 3_600_000
/** Never slower than a message in ten minutes. */
const slowestPerMinute = 0.1
/** Each hour without a rate-limit reply raises the pace by a tenth. */
const hourlyGain = 1.1

/** Messages a minute now: never above the setting; undefined: no limit. */
export function perMinuteNow(pace: Pace, { perMinute }: PaceLimits, now: number): number | undefined {
  if (pace.slowedTo === undefined || pace.slowedBy === undefined) return perMinute
  const hours = Math.max(0, Math.floor((now - pace.slowedBy.at) / hourMs))
  const raised = pace.slowedTo * hourlyGain ** hours
  if (perMinute !== undefined) return Math.min(perMinute, raised)
  return pace.before !== undefined && raised >= pace.before ? undefined : raised
}

/** A message begins at `now`; `midnight` is the one before it. */
export function paceAfterStart(pace: Pace, now: number, midnight: number): Pace {
  const recent = recentOf(pace.recent, now)
  recent.push(now)
  const sentToday = pace.day === midnight ? pace.sentToday + 1 : 1
  return { ...pace, recent, day: midnight, sentToday }
}

/** Starts of the last minute, room for one more left: they stand in their order, unless the clock was set back. */
function recentOf(recent: readonly number[], now: number): number[] {
  const isInOrder = (recent.at(-1) ?? 0) <= now
  if (!isInOrder) return recent.filter((at) => at > now - minuteMs && at <= now).slice(1 - maxRecent)
  const from = recent.findIndex((at) => at > now - minuteMs)
  return from < 0 ? [] : recent.slice(Math.max(from, recent.length - maxRecent + 1))
}

/** More starts in a minute are not told apart. */
const maxRecent = 1_000

/** The slowing is taken back. */
export function paceAtFull({ recent, day, sentToday }: Pace): Pace {
  return { recent, day, sentToday }
}

/** The server said that it was too fast: half of the pace that it had. */
export function paceAfterRateLimit(pace: Pace, limits: PaceLimits, now: number, text: string): Pace {
  const measured = Math.max(1, pace.recent.filter((at) => at > now - minuteMs).length)
  const limited = perMinuteNow(pace, limits, now)
  const current = limited ?? measured
  // An earlier slowing that is over says nothing about the pace of today.
  const before = limited === undefined ? measured : (pace.before ?? measured)
  const slowedTo = Math.max(slowestPerMinute, Math.min(current, measured) / 2)
  return { ...pace, slowedTo, slowedBy: { at: now, text }, before }
}

/** When the next message may begin, epoch ms; 0: at once. `midnight` and `nextMidnight` are those around `now`. */
export function nextStartAt(
  pace: Pace,
  limits: PaceLimits,
  now: number,
  midnight: number,
  nextMidnight: number,
): number {
  const { perDay } = limits
  if (perDay !== undefined && pace.day === midnight && pace.sentToday >= perDay) return nextMidnight
  const perMinute = perMinuteNow(pace, limits, now)
  const last = pace.recent.at(-1)
  if (perMinute === undefined || last === undefined || last > now) return 0
  return last + Math.ceil(minuteMs / perMinute)
}

/** The pace as it is shown; undefined where there is no limit. */
export function viewPace(
  pace: Pace,
  limits: PaceLimits,
  now: number,
  midnight: number,
): PacingView | undefined {
  const perMinute = perMinuteNow(pace, limits, now)
  if (perMinute === undefined && limits.perDay === undefined) return undefined
  const isSlowed = perMinute !== undefined && perMinute !== limits.perMinute
  return {
    ...(perMinute === undefined ? {} : { perMinute }),
    ...(limits.perMinute === undefined ? {} : { perMinuteSet: limits.perMinute }),
    ...(limits.perDay === undefined
      ? {}
      : { perDay: limits.perDay, sentToday: pace.day === midnight ? pace.sentToday : 0 }),
    ...(isSlowed && pace.slowedBy !== undefined ? { slowedBy: pace.slowedBy } : {}),
  }
}
