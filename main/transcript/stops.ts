import { isTransient, type Failure } from '../failure.ts'
import type { Attempt } from '../outbox/entry.ts'
import type { Phase, TranscriptLine } from '../smtp/types.ts'
import { STOPS, type Stop, type StopView } from './stop.ts'

/** What the session line needs to know of an attempt, or of a server test. */
export interface SessionOutcome {
  readonly overall?: Attempt['overall']
  readonly phase?: Phase
  readonly failure?: Failure
  /** Set once the attempt is over. */
  readonly endedAt?: number
}

/** A name that was not found, or a name service that did not answer: the fault of the look-up, not of the connection. */
const LOOKUP_FAULTS = [
  ...['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED'],
  ...['MX_NXDOMAIN', 'MX_NO_ADDRESS', 'MX_NULL', 'MX_LOOP'],
]

/**
 * The eight stops of the session line (design.md) with their durations. Pipelined lines overlap: a stop lasts from
 * the last line of the one before it to its own last line.
 * @param lines of the session so far, in order of `seq`
 */
export function toStops(lines: readonly TranscriptLine[], outcome: SessionOutcome): StopView[] {
  const ends = toEnds(lines)
  const decided = decidedStop(lines, outcome, ends)
  let from = 0
  return STOPS.map((stop) => {
    const end = ends.get(stop)
    const state = toState(stop, decided, ends, outcome)
    if (end === undefined || state === 'not-reached' || state === 'skipped') return { stop, state }
    const durationMs = Math.max(0, end - from)
    from = Math.max(from, end)
    return { stop, state, durationMs }
  })
}

/** The time (ms since the start) of the last line of each stop that was reached. */
function toEnds(lines: readonly TranscriptLine[]): ReadonlyMap<Stop, number> {
  const ends = new Map<Stop, number>()
  let secured = false
  for (const line of lines) {
    if (line.phase === 'tls' || line.phase === 'starttls') secured = true
    const stop = stopOfLine(line, secured)
    if (stop !== undefined) ends.set(stop, line.atMs)
  }
  return ends
}

/** The engine's note of what the name stands for (smtp/dial.ts). */
const LOOKUP_NOTE = /^\S+ is \S/
const FINAL_NOTE = /no (final )?reply|final dot|without an answer/i

function stopOfLine(line: TranscriptLine, secured: boolean): Stop | undefined {
  switch (line.phase) {
    case 'connect':
      return LOOKUP_NOTE.test(line.text) ? 'lookup' : 'connect'
    case 'greeting':
      return secured ? 'tls' : 'connect'
    case 'ehlo':
      return secured ? 'tls' : 'connect'
    case 'starttls':
    case 'tls':
      return 'tls'
    case 'auth':
      return 'sign-in'
    case 'mail':
      return 'sender'
    case 'rcpt':
      return 'recipients'
    case 'data':
      return 'message'
    case 'message':
      return line.from === 'server' || FINAL_NOTE.test(line.text) ? 'handed-over' : 'message'
    case 'local':
    case 'reset':
    case 'quit':
    case 'done':
      return undefined
  }
}

interface Decided {
  readonly stop: Stop
  readonly state: StopView['state']
}

/** Where the attempt stands, or where it was decided, and how. */
function decidedStop(
  lines: readonly TranscriptLine[],
  outcome: SessionOutcome,
  ends: ReadonlyMap<Stop, number>,
): Decided | undefined {
  const last = STOPS.findLast((stop) => ends.has(stop))
  if (outcome.endedAt === undefined && outcome.overall === undefined && outcome.failure === undefined) {
    return last === undefined ? undefined : { stop: last, state: 'running' }
  }
  if (outcome.overall === 'unconfirmed') return { stop: 'handed-over', state: 'unknown' }
  if (outcome.overall === 'partly') return { stop: 'recipients', state: partlyState(lines) }
  if (outcome.failure === undefined) return undefined
  const stop = stopOfFailure(outcome.failure) ?? last
  const state = outcome.overall === 'deferred' || isTransient(outcome.failure) ? 'deferred' : 'refused'
  return stop === undefined ? undefined : { stop, state }
}

/** Some were taken and some were not: red as soon as one was refused for good. */
function partlyState(lines: readonly TranscriptLine[]): 'refused' | 'deferred' {
  return lines.some((line) => line.phase === 'rcpt' && line.from === 'server' && line.text.startsWith('5'))
    ? 'refused'
    : 'deferred'
}

const BY_PHASE: Readonly<Partial<Record<Phase, Stop>>> = {
  connect: 'connect',
  greeting: 'connect',
  ehlo: 'connect',
  starttls: 'tls',
  tls: 'tls',
  auth: 'sign-in',
  mail: 'sender',
  rcpt: 'recipients',
  data: 'message',
  message: 'message',
}

function stopOfFailure(failure: Failure): Stop | undefined {
  if (failure.phase === 'connect' && LOOKUP_FAULTS.includes(failure.errorCode ?? '')) return 'lookup'
  // The reply to the final dot is the hand-over that did not come about.
  if (failure.phase === 'message' && failure.reply !== undefined) return 'handed-over'
  return BY_PHASE[failure.phase]
}

function toState(
  stop: Stop,
  decided: Decided | undefined,
  ends: ReadonlyMap<Stop, number>,
  outcome: SessionOutcome,
): StopView['state'] {
  const reached = ends.has(stop)
  if (decided?.stop === stop) return decided.state
  const at = STOPS.indexOf(stop)
  const goesOn = outcome.overall === 'partly' || outcome.overall === 'accepted'
  if (decided !== undefined && at > STOPS.indexOf(decided.stop) && !goesOn) return 'not-reached'
  if (reached) return 'passed'
  const passedLater = STOPS.some((other, index) => index > at && ends.has(other))
  return passedLater ? 'skipped' : 'not-reached'
}
