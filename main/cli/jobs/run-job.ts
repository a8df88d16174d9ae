// The messages of one job: in order, on one session where possible (cli.md).
import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import type { OpenClient, OutgoingMessage } from '../../smtp/client.ts'
import type { Place } from '../../smtp/turns.ts'
import { localFault } from '../../smtp/fault.ts'
import { notBegun } from '../../smtp/outcome.ts'
import { prepare } from '../../smtp/prepare.ts'
import type { DeliveryResult, SmtpFailure, TranscriptLine } from '../../smtp/types.ts'
import type { Job, JobMessage } from './job.ts'
import { createJobLines, type JobLines } from './job-lines.ts'
import { JobSession, type Current } from './job-session.ts'
import { domainOf, takePlaces } from '../../recipient-limits.ts'
import { mergeParts, type Part } from './merge.ts'
import { openContent } from './message-source.ts'
import { concernsAll, endedBefore, tellsContent } from './judge-transaction.ts'

export interface RunJobDeps {
  readonly openClient: OpenClient
  readonly clock: Clock
  readonly random: Random
  /** Every line of the job's sessions, their QUIT too. */
  readonly line: (line: TranscriptLine) => void
}

export interface JobRun {
  /** One for each message, in order. */
  readonly results: readonly DeliveryResult[]
  /** QUIT, at most one second for its answer, then closed. */
  close(): Promise<void>
}

/** Sends the messages of a job. Never rejects for what network and server do. */
export async function runJob(job: Job, deps: RunJobDeps): Promise<JobRun> {
  const lines = createJobLines(deps.clock, deps.line)
  const session = new JobSession(job, deps, lines)
  const results: Promise<DeliveryResult>[] = []
  for (const message of job.messages) {
    await pause(deps.clock, message.pauseBeforeMs ?? 0)
    const { result, hasRoomBehind } = send(message, { session, lines, clock: deps.clock })
    results.push(result)
    await hasRoomBehind
  }
  return { results: await Promise.all(results), close: () => session.close() }
}

/** A message on its way. `hasRoomBehind` resolves when the next may begin: after its outcome, or with its transaction in a window. */
function send(
  message: JobMessage,
  deps: Omit<MessageDeps, 'begun'>,
): { readonly result: Promise<DeliveryResult>; readonly hasRoomBehind: Promise<void> } {
  let begun = (): void => undefined
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const result = sendMessage(message, { ...deps, begun })
  // A fault of ours is told where all results are awaited.
  result.catch(() => undefined)
  return { result, hasRoomBehind: Promise.race([hasBegun, result.then(() => undefined)]) }
}

/** Lets time pass in which whatever the server says between two messages is read. */
async function pause(clock: Clock, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve))
  else await setImmediate()
}

interface MessageDeps {
  readonly session: JobSession
  readonly lines: JobLines
  readonly clock: Clock
  /** The next message may follow. */
  readonly begun: () => void
}

async function sendMessage(message: JobMessage, deps: MessageDeps): Promise<DeliveryResult> {
  const startedAt = deps.clock.monotonic()
  const addresses = message.to.map(({ address }) => address)
  const refuse = (detail: string) => notBegun(addresses, localFault('local', detail).failure)
  const source = await openContent(message.content)
  if (typeof source === 'string') return refuse(source)
  let outgoing: OutgoingMessage = { ...message, source }
  if (!deps.session.isUsable || message.to.length !== 1) {
    // What the protocol forbids opens no connection, and no part of it is sent.
    const preparation = await prepare(outgoing)
    if (!preparation.ok) return refuse(preparation.problem)
    // What was found is not looked for again; whether the size is still the same is.
    outgoing = { ...outgoing, source: { ...source, facts: preparation.prepared.content } }
  }
  return new Passage(outgoing, startedAt, deps).run()
}

/** One message on its way: more than one transaction where LIMITS asks for it (RFC 9422 4). */
class Passage {
  readonly #outgoing: OutgoingMessage
  readonly #startedAt: number
  readonly #deps: MessageDeps
  readonly #parts: Part[] = []
  #open: readonly number[]
  #mayMove = true

  constructor(outgoing: OutgoingMessage, startedAt: number, deps: MessageDeps) {
    this.#outgoing = outgoing
    this.#startedAt = startedAt
    this.#deps = deps
    this.#open = outgoing.to.map((_, place) => place)
  }

  async run(): Promise<DeliveryResult> {
    while (this.#open.length > 0) {
      const part = await this.#next()
      if (part === undefined) continue
      this.#parts.push(part)
      if (concernsAll(part.result)) break
      this.#open = this.#open.filter((place) => !part.places.includes(place))
    }
    return mergeParts(
      this.#outgoing.to.map(({ address }) => address),
      this.#parts,
    )
  }

  /** The next transaction; undefined where it needs another session first. */
  async #next(): Promise<Part | undefined> {
    const { session } = this.#deps
    const place = session.turns.take()
    await place.turn
    try {
      return await this.#transactIn(place)
    } finally {
      place.leave()
    }
  }

  async #transactIn(place: Place): Promise<Part | undefined> {
    const { session } = this.#deps
    const ready = await session.ready(this.#startedAt)
    if (!ready.ok) return this.#fail(ready.failure)
    const { current } = ready
    const places = this.#choose(current)
    const isShort = places.length < this.#outgoing.to.length && this.#outgoing.allOrNone === true
    if (places.length === 0 || (isShort && current.domains.size > 0)) {
      // The session has named as many domains as it may (RFC 9422 4.3).
      await session.close()
      return undefined
    }
    if (isShort) {
      const most = `recipients together than the server takes at once (LIMITS)`
      return this.#fail(localFault('mail', `all or none was asked for more ${most}`).failure)
    }
    const running = this.#transact(current, places)
    if ((current.session.window ?? 1) > 1) {
      place.leave()
      this.#deps.begun()
    }
    return await running
  }

  #choose({ session, domains, maxDomains }: Current): number[] {
    const addresses = this.#outgoing.to.map(({ address }) => address)
    const recipients = session.limits?.recipients ?? Infinity
    return takePlaces(this.#open, addresses, { recipients, domains: maxDomains }, domains)
  }

  async #transact(current: Current, places: readonly number[]): Promise<Part | undefined> {
    let isContentSent = false
    const see = (line: TranscriptLine) => {
      isContentSent ||= tellsContent(line)
    }
    const hasWindow = (current.session.window ?? 1) > 1
    const unwatch = hasWindow ? () => undefined : this.#deps.lines.watch(see)
    // In a window only its own lines tell of its content.
    const ownLine = (line: TranscriptLine) => {
      see(line)
      current.tap(line)
    }
    const to = this.#outgoing.to.filter((_, place) => places.includes(place))
    for (const { address } of to) current.domains.add(domainOf(address))
    const { isReused } = current
    current.isReused = true
    const result = await current.session.deliver(
      { ...this.#outgoing, to },
      { startedAt: this.#startedAt, ...(hasWindow ? { tap: ownLine } : {}) },
    )
    unwatch()
    this.#deps.session.learn(result)
    const wasSent = (): boolean => isContentSent
    if (!isReused || !this.#mayMove || wasSent() || !endedBefore(result)) return { places, result }
    this.#mayMove = false
    this.#deps.session.abort(current)
    return undefined
  }

  #fail(failure: SmtpFailure): Part {
    const addresses = this.#open.map((place) => this.#outgoing.to[place]?.address ?? '')
    return { places: this.#open, result: notBegun(addresses, failure) }
  }
}
