// How a lane stands with its server. What an attempt shows makes it wait, slow down, ask for a password, or give to further servers.
import type { Failure } from '../failure.ts'
import { backoffAfter, noBackoff, type Backoff } from './backoff.ts'
import { matterOf } from './courier.ts'
import type { Entry, LaneKey } from './entry.ts'
import type { LaneFailover } from './lane-failover.ts'
import type { LaneDeps } from './lane.ts'
import type { AttemptNews, SignInNews } from './run-attempt.ts'

export interface LaneStanding {
  readonly backoff: Backoff
  /** The server is at fault: it is asked by one entry alone. */
  readonly isAtFault: boolean
  /** The server's password, or its certificate, is waited for. */
  readonly needsSignIn: boolean
  /** Neither a wait nor a password keeps entries from going. */
  readonly isUsable: boolean
  /**
   * What an attempt showed about the server: its lane waits, its pace drops, its entries ask for a password or go elsewhere.
   * `hadNeeded`: some of them asked for it when the attempt began. Rejects on a storage fault.
   */
  learn(news: AttemptNews, hadNeeded: boolean): Promise<void>
  /** Over a further server where the identity has one that goes on; else it waits for the password. Rejects on a storage fault. */
  holdForSignIn(entry: Entry): Promise<void>
  /** While the server is at fault, what is due goes over further servers. */
  divert(): void
  /** While it is: when the next entry is due that a further server may carry meanwhile; Infinity: none is. */
  divertibleAt(): Promise<number>
  /** A password is known. `matter`: only where that was what it waited for; gives whether it was. */
  signedIn(matter?: 'keychain'): boolean
  /** The server may be asked at once. */
  endWait(): void
  /** The clock was set back. */
  shortenWait(byMs: number): void
}

type LaneStandingDeps = Pick<LaneDeps, 'queue' | 'server' | 'clock' | 'pace' | 'braked'>

/** Nothing is known of the server at first. */
export function createLaneStanding(
  key: LaneKey,
  deps: LaneStandingDeps,
  failover: LaneFailover,
): LaneStanding {
  return new Standing(key, deps, failover)
}

class Standing implements LaneStanding {
  readonly #key: LaneKey
  readonly #deps: LaneStandingDeps
  readonly #failover: LaneFailover
  #backoff: Backoff = noBackoff
  /** What the server's last fault, or its refusal of the password, was. */
  #lastFailure: Failure | undefined
  #needsSignIn = false

  constructor(key: LaneKey, deps: LaneStandingDeps, failover: LaneFailover) {
    this.#key = key
    this.#deps = deps
    this.#failover = failover
  }

  get backoff(): Backoff {
    return this.#backoff
  }

  get isAtFault(): boolean {
    return this.#backoff.faults > 0
  }

  get needsSignIn(): boolean {
    return this.#needsSignIn
  }

  get isUsable(): boolean {
    return !this.#needsSignIn && this.#backoff.until <= this.#deps.clock.now()
  }

  async learn(news: AttemptNews, hadNeeded: boolean): Promise<void> {
    const isNeeded = hadNeeded || this.#needsSignIn
    const { entry } = news
    const before = this.#backoff
    if (this.#deps.server().kind !== 'practice') this.#backoff = backoffAfter(before, news)
    if (news.failure !== undefined) this.#lastFailure = news.failure
    if (news.rateLimit !== undefined) this.#deps.pace.rateLimited(this.#key, news.rateLimit)
    if (news.signIn !== 'other') this.#needsSignIn = news.signIn === 'sign-in-needed'
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

  async holdForSignIn(entry: Entry): Promise<void> {
    const failure = this.#lastFailure
    if (failure !== undefined && (await this.#failover.one(entry, failure))) return
    await this.#deps.queue.apply(entry.id, {
      type: 'sign-in-needed',
      lane: this.#key,
      matter: matterOf(failure),
    })
  }

  divert(): void {
    if (this.#lastFailure !== undefined && this.#backoff.until > this.#deps.clock.now()) {
      this.#failover.divert(this.#lastFailure)
    }
  }

  async divertibleAt(): Promise<number> {
    const now = this.#deps.clock.now()
    if (this.#backoff.until <= now) return Infinity
    return this.#failover.nextDueAt(now, this.#backoff.until)
  }

  signedIn(matter?: 'keychain'): boolean {
    if (matter !== undefined && matterOf(this.#lastFailure) !== matter) return false
    this.#needsSignIn = false
    return true
  }

  endWait(): void {
    this.#backoff = { ...this.#backoff, until: 0 }
  }

  shortenWait(byMs: number): void {
    this.#backoff = { ...this.#backoff, until: Math.max(0, this.#backoff.until - byMs) }
  }
}
