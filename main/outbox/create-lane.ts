// One lane: picks the entries that are due, starts as many attempts at a time as its server is given, learns from each, sleeps until the next.
import type { LaneView, LiveProgress } from '../api.ts'
import type { Entry, LaneKey, Reason } from './entry.ts'
import { createLaneAttempts } from './lane-attempts.ts'
import { createLaneCouriers, type LaneCouriers } from './lane-couriers.ts'
import { createLaneFailover } from './lane-failover.ts'
import { createLaneNext, type LaneNext } from './lane-next.ts'
import { floorOf, viewLane, waitOf, type Brakes } from './lane-pick.ts'
import type { Running } from './lane-running.ts'
import { createSetBackWatch } from './lane-set-back.ts'
import { createLaneStanding, type LaneStanding } from './lane-standing.ts'
import { createLaneTimer, faultPauseMs, type LaneTimer } from './lane-timer.ts'
import type { Lane, LaneDeps } from './lane.ts'
import type { LaneWork, Next } from './queue.ts'
import { runAttempt, type AttemptWatch } from './run-attempt.ts'
import { dueAt } from './state.ts'

/** Makes the lane of one server. It does nothing until it is woken. */
export function createLane(key: LaneKey, deps: LaneDeps): Lane {
  return new TheLane(key, deps)
}

class TheLane implements Lane {
  readonly #key: LaneKey
  readonly #deps: LaneDeps
  readonly #hurried = new Set<string>()
  readonly #attempts = createLaneAttempts()
  readonly #standing: LaneStanding
  readonly #couriers: LaneCouriers
  readonly #next: LaneNext
  readonly #timer: LaneTimer
  readonly #noticeSetBack: () => void
  #isLooking = false
  /** Woken while it looked. */
  #looksAgain = false
  #closed = false

