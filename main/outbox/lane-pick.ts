// Which entry a lane takes next, and how the lane is shown. Pure.
import type { LaneView, LiveProgress, PacingView } from '../api.ts'
import { dueWith, type Backoff } from './backoff.ts'
import type { Entry, LaneKey, Priority } from './entry.ts'
import { dueAt, isOpen, openIn } from './state.ts'

export interface Due {
  readonly entry: Entry
  readonly due: number
}

/** What keeps a lane from starting anything on its own. */
export interface Brakes {
  readonly backoff: Backoff
  /** Epoch ms; 0: none. */
  readonly pacedUntil: number
  readonly stopped: boolean
}

/** The entry that is due first: hurried ones, then by priority, due time and age. Hurried ones pass every brake (P17). */
export function pickNext(
  lane: LaneKey,
  entries: readonly Entry[],
  hurried: ReadonlySet<string>,
  brakes: Brakes,
  now: number,
): Due | undefined {
  let best: Candidate | undefined
  for (const entry of entries) {
    const own = dueAt(entry, lane)
    if (own === null) continue
    const first = hurried.has(entry.id)
    if (!first && brakes.stopped) continue
    const due = first ? own : Math.max(dueWith(brakes.backoff, own), brakes.pacedUntil)
    const candidate = { entry, due, first }
    if (best === undefined || isBefore(candidate, best, now)) best = candidate
  }
  return best
}

interface Candidate extends Due {
  readonly first: boolean
}

const ranks: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 }

function isBefore(a: Candidate, b: Candidate, now: number): boolean {
  if (a.first !== b.first) return a.first
  // What is due counts as due alike: then priority decides.
  const [dueA, dueB] = [Math.max(a.due, now), Math.max(b.due, now)]
  if (dueA !== dueB) return dueA < dueB
  const [rankA, rankB] = [ranks[a.entry.priority ?? 'normal'], ranks[b.entry.priority ?? 'normal']]
  if (rankA !== rankB) return rankA < rankB
  return a.due === b.due ? a.entry.createdAt < b.entry.createdAt : a.due < b.due
}

export interface LaneFacts {
  readonly brakes: Brakes
  readonly live: readonly LiveProgress[]
  readonly stop: 'paused' | 'offline' | null
  readonly pacing: PacingView | undefined
}

/** The lane as windows show it. */
export function viewLane(
  server: LaneName,
  entries: readonly Entry[],
  { brakes, live, stop, pacing }: LaneFacts,
): LaneView {
  const lane = server.serverId
  const open = entries.filter((entry) => entry.hold === 'sign-in' || openIn(entry, lane).length > 0)
  const own = Math.min(...open.map((entry) => dueAt(entry, lane) ?? Infinity))
  const next = Math.max(dueWith(brakes.backoff, own), brakes.pacedUntil)
  return {
    ...server,
    state: laneState(open, live, stop),
    waiting: open.length,
    ...(Number.isFinite(next) && next > 0 && stop === null ? { nextAttemptAt: next } : {}),
    ...(live.length === 0 ? {} : { percent: percentOf(live) }),
    ...(pacing === undefined ? {} : { pacing }),
  }
}

type LaneName = Pick<LaneView, 'serverId' | 'serverName' | 'kind'>

function laneState(
  open: readonly Entry[],
  live: readonly LiveProgress[],
  stop: LaneFacts['stop'],
): LaneView['state'] {
  if (live.length > 0) return 'sending'
  if (open.some(({ hold }) => hold === 'sign-in')) return 'needs-you'
  if (stop !== null) return stop
  return open.some((entry) => entry.recipients.some(isOpen)) ? 'waiting' : 'closed'
}

function percentOf(live: readonly LiveProgress[]): number {
  const total = live.reduce((sum, { totalOctets }) => sum + totalOctets, 0)
  const sent = live.reduce((sum, one) => sum + Math.min(one.sentOctets, one.totalOctets), 0)
  return total === 0 ? 0 : Math.floor((100 * sent) / total)
}
