// The session of a job: the one that is there, or a fresh one.
import type { OpenSession } from '../../smtp/client.ts'
import { resolveLimits } from '../../smtp/timeouts.ts'
import { createTlsSessionStore } from '../../smtp/tls-sessions.ts'
import { Turns } from '../../smtp/turns.ts'
import type { DeliveryResult, SmtpFailure, TranscriptLine } from '../../smtp/types.ts'
import type { Job } from './job.ts'
import type { JobLines } from './job-lines.ts'
import { maxDomainsOf } from '../../recipient-limits.ts'
import type { RunJobDeps } from './run-job.ts'

/** A session that is open, and what the job has done on it. */
export interface Current {
  readonly session: OpenSession
  /** It has been there before the transaction that comes now. */
  isReused: boolean
  /** Domains of recipients that it has named (RFC 9422 4.3), and how many it may name. */
  readonly domains: Set<string>
  readonly maxDomains: number
  /** Where its lines go. */
  readonly tap: (line: TranscriptLine) => void
}

export type Ready =
  { readonly ok: true; readonly current: Current } | { readonly ok: false; readonly failure: SmtpFailure }

export class JobSession {
  readonly #job: Job
  readonly #deps: RunJobDeps
  readonly #lines: JobLines
  readonly #tlsSessions = createTlsSessionStore()
  /** One transaction after the other finds its session; without a window it keeps the turn to its end. */
  readonly turns = new Turns()
  #current: Current | undefined
  /** Several messages under way have failed on a session: the next ones go one at a time. */
  #isOneAtATime = false

  constructor(job: Job, deps: RunJobDeps, lines: JobLines) {
    this.#job = job
    this.#deps = deps
    this.#lines = lines
  }

  /** Whether the next message finds a session. */
  get isUsable(): boolean {
    return this.#current?.session.usable === true
  }

  /**
   * The session that is there; where it can't be used, a fresh one.
   * @param startedAt when the message was taken up (monotonic ms): `totalMs` runs from then, over whatever connections it needs
   */
  async ready(startedAt: number): Promise<Ready> {
    if (this.#current?.session.usable === true) return { ok: true, current: this.#current }
    await this.close()
    const opened = await this.#open(startedAt)
    if (!opened.ok) return opened
    const { session, tap } = opened
    const maxDomains = maxDomainsOf(session.capabilities)
    this.#current = { session, tap, isReused: false, domains: new Set(), maxDomains }
    return { ok: true, current: this.#current }
  }

  /** QUIT, at most one second for its answer, then closed. */
  async close(): Promise<void> {
    const current = this.#current
    this.#current = undefined
    await current?.session.close()
  }

  /** Hangs up on a session that has ended without a word. Where there is another one by now, that stays. */
  abort(ended: Current): void {
    ended.session.abort()
    if (this.#current === ended) this.#current = undefined
  }

  /** What a transaction showed about several under way. */
  learn({ failure }: DeliveryResult): void {
    this.#isOneAtATime ||= failure?.inFlight === true
  }

  async #open(
    startedAt: number,
  ): Promise<
    | { ok: true; session: OpenSession; tap: (line: TranscriptLine) => void }
    | { ok: false; failure: SmtpFailure }
  > {
    const { clock, random, openClient } = this.#deps
    const { timeouts, options } = this.#job
    const deadline = new AbortController()
    const left = startedAt + resolveLimits(timeouts).totalMs(0, 0) - clock.monotonic()
    const timer = clock.after(Math.max(0, left), () => deadline.abort())
    const tap = this.#lines.tap()
    const flight = this.#isOneAtATime ? { queueInFlight: false } : {}
    const opened = await openClient(this.#job, {
      clock,
      random,
      tap,
      tlsSessions: this.#tlsSessions,
      signal: deadline.signal,
      ...(timeouts === undefined ? {} : { timeouts }),
      ...(options === undefined ? {} : { options: { ...options, ...flight } }),
    })
    timer.cancel()
    if (opened.ok) return { ok: true, session: opened.session, tap }
    if (!deadline.signal.aborted || opened.failure.kind !== 'local') return opened
    const detail = 'the time for this message ran out before its last octet was sent'
    return { ok: false, failure: { phase: opened.failure.phase, kind: 'timeout', detail } }
  }
}