  constructor(key: LaneKey, deps: LaneDeps) {
    this.#key = key
    this.#deps = deps
    const [attempts, hurried] = [this.#attempts, this.#hurried]
    const isFree = (entryId: string) => !attempts.has(entryId) && !hurried.has(entryId)
    const standing = createLaneStanding(key, deps, createLaneFailover(key, deps, isFree))
    const isAtFault = () => standing.isAtFault
    this.#standing = standing
    this.#couriers = createLaneCouriers(key, deps, attempts, isAtFault)
    this.#next = createLaneNext(key, { ...deps, attempts, hurried, isAtFault, limit: this.#couriers.limit })
    this.#timer = createLaneTimer(deps.clock, () => this.#goOn())
    this.#noticeSetBack = createSetBackWatch(key, deps, (byMs) => standing.shortenWait(byMs))
  }

  wake(entryId?: string): void {
    // What its own attempts store changes nothing for the others; their end is looked at by itself.
    if (entryId !== undefined && this.#attempts.has(entryId)) return
    this.#next.drop()
    this.#goOn()
  }

  async networkBack(): Promise<void> {
    this.#timer.endPause()
    this.#standing.endWait()
    await this.#deps.queue.applyToLane(this.#key, { type: 'network-back' })
    this.wake()
  }

  hurry(entryId: string): void {
    this.#hurried.add(entryId)
    this.#timer.endPause()
    this.wake()
  }

  calm(entryId: string): void {
    this.#hurried.delete(entryId)
    this.#next.drop()
  }

  signedIn(matter?: 'keychain'): void {
    if (this.#standing.signedIn(matter)) this.wake()
  }

  stop(entryId: string): Promise<void> {
    this.#hurried.delete(entryId)
    return this.#attempts.stop(entryId)
  }

  cancel(entryId: string): Promise<void> {
    this.#hurried.delete(entryId)
    return this.#attempts.cancel(entryId)
  }

  suspend(): void {
    this.#attempts.suspend()
  }

  live(entryId: string): LiveProgress | undefined {
    return this.#attempts.live(entryId)
  }

  reasonFor(entry: Entry): Reason | undefined {
    const due = dueAt(entry, this.#key)
    if (due === null || this.#attempts.has(entry.id)) return undefined
    const stop = this.#deps.stopReason()
    if (stop !== undefined) return stop
    const now = this.#deps.clock.now()
    return due > now ? undefined : waitOf(this.#brakes(), now, () => this.#deps.pace.view(this.#key))
  }

  isUsable(): boolean {
    const isStopped = this.#closed || this.#deps.stopReason() !== undefined
    return !isStopped && this.#standing.isUsable
  }

  view(work: LaneWork): LaneView {
    const { name } = this.#deps.server()
    return viewLane(
      { serverId: this.#key, serverName: name },
      {
        work: { ...work, needsSignIn: work.needsSignIn || this.#standing.needsSignIn },
        brakes: this.#brakes(),
        live: [...this.#attempts.all()].map(({ live }) => live),
        stop: this.#deps.stopReason()?.kind ?? null,
        pacing: this.#deps.pace.view(this.#key),
      },
    )
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true
    this.#timer.cancel()
    await this.#attempts.end(this.#deps.clock, graceMs)
    await this.#couriers.close()
  }

  #brakes(): Brakes {
    return {
      backoff: this.#standing.backoff,
      pacedUntil: this.#deps.pace.nextStartAt(this.#key),
      stopped: this.#deps.stopReason() !== undefined,
    }
  }

  #goOn(): void {
    this.#timer.cancel()
    if (this.#closed) return
    this.#noticeSetBack()
    const pauseMs = this.#timer.pauseLeftMs()
    if (pauseMs > 0) {
      this.#timer.sleep(pauseMs)
      return
    }
    if (this.#deps.stopReason() !== undefined) this.#attempts.endUnwritten()
    this.#standing.divert()
    this.#look()
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
        this.#timer.pause()
        this.#timer.sleep(faultPauseMs)
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
      const next = this.#next.ahead(floor) ?? (await this.#next.read(floor))
      // What was true when it was asked may not be any more.
      if (floor !== floorOf(this.#brakes())) continue
      if (this.#isFull()) return
      if (next === undefined || next.dueAt > clock.now()) {
        const wakeAt = Math.min(next?.dueAt ?? Infinity, await this.#standing.divertibleAt())
        if (this.#looksAgain) return
        if (this.#attempts.size === 0) this.#rest()
        if (Number.isFinite(wakeAt)) this.#timer.sleep(wakeAt - clock.now())
        return
      }
      this.#start(next)
    }
  }

  #isFull(): boolean {
    return this.#closed || !this.#couriers.hasRoom()
  }

  #rest(): void {
    this.#couriers.rest()
    this.#deps.progressed(null)
  }

  #start(next: Next): void {
    const { entry } = next
    const running: Running = {
      isUrgent: this.#hurried.delete(entry.id),
      courier: this.#couriers.take(),
      abort: new AbortController(),
      live: { attemptId: '', phase: 'connect', sentOctets: 0, totalOctets: entry.revision.size },
      isFree: false,
      isCommitted: false,
      // Begins in a microtask, when it is among the attempts.
      done: Promise.resolve().then(() => this.#work(next, running)),
    }
    this.#attempts.add(entry.id, running)
    this.#deps.pace.started(this.#key)
    void running.done.then(() => {
      this.#attempts.remove(entry.id)
      this.#free(running)
    })
  }

  #free(running: Running): void {
    this.#couriers.free(running)
    this.#goOn()
  }

  async #work(next: Next, running: Running): Promise<void> {
    const { entry, attempts, needsSignIn, isAhead = false } = next
    const { isUrgent, courier, abort } = running
    const { queue, log } = this.#deps
    try {
      // What was read with the entry may not be true any more.
      if (!isUrgent && needsSignIn && (await queue.lane(this.#key)).needsSignIn) {
        await this.#standing.holdForSignIn(entry)
        return
      }
      const deps = { ...this.#deps, courier, faults: () => this.#standing.backoff.faults }
      // One that a person hurried is started whatever was changed meanwhile (P17).
      const due = { entry, attempts, isAhead, isWarm: !isUrgent && courier.hasSession() }
      const watch = this.#watch(entry.id, running)
      const news = await runAttempt(deps, this.#deps.server(), due, abort.signal, watch)
      if (news.goesOn && news.entry !== undefined) this.#hurried.add(news.entry.id)
      await this.#standing.learn(news, needsSignIn)
    } catch (error) {
      this.#timer.pause()
      log.error(`${this.#key}: a change of ${entry.id} could not be stored`, error)
    }
  }

  #watch(entryId: string, running: Running): AttemptWatch {
    return {
      live: (live) => {
        // The session is open: in a window the next may come behind.
        const isWritten = live.phase === 'mail' && running.live.phase !== 'mail'
        running.live = { ...running.live, ...live }
        if (isWritten) this.#goOnInWindow(running)
        this.#deps.progressed(entryId)
      },
      committed: () => {
        running.isCommitted = true
        this.#goOnInWindow(running)
      },
      reported: (isFree) => {
        // Before a wait is counted by the new clock, those by the old one are put right.
        this.#noticeSetBack()
        if (isFree) this.#free(running)
      },
    }
  }

  /** Where its session takes several messages at a time, another may have room now. */
  #goOnInWindow({ courier }: Running): void {
    if ((courier.window?.() ?? 1) > 1) this.#goOn()
  }
}
