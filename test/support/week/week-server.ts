// A server as a courier meets it, on the fake clock: greylisting, limits, full mailboxes, lost replies. What it does is written
// down as it happens, by the server's own time.
import type { Clock } from '../../../main/clock.ts'
import type { Failure } from '../../../main/failure.ts'
import type { Courier, CourierHooks, CourierReport } from '../../../main/outbox/courier.ts'
import { notOpened } from '../../../main/outbox/courier-report.ts'
import type { Entry, LaneKey, Recipient } from '../../../main/outbox/entry.ts'
import type { Random } from '../../../main/random.ts'
import { overallOf } from '../../../main/smtp/outcome.ts'
import type { Phase, RecipientResult, Reply } from '../../../main/smtp/types.ts'
import { minuteMs, secondMs, type Weather } from './weather.ts'

/** One attempt as the server saw it. */
export interface Visit {
  readonly lane: LaneKey
  readonly entryId: string
  readonly attemptId: string
  readonly to: readonly string[]
  /** By the server's time. */
  readonly startedAt: number
  readonly startedAtWall: number
  endedAt?: number
  report?: CourierReport
  /** The final dot came, and the copy was kept for these. */
  kept: readonly string[]
  /** It keeps the final reply back. */
  isSilent: boolean
}

export interface WeekServerDeps {
  readonly lane: LaneKey
  readonly clock: Clock
  readonly random: Random
  readonly weather: Weather
  /** The server's time. */
  readonly at: () => number
  /** Messages taken in a minute; more get 450. */
  readonly mostPerMinute: number
  readonly visits: Visit[]
  /** When each address was first named, by lane and address. */
  readonly firstSeen: Map<string, number>
}

const greylistMs = 5 * minuteMs

/** A courier to the simulated server. */
export function createWeekCourier(deps: WeekServerDeps): Courier {
  return {
    deliver: async (entry, recipients, attemptId, hooks, signal) => {
      const visit: Visit = {
        lane: deps.lane,
        entryId: entry.id,
        attemptId,
        to: recipients.map(({ address }) => address),
        startedAt: deps.at(),
        startedAtWall: deps.clock.now(),
        kept: [],
        isSilent: false,
      }
      deps.visits.push(visit)
      const report = await converse(deps, { entry, recipients, hooks, signal, visit })
      visit.endedAt = deps.at()
      visit.report = report
      return report
    },
    hasSession: () => false,
    rest: () => Promise.resolve(),
    abort: () => undefined,
  }
}

interface Call {
  readonly entry: Entry
  readonly recipients: readonly Recipient[]
  readonly hooks: CourierHooks
  readonly signal: AbortSignal
  readonly visit: Visit
}

async function converse(deps: WeekServerDeps, call: Call): Promise<CourierReport> {
  const { hooks, signal, visit, recipients } = call
  await pass(deps, 0.1 * secondMs, 2 * secondMs)
  const closed = await openingFault(deps)
  if (closed !== undefined) return closed
  if (signal.aborted) return stopped('connect')
  await hooks.step('envelope')
  if (isTooFast(deps)) return refusedMail()
  await pass(deps, 0.1 * secondMs, secondMs)
  const results = recipients.map(({ address }) => rcpt(deps, address))
  if (results.every(({ outcome }) => outcome !== 'accepted')) return finished(results)
  await hooks.step('content')
  await pass(deps, 0.1 * secondMs, 3 * secondMs)
  try {
    await hooks.aboutToComplete(results.filter(({ outcome }) => outcome !== 'accepted'))
  } catch {
    return stopped('message')
  }
  return content(deps, results, visit)
}

function pass({ clock, random }: WeekServerDeps, least: number, most: number): Promise<void> {
  return new Promise(
    (resolve) => void clock.after(Math.round(least + random.fraction() * (most - least)), resolve),
  )
}

async function openingFault(deps: WeekServerDeps): Promise<CourierReport | undefined> {
  switch (deps.weather.troubleAt(deps.lane, deps.at())) {
    case undefined:
      return undefined
    case 'unreached':
      return notOpened({ phase: 'connect', kind: 'network', errorCode: 'ECONNREFUSED', detail: 'refused' })
    case 'closing':
      return notOpened(answered('greeting', '421 4.3.2 Service shutting down'))
    case 'password':
      return notOpened(answered('auth', '535 5.7.8 Authentication credentials invalid'), true)
    case 'silent':
      await pass(deps, 5 * minuteMs, 5 * minuteMs)
      return notOpened({ phase: 'greeting', kind: 'timeout', detail: 'No greeting for 5 minutes.' })
  }
}

