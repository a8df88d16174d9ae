// One server's lane: picks the next due entry, runs one attempt at a time, sleeps on a timer until the next is due.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import { backoffAfter, dueWith, noBackoff, type Backoff } from './backoff.ts'
import type { Courier } from './courier.ts'
import type { Entry } from './entry.ts'
import type { Queue } from './queue.ts'
import { runAttempt, type AttemptDeps, type LaneServer, type SignInNews } from './run-attempt.ts'
import { dueAt, isOpen, lanesOf } from './state.ts'
import type { EntryEvent } from './transition.ts'

export interface LaneDeps extends Omit<AttemptDeps, 'faults'> {
  readonly queue: Queue
  readonly clock: Clock
  readonly log: Log
  readonly courier: Courier
  readonly server: () => LaneServer
  /** The lane's view or the live progress of the entry changed. */
  readonly progressed: (entryId: string | null) => void
}

export interface Lane {
  /** Looks whether something is due. Called after every change that could make it so. */
  wake(): void
  /** The network may be back: a storage pause ends, and what met no server goes at once (P20). */
  networkBack(): Promise<void>
  /** The entry goes first, and goes even while others wait for a password (P17). */
  hurry(entryId: string): void
  /** Ends the attempt of this entry, if one runs; resolves when its session is destroyed. */
  stop(entryId: string): Promise<void>
  live(entryId: string): LiveProgress | undefined
  view(): LaneView
  /** Takes no more work, gives the running attempt `graceMs`, then ends it. */
  close(graceMs: number): Promise<void>
}

interface Running {
  readonly entryId: string
  readonly abort: AbortController
  readonly done: Promise<void>
  live: LiveProgress
}

/** After a storage fault the lane rests this long before it looks again. */
const faultPauseMs = 30_000
/** A clock that was set back by less is only corrected. */
const setBackMs = 1_000
/** A timer never sleeps longer, so that a clock that jumped is noticed. */
const longestSleepMs = 3_600_000

/** Makes the lane of one server. It does nothing until it is woken. */
export function createLane(serverId: string, deps: LaneDeps): Lane {
  return new ServerLane(serverId, deps)
}

class ServerLane implements Lane {
  readonly #serverId: string
  readonly #deps: LaneDeps
  readonly #hurried = new Set<string>()
  #running: Running | null = null
  #timer: Timer | undefined
  /** Monotonic; after a storage fault. */
  #pausedUntil = 0
  #backoff: Backoff = noBackoff
  #closed = false
  /** Wall clock minus monotonic time when the lane looked last. */
  #offset: number

  constructor(serverId: string, deps: LaneDeps) {
    this.#serverId = serverId
    this.#deps = deps
    this.#offset = offsetOf(deps.clock)
  }

