// One lane: picks the entries that are due, runs as many attempts at a time as its server is given, sleeps on a timer until the next.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../core.ts'
import type { Failure } from '../failure.ts'
import { backoffAfter, noBackoff, type Backoff } from './backoff.ts'
import { matterOf, type Courier } from './courier.ts'
import type { Entry, LaneKey, Reason } from './entry.ts'
import { createLaneAhead } from './lane-ahead.ts'
import { createLaneFailover, type LaneFailover } from './lane-failover.ts'
import { endRunning, type Running } from './lane-running.ts'
import { countBusy, findRoom, findUnwritten } from './lane-window.ts'
import { floorOf, viewLane, type Brakes } from './lane-pick.ts'
import type { PaceKeeper } from './pace-keeper.ts'
import type { LaneWork, Next, Queue } from './queue.ts'
import {
  runAttempt,
  type AttemptDeps,
  type AttemptNews,
  type LaneServer,
  type SignInNews,
} from './run-attempt.ts'
import { dueAt } from './state.ts'

/** Why a lane starts nothing on its own: a person paused it, or all, or works offline. */
export type StopReason = Extract<Reason, { kind: 'paused' | 'offline' }>

export interface LaneDeps extends Omit<AttemptDeps, 'faults' | 'courier'> {
  readonly queue: Queue
  readonly clock: Clock
  readonly log: Log
  /** A courier for one more attempt at a time. */
  readonly createCourier: () => Courier
  readonly server: () => LaneServer
  readonly stopReason: () => StopReason | undefined
  readonly pace: PaceKeeper
  /** Servers that may carry the entry when this one does not take it, in their order. */
  readonly furtherServers: (entry: Entry) => readonly LaneKey[]
  /** Identities that have any. */
  readonly identitiesWithFurther: () => readonly string[]
  /** Whether that server's lane goes on now. */
  readonly canUse: (serverId: LaneKey) => boolean
  /** These go soon: their octets may be read. */
  readonly soon?: (entries: readonly Entry[]) => void
  /** The lane's view or the live progress of the entry changed. */
  readonly progressed: (entryId: string | null) => void
  /** What keeps the lane's entries waiting changed: their reasons did. */
  readonly braked: () => void
}

export interface Lane {
  /** Looks whether something is due. Called after every change that could make it so; `entryId`: of this entry alone. */
  wake(entryId?: string): void
  /** The network may be back: a storage pause ends, and what met no server goes at once (P20). */
  networkBack(): Promise<void>
  /** The entry goes first, and goes even while the lane is stopped or others wait for a password (P17). */
  hurry(entryId: string): void
  /** Takes "goes first" back. */
  calm(entryId: string): void
  /** A password is known; `keychain`: the keychain is open, which helps where that was the matter. */
  signedIn(matter?: 'keychain'): void
  /** Ends the attempt of this entry, if one runs; resolves when its session is destroyed. */
  stop(entryId: string): Promise<void>
  /** Ends it only where the last octet was not given away yet; resolves when the attempt is over (P21). */
  cancel(entryId: string): Promise<void>
  /** The machine is about to sleep: what has not given its last octet away is ended and due again; the rest ends as it can (P3). */
  suspend(): void
  live(entryId: string): LiveProgress | undefined
  /** Why the lane itself keeps this entry waiting; undefined where it does not (P15). */
  reasonFor(entry: Entry): Reason | undefined
  /** Whether another server's entries may come over now. */
  isUsable(): boolean
  view(work: LaneWork): LaneView
  /** Takes no more work, gives the running attempts `graceMs`, then ends them. */
  close(graceMs: number): Promise<void>
}

/** After a storage fault the lane rests this long before it looks again. */
const faultPauseMs = 30_000
/** A clock that was set back by less is only corrected. */
const setBackMs = 1_000
/** Entries that are read at a time for each connection. */
const aheadOfEach = 8
/** A timer never sleeps longer, so that a clock that jumped is noticed. */
const longestSleepMs = 3_600_000
/** Makes the lane of one server. It does nothing until it is woken. */
export function createLane(key: LaneKey, deps: LaneDeps): Lane {
  return new TheLane(key, deps)
}

class TheLane implements Lane {
  readonly #key: LaneKey
  readonly #deps: LaneDeps
  readonly #failover: LaneFailover
  readonly #hurried = new Set<string>()
  readonly #running = new Map<string, Running>()
  /** Couriers that carry nothing now; one may have kept its session. */
  readonly #idle: Courier[] = []
  readonly #ahead = createLaneAhead()
  #timer: Timer | undefined
  /** Monotonic; after a storage fault. */
  #pausedUntil = 0
  #backoff: Backoff = noBackoff
  /** What the server's last fault, or its refusal of the password, was. */
  #lastFailure: Failure | undefined
  #needsSignIn = false
  #isLooking = false
  /** Woken while it looked. */
  #looksAgain = false
  #closed = false
  /** Wall clock minus monotonic time when the lane looked last. */
  #offset: number