function isTooFast({ visits, lane, at, mostPerMinute }: WeekServerDeps): boolean {
  const recent = visits.filter((one) => one.lane === lane && one.startedAt > at() - minuteMs)
  return recent.filter(({ kept }) => kept.length > 0).length >= mostPerMinute
}

function refusedMail(): CourierReport {
  const failure = answered('mail', '450 4.7.1 Too many messages from you, slow down')
  return { ...quiet, overall: 'deferred', phase: 'mail', failure, reply: failure.reply, recipients: [] }
}

function rcpt(deps: WeekServerDeps, address: string): RecipientResult {
  const result = (outcome: RecipientResult['outcome'], line: string) => ({
    address,
    outcome,
    reply: replyOf(line),
  })
  if (address.startsWith('unknown')) return result('rejected', '550 5.1.1 No such user here')
  if (address.startsWith('full')) return result('deferred', '452 4.2.2 Mailbox full')
  if (address.startsWith('grey')) {
    const key = `${deps.lane} ${address}`
    const first = deps.firstSeen.get(key) ?? deps.at()
    deps.firstSeen.set(key, first)
    if (deps.at() < first + greylistMs) {
      return result('deferred', '450 4.2.0 Greylisted, please try again in 300 seconds')
    }
  }
  return result('accepted', '250 2.1.5 Ok')
}

/** The dot has come: most often it is answered; now and then the reply, or the dot itself, is lost. */
async function content(
  deps: WeekServerDeps,
  results: readonly RecipientResult[],
  visit: Visit,
): Promise<CourierReport> {
  const taken = results.filter(({ outcome }) => outcome === 'accepted')
  const luck = deps.random.fraction()
  if (luck < 0.03) {
    visit.isSilent = true
    visit.kept = luck < 0.015 ? taken.map(({ address }) => address) : []
    await pass(deps, 10 * minuteMs, 10 * minuteMs)
    const failure: Failure = { phase: 'message', kind: 'timeout', detail: 'No final reply for 10 minutes.' }
    const after = results.map(({ address, outcome, reply }) =>
      outcome === 'accepted'
        ? { address, outcome: 'unconfirmed' as const }
        : { address, outcome, reply: reply! },
    )
    return { ...quiet, overall: 'unconfirmed', phase: 'message', failure, recipients: after }
  }
  if (luck < 0.06) {
    const failure = answered('message', '451 4.3.0 Temporary trouble here')
    const reply = failure.reply!
    const after = results.map((one) =>
      one.outcome === 'accepted' ? { ...one, outcome: 'deferred' as const, reply } : one,
    )
    return { ...quiet, overall: 'deferred', phase: 'message', failure, reply, recipients: after }
  }
  visit.kept = taken.map(({ address }) => address)
  await pass(deps, 0.1 * secondMs, 2 * secondMs)
  return finished(results)
}

function finished(recipients: readonly RecipientResult[]): CourierReport {
  const overall = overallOf(recipients, undefined)
  const refused = recipients.find(({ outcome }) => outcome !== 'accepted')?.reply
  const isTaken = overall === 'accepted' || overall === 'partly'
  const reply = isTaken ? replyOf('250 2.0.0 Ok: queued as 4XyZ') : refused!
  const failure = refused === undefined ? {} : { failure: answered('rcpt', refused.lines[0]!) }
  return { ...quiet, overall, phase: isTaken ? 'done' : 'rcpt', reply, recipients, ...failure }
}

function stopped(phase: Phase): CourierReport {
  const failure: Failure = { phase, kind: 'local', detail: 'Stopped.' }
  return { ...quiet, answered: phase !== 'connect', overall: 'deferred', phase, failure, recipients: [] }
}

const quiet = { answered: true, needsSignIn: false, notes: [], session: { signedInAs: 'marit' } } as const

function answered(phase: Phase, line: string): Failure {
  return { phase, kind: 'server-reply', reply: replyOf(line), detail: line }
}

function replyOf(line: string): Reply {
  return { code: Number(line.slice(0, 3)), enhanced: line.split(' ')[1] ?? '', lines: [line] }
}