  wake(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    if (this.#closed || this.#running !== null) return
    const { clock } = this.#deps
    this.#noticeSetBack()
    const pauseMs = this.#pausedUntil - clock.monotonic()
    if (pauseMs > 0) {
      this.#sleep(pauseMs)
      return
    }
    const next = pickNext(this.#own(), this.#hurried, this.#backoff)
    if (next !== undefined && next.due <= clock.now()) {
      this.#start(next.entry)
      return
    }
    this.#rest()
    if (next !== undefined) this.#sleep(next.due - clock.now())
  }

  async networkBack(): Promise<void> {
    this.#pausedUntil = 0
    this.#backoff = { ...this.#backoff, until: 0 }
    await this.#tellOwn({ type: 'network-back' })
    this.wake()
  }

  hurry(entryId: string): void {
    this.#hurried.add(entryId)
    this.#pausedUntil = 0
    this.wake()
  }

  async stop(entryId: string): Promise<void> {
    this.#hurried.delete(entryId)
    if (this.#running?.entryId !== entryId) return
    this.#running.abort.abort('deleted')
    await this.#running.done
  }

  live(entryId: string): LiveProgress | undefined {
    const running = this.#running
    return running?.entryId === entryId && running.live.attemptId !== '' ? running.live : undefined
  }

  view(): LaneView {
    const { name } = this.#deps.server()
    return viewOf(
      { serverId: this.#serverId, serverName: name },
      this.#own(),
      this.#backoff,
      this.#running?.live,
    )
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    await endRunning(this.#running, this.#deps.clock, graceMs)
    await this.#deps.courier.rest()
  }

  #own(): Entry[] {
    return [...this.#deps.queue.all()].filter((entry) => lanesOf(entry).includes(this.#serverId))
  }

  /** A clock set back would stretch every wait by as much; monotonic time tells. Set forward, entries are simply due. */
  #noticeSetBack(): void {
    const offset = offsetOf(this.#deps.clock)
    const byMs = this.#offset - offset
    this.#offset = offset
    if (byMs < setBackMs) return
    this.#tellOwn({ type: 'clock-set-back', byMs }).catch((error: unknown) => {
      this.#deps.log.error(
        `${this.#serverId}: the waits could not be stored after the clock was set back`,
        error,
      )
    })
  }

  async #tellOwn(event: EntryEvent): Promise<void> {
    await Promise.all(this.#own().map((entry) => this.#deps.queue.apply(entry.id, event)))
  }

  #sleep(ms: number): void {
    this.#timer = this.#deps.clock.after(Math.min(ms, longestSleepMs), () => this.wake())
  }

  #rest(): void {
    this.#deps.courier.rest().catch((error: unknown) => {
      this.#deps.log.warn(`${this.#serverId}: the session did not close: ${String(error)}`)
    })
    this.#deps.progressed(null)
  }

  #start(entry: Entry): void {
    const abort = new AbortController()
    const urgent = this.#hurried.delete(entry.id)
    this.#running = {
      entryId: entry.id,
      abort,
      live: { attemptId: '', phase: 'connect', sentOctets: 0, totalOctets: entry.revision.size },
      // Begins in a microtask, when `#running` is set.
      done: Promise.resolve().then(() => this.#work(entry, urgent, abort.signal)),
    }
    void this.#running.done.then(() => {
      this.#running = null
      this.wake()
    })
  }

  async #work(entry: Entry, urgent: boolean, signal: AbortSignal): Promise<void> {
    const { queue, clock, log } = this.#deps
    try {
      if (!urgent && this.#own().some(({ hold }) => hold === 'sign-in')) {
        await queue.apply(entry.id, { type: 'sign-in-needed' })
        return
      }
      const onLive = (live: Partial<LiveProgress>) => this.#progress(entry.id, live)
      const deps = { ...this.#deps, faults: () => this.#backoff.faults }
      const news = await runAttempt(deps, this.#deps.server(), entry, signal, onLive)
      if (this.#deps.server().kind !== 'practice') this.#backoff = backoffAfter(this.#backoff, news)
      if (news.goesOn) this.#hurried.add(entry.id)
      await this.#spread(news.signIn)
    } catch (error) {
      this.#pausedUntil = clock.monotonic() + faultPauseMs
      log.error(`${this.#serverId}: a change of ${entry.id} could not be stored`, error)
    }
  }

  #progress(entryId: string, live: Partial<LiveProgress>): void {
    if (this.#running !== null) this.#running.live = { ...this.#running.live, ...live }
    this.#deps.progressed(entryId)
  }

  /** One answer about the password holds or frees all that wait for this server. */
  async #spread(news: SignInNews): Promise<void> {
    if (news === 'other') return
    const waiting = this.#own().filter((entry) =>
      news === 'signed-in' ? entry.hold === 'sign-in' : entry.recipients.some(isOpen),
    )
    await Promise.all(waiting.map((entry) => this.#deps.queue.apply(entry.id, { type: news })))
  }
}

function offsetOf(clock: Clock): number {
  return clock.now() - clock.monotonic()
}

/** The entry that is due first: hurried ones, then by due time, then by age. */
function pickNext(
  entries: readonly Entry[],
  hurried: ReadonlySet<string>,
  backoff: Backoff,
): { readonly entry: Entry; readonly due: number } | undefined {
  let best: { entry: Entry; due: number; first: boolean } | undefined
  for (const entry of entries) {
    const own = dueAt(entry)
    if (own === null) continue
    const first = hurried.has(entry.id)
    const due = first ? own : dueWith(backoff, own)
    if (best === undefined || isBefore({ entry, due, first }, best)) best = { entry, due, first }
  }
  return best
}

interface Candidate {
  readonly entry: Entry
  readonly due: number
  readonly first: boolean
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.first !== b.first) return a.first
  return a.due === b.due ? a.entry.createdAt < b.entry.createdAt : a.due < b.due
}

async function endRunning(running: Running | null, clock: Clock, graceMs: number): Promise<void> {
  if (running === null) return
  const grace = clock.after(graceMs, () => running.abort.abort('closing'))
  if (graceMs <= 0) running.abort.abort('closing')
  await running.done
  grace.cancel()
}

function viewOf(
  server: Pick<LaneView, 'serverId' | 'serverName'>,
  entries: readonly Entry[],
  backoff: Backoff,
  live: LiveProgress | undefined,
): LaneView {
  const open = entries.filter((entry) => entry.hold === 'sign-in' || entry.recipients.some(isOpen))
  const next = dueWith(backoff, Math.min(...open.map((entry) => dueAt(entry) ?? Infinity)))
  return {
    ...server,
    state: laneState(open, live),
    waiting: open.length,
    ...(Number.isFinite(next) && next > 0 ? { nextAttemptAt: next } : {}),
    ...(live === undefined ? {} : { percent: percentOf(live) }),
  }
}

function laneState(open: readonly Entry[], live: LiveProgress | undefined): LaneView['state'] {
  if (live !== undefined) return 'sending'
  if (open.some(({ hold }) => hold === 'sign-in')) return 'needs-you'
  return open.length > 0 ? 'waiting' : 'closed'
}

function percentOf(live: LiveProgress): number {
  return live.totalOctets === 0
    ? 0
    : Math.floor((100 * Math.min(live.sentOctets, live.totalOctets)) / live.totalOctets)
}