  constructor(key: LaneKey, deps: LaneDeps) {
    this.#key = key
    this.#deps = deps
    const isFree = (entryId: string) => !this.#running.has(entryId) && !this.#hurried.has(entryId)
    this.#failover = createLaneFailover(key, deps, isFree)
    this.#offset = offsetOf(deps.clock)
  }

  wake(entryId?: string): void {
    // What its own attempts store changes nothing for the others; their end is looked at by itself.
    if (entryId !== undefined && this.#running.has(entryId)) return
    this.#ahead.drop()
    this.#goOn()
  }

  #goOn(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    if (this.#closed) return
    const { clock } = this.#deps
    this.#noticeSetBack()
    const pauseMs = this.#pausedUntil - clock.monotonic()
    if (pauseMs > 0) {
      this.#sleep(pauseMs)
      return
    }
    // Paused: what waits behind another message of its session, with nothing of it written, is not sent any more.
    if (this.#deps.stopReason() !== undefined)
      for (const { abort } of findUnwritten(this.#running.values())) abort.abort('paused')
    if (this.#lastFailure !== undefined && this.#backoff.until > clock.now()) {
      this.#failover.divert(this.#lastFailure)
    }
    this.#look()
  }

  async networkBack(): Promise<void> {
    this.#pausedUntil = 0
    this.#backoff = { ...this.#backoff, until: 0 }
    await this.#deps.queue.applyToLane(this.#key, { type: 'network-back' })
    this.wake()
  }

  hurry(entryId: string): void {
    this.#hurried.add(entryId)
    this.#pausedUntil = 0
    this.wake()
  }

  calm(entryId: string): void {
    this.#hurried.delete(entryId)
    this.#ahead.drop()
  }

  signedIn(matter?: 'keychain'): void {
    if (matter !== undefined && matterOf(this.#lastFailure) !== matter) return
    this.#needsSignIn = false
    this.wake()
  }

  async stop(entryId: string): Promise<void> {
    this.#hurried.delete(entryId)
    const running = this.#running.get(entryId)
    running?.abort.abort('deleted')
    await running?.done
  }

  async cancel(entryId: string): Promise<void> {
    this.#hurried.delete(entryId)
    const running = this.#running.get(entryId)
    if (running?.isCommitted === false) running.abort.abort('cancelled')
    await running?.done
  }

  suspend(): void {
    for (const { abort, isCommitted } of this.#running.values()) if (!isCommitted) abort.abort('suspended')
  }

  live(entryId: string): LiveProgress | undefined {
    const live = this.#running.get(entryId)?.live
    return live === undefined || live.attemptId === '' ? undefined : live
  }

  reasonFor(entry: Entry): Reason | undefined {
    const due = dueAt(entry, this.#key)
    if (due === null || this.#running.has(entry.id)) return undefined
    const stop = this.#deps.stopReason()
    if (stop !== undefined) return stop
    const now = this.#deps.clock.now()
    const { backoff, pacedUntil } = this.#brakes()
    if (due > now) return undefined
    if (backoff.until > now) return { kind: 'server-wait', until: backoff.until }
    if (pacedUntil <= now) return undefined
    const { perMinute, perDay } = this.#deps.pace.view(this.#key) ?? {}
    return {
      kind: 'paced',
      until: pacedUntil,
      ...(perMinute === undefined ? {} : { perMinute }),
      ...(perDay === undefined ? {} : { perDay }),
    }
  }

  isUsable(): boolean {
    const isStopped = this.#closed || this.#deps.stopReason() !== undefined
    return !isStopped && !this.#needsSignIn && this.#backoff.until <= this.#deps.clock.now()
  }

  view(work: LaneWork): LaneView {
    const { name } = this.#deps.server()
    const view = viewLane(
      { serverId: this.#key, serverName: name },
      {
        work,
        brakes: this.#brakes(),
        live: [...this.#running.values()].map(({ live }) => live),
        stop: this.#deps.stopReason()?.kind ?? null,
        pacing: this.#deps.pace.view(this.#key),
      },
    )
    return this.#needsSignIn && view.state !== 'sending' ? { ...view, state: 'needs-you' } : view
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    const { clock } = this.#deps
    await Promise.all([...this.#running.values()].map((running) => endRunning(running, clock, graceMs)))
    await Promise.all(this.#idle.map((courier) => courier.rest()))
  }

  #brakes(): Brakes {
    return {
      backoff: this.#backoff,
      pacedUntil: this.#deps.pace.nextStartAt(this.#key),
      stopped: this.#deps.stopReason() !== undefined,
    }
  }

  /** One look at a time: a wake-up during one makes another. */
  #look(): void {
    this.#looksAgain = this.#isLooking
    if (this.#isLooking) return
    this.#isLooking = true
    this.#startWhatIsDue()
      .catch((error: unknown) => {
        if (this.#closed) return
        this.#deps.log.error(`${this.#key}: what is due could not be read`, error)
        this.#pausedUntil = this.#deps.clock.monotonic() + faultPauseMs
        this.#sleep(faultPauseMs)
      })
      .finally(() => {
        this.#isLooking = false
        if (this.#looksAgain) this.#goOn()
      })
  }

  async #startWhatIsDue(): Promise<void> {
    const { clock } = this.#deps
    while (!this.#isFull()) {
      const floor = floorOf(this.#brakes())
      const next = this.#takeAhead(floor) ?? (await this.#readNext(floor))
      // What was true when it was asked may not be any more.
      if (floor !== floorOf(this.#brakes())) continue
      if (this.#isFull()) return
      if (next === undefined || next.dueAt > clock.now()) {
        const wakeAt = Math.min(next?.dueAt ?? Infinity, await this.#divertibleAt())
        if (this.#looksAgain) return
        if (this.#running.size === 0) this.#rest()
        if (Number.isFinite(wakeAt)) this.#sleep(wakeAt - clock.now())
        return
      }
      this.#start(next)
    }
  }

  #takeAhead(floor: number): Next | undefined {
    if (this.#hurried.size > 0 || this.#backoff.faults > 0) this.#ahead.drop()
    return this.#ahead.take({ at: this.#deps.clock.monotonic(), floor }, (id) => this.#running.has(id))
  }

  async #readNext(floor: number): Promise<Next | undefined> {
    const { clock, queue, soon } = this.#deps
    const mark = this.#ahead.mark()
    const readAt = { at: clock.monotonic(), floor }
    const next = await queue.next(this.#key, {
      hurried: [...this.#hurried],
      running: [...this.#running.keys()],
      now: clock.now(),
      floor,
      ahead: this.#limit() * aheadOfEach,
    })
    if (next === undefined) return undefined
    const { further = [], ...first } = next
    this.#ahead.keep(
      further.map((one) => ({ ...first, ...one, isAhead: true })),
      readAt,
      mark,
    )
    soon?.(further.map(({ entry }) => entry))
    return next
  }

  /** While the server is at fault: when the next entry is due that a further server may carry meanwhile. */
  async #divertibleAt(): Promise<number> {
    const now = this.#deps.clock.now()
    if (this.#backoff.until <= now) return Infinity
    return this.#failover.nextDueAt(now, this.#backoff.until)
  }

  #isFull(): boolean {
    return this.#closed || (this.#isBusy() && this.#room() === undefined)
  }

  #isBusy(): boolean {
    return countBusy(this.#running.values()) >= this.#limit()
  }

  /** A session that takes one more message while others are under way on it. */
  #room(): Courier | undefined {
    return this.#backoff.faults > 0 ? undefined : findRoom(this.#running.values())
  }

  /** A server that is at fault is asked by one entry alone. */
  #limit(): number {
    return this.#backoff.faults > 0 ? 1 : (this.#deps.server().concurrency ?? 1)
  }

  /** A clock set back would stretch every wait by as much; monotonic time tells. Set forward, entries are simply due. */
  #noticeSetBack(): void {
    const offset = offsetOf(this.#deps.clock)
    const byMs = this.#offset - offset
    this.#offset = offset
    if (byMs < setBackMs) return
    this.#backoff = { ...this.#backoff, until: Math.max(0, this.#backoff.until - byMs) }
    this.#deps.queue.applyToLane(this.#key, { type: 'clock-set-back', byMs }).catch((error: unknown) => {
      this.#deps.log.error(`${this.#key}: the waits could not be stored after the clock was set back`, error)
    })
  }

  #sleep(ms: number): void {
    this.#timer?.cancel()
    this.#timer = this.#deps.clock.after(Math.min(ms, longestSleepMs), () => this.#goOn())
  }

  #rest(): void {
    for (const courier of this.#idle) {
      courier.rest().catch((error: unknown) => {
        this.#deps.log.warn(`${this.#key}: the session did not close: ${String(error)}`)
      })
    }
    this.#deps.progressed(null)
  }

  #start(next: Next): void {
    const { entry } = next
    const isUrgent = this.#hurried.delete(entry.id)
    const running: Running = {
      isUrgent,
      courier: this.#courier(),
      abort: new AbortController(),
      live: { attemptId: '', phase: 'connect', sentOctets: 0, totalOctets: entry.revision.size },
      isFree: false,
      isCommitted: false,
      // Begins in a microtask, when it is in `#running`.
      done: Promise.resolve().then(() => this.#work(next, isUrgent, running)),
    }
    this.#running.set(entry.id, running)
    this.#deps.pace.started(this.#key)
    void running.done.then(() => {
      this.#running.delete(entry.id)
      this.#free(running)
    })
  }

  #courier(): Courier {
    const idle = this.#idle.pop()
    if (idle !== undefined) return idle
    return (this.#isBusy() ? this.#room() : undefined) ?? this.#deps.createCourier()
  }

  #free(running: Running): void {
    const { courier, isFree } = running
    running.isFree = true
    const isShared = [...this.#running.values()].some((one) => one.courier === courier && !one.isFree)
    if (!isFree && !isShared) this.#idle.push(courier)
    this.#goOn()
  }

  async #work(next: Next, isUrgent: boolean, running: Running): Promise<void> {
    const { entry, attempts, needsSignIn, isAhead = false } = next
    const { queue, clock, log } = this.#deps
    try {
      // What was read with the entry may not be true any more.
      if (!isUrgent && needsSignIn && (await queue.lane(this.#key)).needsSignIn) {
        await this.#holdForSignIn(entry)
        return
      }
      const deps = { ...this.#deps, courier: running.courier, faults: () => this.#backoff.faults }
      // One that a person hurried is started whatever was changed meanwhile (P17).
      const due = { entry, attempts, isAhead, isWarm: !isUrgent && running.courier.hasSession() }
      const news = await runAttempt(deps, this.#deps.server(), due, running.abort.signal, {
        live: (live) => this.#progress(entry.id, running, live),
        committed: () => {
          running.isCommitted = true
          if ((running.courier.window?.() ?? 1) > 1) this.#goOn()
        },
        reported: (isFree) => {
          // Before a wait is counted by the new clock, those by the old one are put right.
          this.#noticeSetBack()
          if (isFree) this.#free(running)
        },
      })
      await this.#learn(news, needsSignIn)
    } catch (error) {
      this.#pausedUntil = clock.monotonic() + faultPauseMs
      log.error(`${this.#key}: a change of ${entry.id} could not be stored`, error)
    }
  }

  #progress(entryId: string, running: Running, live: Partial<LiveProgress>): void {
    // The session is open: in a window the next may come behind.
    const isWritten = live.phase === 'mail' && running.live.phase !== 'mail'
    running.live = { ...running.live, ...live }
    if (isWritten && (running.courier.window?.() ?? 1) > 1) this.#goOn()
    this.#deps.progressed(entryId)
  }

  /** What an attempt showed about the server: its lane waits, its pace drops, its entries ask for a password or go elsewhere. */
  async #learn(news: AttemptNews, hadNeeded: boolean): Promise<void> {
    const isNeeded = hadNeeded || this.#needsSignIn
    const { entry } = news
    const before = this.#backoff
    if (this.#deps.server().kind !== 'practice') this.#backoff = backoffAfter(before, news)
    if (news.failure !== undefined) this.#lastFailure = news.failure
    if (news.rateLimit !== undefined) this.#deps.pace.rateLimited(this.#key, news.rateLimit)
    if (news.signIn !== 'other') this.#needsSignIn = news.signIn === 'sign-in-needed'
    if (entry !== undefined && news.goesOn) this.#hurried.add(entry.id)
    if (entry !== undefined && news.mayFailOver && news.failure !== undefined) {
      await this.#failover.one(entry, news.failure)
    }
    await this.#spread(news.signIn, isNeeded)
    if (before.until !== this.#backoff.until) this.#deps.braked()
  }

  /** One answer about the password holds or frees all that wait for this server. */
  async #spread(news: SignInNews, isNeeded: boolean): Promise<void> {
    if (news === 'other') return
    if (news === 'sign-in-needed' && this.#lastFailure !== undefined) {
      await this.#failover.all(Infinity, this.#lastFailure)
    }
    // After every message that is handed over: where nobody waits, nothing is written.
    if (news === 'signed-in' && !isNeeded) return
    await this.#deps.queue.applyToLane(
      this.#key,
      news === 'signed-in'
        ? { type: news, lane: this.#key }
        : { type: news, lane: this.#key, matter: matterOf(this.#lastFailure) },
    )
  }

  /** Over a further server where the identity has one that goes on; else it waits for the password. */
  async #holdForSignIn(entry: Entry): Promise<void> {
    const failure = this.#lastFailure
    if (failure !== undefined && (await this.#failover.one(entry, failure))) return
    await this.#deps.queue.apply(entry.id, {
      type: 'sign-in-needed',
      lane: this.#key,
      matter: matterOf(failure),
    })
  }
}

function offsetOf(clock: Clock): number {
  return clock.now() - clock.monotonic()
}
