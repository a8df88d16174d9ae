// What keeps a lane from starting, and how the lane is shown. Pure.
import type { LaneView, LiveProgress, PacingView } from '../api.ts'
import { dueWith, type Backoff } from './backoff.ts'
import type { Reason } from './entry.ts'
import type { LaneWork } from './queue.ts'

/** What keeps a lane from starting anything on its own. */
export interface Brakes {
  readonly backoff: Backoff
  /** Epoch ms; 0: none. */
  readonly pacedUntil: number
  readonly stopped: boolean
}

/** Nothing starts on its own before this, epoch ms; Infinity: nothing does. */
export function floorOf({ backoff, pacedUntil, stopped }: Brakes): number {
  return stopped ? Infinity : dueWith(backoff, pacedUntil)
}

/** What an entry waits for that is due, in a lane that is not stopped; undefined: it waits for nothing (P15). `pacing`: the lane's. */
export function waitOf(
  { backoff, pacedUntil }: Brakes,
  now: number,
  pacing: () => PacingView | undefined,
): Reason | undefined {
  if (backoff.until > now) return { kind: 'server-wait', until: backoff.until }
  if (pacedUntil <= now) return undefined
  const { perMinute, perDay } = pacing() ?? {}
  return {
    kind: 'paced',
    until: pacedUntil,
    ...(perMinute === undefined ? {} : { perMinute }),
    ...(perDay === undefined ? {} : { perDay }),
  }
}

export interface LaneFacts {
  readonly work: LaneWork
  readonly brakes: Brakes
  readonly live: readonly LiveProgress[]
  readonly stop: 'paused' | 'offline' | null
  readonly pacing: PacingView | undefined
}

/** The lane as windows show it. */
export function viewLane(server: LaneName, { work, brakes, live, stop, pacing }: LaneFacts): LaneView {
  const next = Math.max(dueWith(brakes.backoff, work.nextDueAt ?? Infinity), brakes.pacedUntil)
  return {
    ...server,
    state: laneState(work, live, stop),
    waiting: work.waiting,
    ...(Number.isFinite(next) && next > 0 && stop === null ? { nextAttemptAt: next } : {}),
    ...(live.length === 0 ? {} : { percent: percentOf(live) }),
    ...(pacing === undefined ? {} : { pacing }),
  }
}

type LaneName = Pick<LaneView, 'serverId' | 'serverName' | 'kind'>

function laneState(
  work: LaneWork,
  live: readonly LiveProgress[],
  stop: LaneFacts['stop'],
): LaneView['state'] {
  if (live.length > 0) return 'sending'
  if (work.needsSignIn) return 'needs-you'
  if (stop !== null) return stop
  return work.waiting > 0 ? 'waiting' : 'closed'
}

function percentOf(live: readonly LiveProgress[]): number {
  const total = live.reduce((sum, { totalOctets }) => sum + totalOctets, 0)
  const sent = live.reduce((sum, one) => sum + Math.min(one.sentOctets, one.totalOctets), 0)
  return total === 0 ? 0 : Math.floor((100 * sent) / total)
}
