// One attempt from its record to its outcome. Everything is stored before it counts.
import type { LiveProgress } from '../api.ts'
import type { Clock } from '../clock.ts'
import { createTimedId } from '../id.ts'
import type { Log } from '../core.ts'
import type { Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import { isStoppedByServer, type Courier, type CourierHooks, type CourierReport } from './courier.ts'
import { endedAttempt, faultReport, routeFor } from './attempt-record.ts'
import type { Attempt, AttemptStep, Entry, LaneKey } from './entry.ts'
import type { Queue } from './queue.ts'
import { mayFailOver } from './failover.ts'
import { planRetry, type RetryCircumstances } from './retry-plan.ts'
import { isOpen, laneOf } from './state.ts'
import type { EntryEvent } from './entry-event.ts'

/** The server as the attempt records it. */
export interface LaneServer {
  readonly id: string
  readonly name: string
  readonly host: string
  /** Faults of the practice server are put on, each for one recipient: its lane does not wait for them. */
  readonly kind?: 'configured' | 'practice'
  /** Attempts at the same time; absent: 1. */
  readonly concurrency?: number
}

export interface AttemptDeps {
  readonly queue: Queue
  readonly courier: Courier
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly causeOf: RetryCircumstances['causeOf']
  /** How long after the first refusal an entry is tried, ms. */
  readonly giveUpAfterMs: () => number
  /** Told once the outcome is stored: what the server said of the sender. A fault there is none of the message. */
  readonly attempted?: (serverId: LaneKey, entry: Entry, report: CourierReport) => Promise<void>
  /** Faults of the server in a row, so far. */
  readonly faults: () => number
}

/** What the attempt showed about its server. */
export interface AttemptNews {
  readonly signIn: SignInNews
  /** The server was at fault, or there was none: epoch ms until which its lane waits. */
  readonly faultUntil?: number
  /** The server did its work, whatever it said about the message. */
  readonly served: boolean
  /** The rest of the recipients goes next, in a further transaction. */
  readonly goesOn: boolean
  /** What was reported; absent where all went well. */
  readonly failure?: Failure
  /** The reply with which the server asked to be sent to more slowly. */
  readonly rateLimit?: string
  /** A further server may try what this one did not take. */
  readonly mayFailOver: boolean
  /** The entry as it was stored with its outcome; absent where there is none. */
  readonly entry?: Entry
}

/** Told while the attempt runs. */
export interface AttemptWatch {
  readonly live: (live: Partial<LiveProgress>) => void
  /** "About to complete" is stored: it cannot be stopped any more (P21). */
  readonly committed: () => void
  /**
   * The transport is done; now the waits that follow are computed. `isFree`: all went well, so that the courier may carry the next
   * message while the outcome of this one is stored.
   */
  readonly reported: (isFree: boolean) => void
}

/** What is to be tried. */
export interface DueEntry {
  readonly entry: Entry
  /** Attempts so far. */
  readonly attempts: number
  /**
   * The courier has its session: the attempt goes on while its start is stored, up to the last octet, and both share a commit.
   */
  readonly isWarm: boolean
  /** It was read some time ago: where it was changed since, it is not started. */
  readonly isAhead?: boolean
}

/** What the attempt showed about the password of this server. */
export type SignInNews = 'sign-in-needed' | 'signed-in' | 'other'

/** An outcome that could not be stored is tried again after this; the bytes may be handed over, it must not be lost. */
const storeAgainMs = 2_000

/**
 * Runs one attempt for the entry. Rejects only where its start could not be stored: then nothing was sent.
 * `signal` aborted with reason 'deleted' drops the outcome, with 'closing' queues again what was not handed over, with
 * 'cancelled' stops it where it is not committed, and 'paused' or 'suspended' queues it again there.
 */
export async function runAttempt(
  deps: AttemptDeps,
  server: LaneServer,
  due: DueEntry,
  signal: AbortSignal,
  watch: AttemptWatch,
): Promise<AttemptNews> {
  const record = startRecord(deps, server, due)
  const { id } = record.attempt
  const start = createStart(deps, due, record, server)
  // What is sent is the entry as it was started: it may have been changed since it was read.
  const sent = due.isWarm ? due.entry : await start.ask()
  if (sent === undefined) return noNews
  record.attempt = { ...record.attempt, revision: sent.revision.number }
  watch.live({ attemptId: id, phase: 'connect', sentOctets: 0 })
  const report = await deliver(deps, sent, { record, start }, signal, watch)
  const entry = await start.ask()
  if (entry === undefined || (signal.aborted && signal.reason === 'deleted')) return noNews
  watch.reported(isAllWell(report))
  const event = outcomeEvent(deps, entry, record.attempt, report, signal)
  const stored = await storeOutcome(deps, event, record.attempt, report, signal)
  await deps.attempted?.(server.id, entry, report).catch((error: unknown) => {
    deps.log.warn(`${server.id}: what it said of the sender could not be stored: ${String(error)}`)
  })
  const news = newsOf(deps, report, event)
  return stored === undefined ? news : { ...news, entry: stored }
}

/** That the attempt began, stored once. */
interface Start {
  readonly isAsked: boolean
  /** Stores it with the step that the attempt has by now, if that was not done. Gives the entry; undefined where it may not be tried any more. */
  ask(isPatient?: boolean): Promise<Entry | undefined>
}

/** A warm attempt reaches its last octet within this, ms, where all goes in one flight: both are stored as one. */
const startWaitsMs = 5

/** On a session that is open the start waits a moment for "about to complete"; else the caller asks for it. */
function createStart(
  { queue, clock }: AttemptDeps,
  { entry, isWarm, isAhead = false }: DueEntry,
  record: AttemptRecord,
  server: LaneServer,
): Start {
  let asked: Promise<Entry | undefined> | undefined
  const store = async (isPatient: boolean): Promise<Entry | undefined> => {
    const { attempt } = record
    // Under way before that is stored, or read before: then it is the entry that was read, or none.
    const seen =
      isWarm || isAhead ? { seen: { updatedAt: entry.updatedAt, revision: entry.revision.number } } : {}
    const event = { type: 'attempt-started', attemptId: attempt.id, lane: server.id, ...seen } as const
    const started = await queue.apply(entry.id, event, attempt, isPatient)
    return started?.sendingAttemptId === attempt.id ? started : undefined
  }
  const ask = (isPatient = false): Promise<Entry | undefined> => {
    if (asked !== undefined) return asked
    timer?.cancel()
    asked = store(isPatient)
    // Where it cannot be stored, that is told to who waits for it.
    asked.catch(() => undefined)
    return asked
  }
  const timer = isWarm ? clock.after(startWaitsMs, () => void ask(true)) : undefined
  return {
    get isAsked() {
      return asked !== undefined
    },
    ask,
  }
}

/** Taken for everyone, with nothing left to learn of the server. */
function isAllWell({ overall, failure, needsSignIn, left }: CourierReport): boolean {
  return overall === 'accepted' && failure === undefined && !needsSignIn && left === undefined
}

const noNews: AttemptNews = { signIn: 'other', served: false, goesOn: false, mayFailOver: false }

function newsOf(deps: AttemptDeps, report: CourierReport, event: EntryEvent): AttemptNews {
  const { failure } = report
  const signedIn = report.session.signedInAs === undefined ? 'other' : 'signed-in'
  const signIn = report.needsSignIn ? 'sign-in-needed' : signedIn
  if (event.type !== 'attempt-ended') return { ...noNews, signIn }
  const told = {
    ...(failure === undefined ? {} : { failure, ...rateLimitOf(deps, failure) }),
    mayFailOver: event.atOnce !== true && mayFailOver(report),
  }
  if (report.needsSignIn) return { ...noNews, ...told, signIn }
  return isStoppedByServer(report)
    ? { ...noNews, ...told, signIn, faultUntil: event.retryAt }
    : { ...told, signIn, served: report.answered, goesOn: event.atOnce === true }
}

function rateLimitOf({ causeOf }: AttemptDeps, failure: Failure): Pick<AttemptNews, 'rateLimit'> {
  if (failure.reply === undefined || causeOf(failure) !== 'rate-limited') return {}
  return { rateLimit: failure.reply.lines.join('\n') }
}

/** The attempt as it was stored last. */
interface AttemptRecord {
  attempt: Attempt
}

/** An attempt under way. */
interface UnderWay {
  readonly record: AttemptRecord
  readonly start: Start
}

function startRecord(deps: AttemptDeps, server: LaneServer, { entry, attempts }: DueEntry): AttemptRecord {
  const attempt: Attempt = {
    // Its rows lie beside those of the attempts before it, and share their pages.
    id: createTimedId(deps.random, deps.clock),
    entryId: entry.id,
    number: attempts + 1,
    revision: entry.revision.number,
    serverId: server.id,
    serverName: server.name,
    serverHost: server.host,
    ...routeFor(entry, server.id),
    startedAt: deps.clock.now(),
    step: 'started',
    notes: [],
    counts: false,
  }
  return { attempt }
}

async function deliver(
  deps: AttemptDeps,
  entry: Entry,
  underWay: UnderWay,
  signal: AbortSignal,
  watch: AttemptWatch,
): Promise<CourierReport> {
  const { record } = underWay
  const hooks = createHooks(deps, underWay, signal, watch)
  try {
    return await deps.courier.deliver(
      entry,
      entry.recipients.filter((one) => isOpen(one) && laneOf(entry, one) === record.attempt.serverId),
      record.attempt.id,
      hooks,
      signal,
    )
  } catch (error) {
    // The courier never rejects; where it does, what was stored last tells what may have happened (P3).
    deps.log.error(`attempt ${record.attempt.id}: the courier failed`, error)
    deps.courier.abort()
    return faultReport(entry, record.attempt, String(error))
  }
}

function createHooks(
  deps: AttemptDeps,
  { record, start }: UnderWay,
  signal: AbortSignal,
  watch: AttemptWatch,
): CourierHooks {
  const stepTo = async (step: AttemptStep, refused?: Attempt['refused']): Promise<void> => {
    record.attempt = { ...record.attempt, step, ...(refused === undefined ? {} : { refused }) }
    // It goes with the start, which is not asked for yet.
    if (!start.isAsked) return
    await deps.queue.record(record.attempt, step !== 'about-to-complete')
  }
  return {
    // A flight of envelope and content is "about to complete" before the envelope is answered: no later step takes that back (P3).
    step: (step) => (record.attempt.step === 'about-to-complete' ? Promise.resolve() : stepTo(step)),
    aboutToComplete: async (refused) => {
      signal.throwIfAborted()
      // Both are asked for at once, or are one: one commit holds them. Where the start was refused, so is the step.
      const stepping = stepTo('about-to-complete', refused)
      const [entry] = await Promise.all([start.ask(), stepping])
      if (entry === undefined) throw new Error('the message may not be sent any more')
      // Deleted or cancelled while it was stored: the last octet is not written any more.
      signal.throwIfAborted()
      watch.committed()
    },
    phase: (phase) => watch.live({ phase }),
    progress: (sentOctets) => watch.live({ sentOctets }),
  }
}

/** Ended while the program goes on. */
function isRunningOn({ reason }: AbortSignal): boolean {
  return reason === 'cancelled' || reason === 'paused' || reason === 'suspended'
}

async function storeOutcome(
  deps: AttemptDeps,
  event: EntryEvent,
  attempt: Attempt,
  report: CourierReport,
  signal: AbortSignal,
): Promise<Entry | undefined> {
  const told = endedAttempt(attempt, report, deps.clock.now())
  // A cut from this side says nothing about the message.
  const ended = event.type === 'interrupted' ? { ...told, counts: false } : told
  for (;;) {
    try {
      return await deps.queue.apply(attempt.entryId, event, ended, isAllWell(report))
    } catch (error) {
      deps.log.error(`attempt ${attempt.id}: its outcome could not be stored, trying again`, error)
      // At quit there is no more time: the audit at the next start reads the last step.
      if (signal.aborted && !isRunningOn(signal)) return undefined
      await new Promise<void>((resolve) => void deps.clock.after(storeAgainMs, resolve))
    }
  }
}

function outcomeEvent(
  deps: AttemptDeps,
  entry: Entry,
  attempt: Attempt,
  report: CourierReport,
  signal: AbortSignal,
): EntryEvent {
  // Before the session was open the engine calls it a refusal of our own: nothing was sent then either.
  const isUnsent = report.overall === 'deferred' || report.overall === 'refused-locally'
  const cutOff = signal.aborted && report.failure?.kind !== 'server-reply' && isUnsent
  if (cutOff) {
    // The engine says that the last octet did not leave (P6), whatever step was stored.
    const step = attempt.step === 'about-to-complete' ? 'content' : attempt.step
    return { type: 'interrupted', attemptId: attempt.id, step, refused: [] }
  }
  // The server's own faults are spaced by how many came in a row, whichever entry met them.
  const tries = isStoppedByServer(report) ? deps.faults() + 1 : entry.attemptCount + 1
  const { causeOf, random } = deps
  const circumstances = {
    now: deps.clock.now(),
    lane: attempt.serverId,
    tries,
    random,
    causeOf,
    giveUpAfterMs: deps.giveUpAfterMs(),
  }
  const plan = planRetry(entry, report, circumstances)
  return {
    type: 'attempt-ended',
    lane: attempt.serverId,
    attemptId: attempt.id,
    report,
    host: report.session.serverHost ?? attempt.serverHost,
    ...plan,
  }
}
