// Several messages under way on one session (`queueInFlight`): the next envelope behind the last octet of a message, without waiting for the
// answer to it. RFC 2920 3.1 allows that behind the final dot; behind BDAT LAST no RFC speaks of it. Two lines of turns keep order: one to
// write, which a message leaves with its last octet, and one to read its replies, which it leaves with its outcome.
import type { Clock } from '../clock.ts'
import type { DeliverHooks, OutgoingMessage } from './client.ts'
import type { Conversation } from './conversation.ts'
import { watchMessage } from './cutoff.ts'
import { localFault, outOfStep, toFailure } from './fault.ts'
import type { Expectation } from './line-channel.ts'
import { createRecord, notBegun, toResult, type TransactionRecord } from './outcome.ts'
import type { Plan, Planned } from './plan.ts'
import { prepare, type PreparedMessage } from './prepare.ts'
import { SessionTap } from './session-tap.ts'
import type { Limits } from './timeouts.ts'
import { runTransaction } from './transaction.ts'
import { storeAboutToComplete, type Transaction } from './transaction-context.ts'
import { Turns, type Place } from './turns.ts'
import type { DeliveryResult, SmtpFailure } from './types.ts'

/** So many messages may be without answer at a time: as many are unconfirmed where the connection is lost. */
export const WINDOW_MESSAGES = 20

/** The reply to RSET comes with the answer before it; a server that is slow with it has answered all the same. */
const FENCE_MS = 1_000

/** What a window needs of its session. */
export interface WindowSession {
  readonly talk: Conversation
  readonly limits: Limits
  readonly clock: Clock
  plan(prepared: PreparedMessage): Planned
  /** As before a message that goes alone: why none can go. */
  makeReady(): Promise<SmtpFailure | undefined>
  /** A transaction begins: the sign-in that travels with it, if any. */
  begin(): Transaction['signIn']
  /** A sign-in is still to be done or answered. */
  isSigningIn(): boolean
  ended(record: TransactionRecord): void
}

/** A message under way. */
interface Passenger {
  readonly write: Place
  readonly read: Place
  /** Written behind one that had no answer, or the other way round. */
  isShared: boolean
  /** What answers the RSET of the message behind it. */
  fence?: Expectation
}

interface Ready {
  readonly prepared: PreparedMessage
  readonly plan: Plan
}

export class MessageWindow {
  readonly #session: WindowSession
  readonly #writing = new Turns()
  readonly #reading = new Turns()
  /** Places of the messages that came last, oldest first, for the width of the window. */
  readonly #last: Place[] = []
  #underWay = 0
  /** Those that have begun to write and have no outcome, in their order. */
  readonly #unanswered: Passenger[] = []

  constructor(session: WindowSession) {
    this.#session = session
  }

  /** Messages that were given to it and have no outcome. */
  get underWay(): number {
    return this.#underWay
  }

  /** Of them, those that have not begun to write. */
  get waiting(): number {
    return this.#underWay - this.#unanswered.length
  }

  /** Messages are written and answered in the order of the calls. Never rejects for what network or server do. */
  async deliver(message: OutgoingMessage, hooks: DeliverHooks): Promise<DeliveryResult> {
    const passenger: Passenger = {
      write: this.#writing.take(),
      read: this.#reading.take(),
      isShared: false,
    }
    this.#underWay += 1
    const room = this.#roomBehind(passenger)
    try {
      const addresses = message.to.map(({ address }) => address)
      const ready = await this.#prepare(message, addresses)
      if ('overall' in ready) return ready
      await orTakenBack(hooks.signal, [passenger.write.turn, room])
      const failure = await this.#storeFlight(ready, hooks)
      if (failure !== undefined)
        return toResult(ready.prepared, ready.plan, { ...createRecord(), fault: failure })
      const unready = await this.#makeReady(passenger, hooks.signal)
      if (unready !== undefined) return notBegun(addresses, unready)
      return await this.#run(passenger, ready, hooks)
    } finally {
      passenger.write.leave()
      passenger.read.leave()
      this.#underWay -= 1
    }
  }

  /** Resolves when everything that is under way has its outcome. */
  async settled(): Promise<void> {
    await this.#reading.take().turn
  }

  /** When the 20th before it has its outcome: the one behind that has the turn to read then. */
  #roomBehind({ read }: Passenger): Promise<void> | undefined {
    this.#last.push(read)
    if (this.#last.length <= WINDOW_MESSAGES) return undefined
    this.#last.shift()
    return this.#last[0]?.turn
  }

  /**
   * P3 for envelope and content in one flight: "about to complete" is stored before anything of it is written. Where that fails, the
   * connection carries others and stays.
   */
  async #storeFlight(
    { plan }: Ready,
    { signal, beforeLastOctet }: DeliverHooks,
  ): Promise<SmtpFailure | undefined> {
    if (!plan.isOneFlight || beforeLastOctet === undefined || signal?.aborted === true) return undefined
    try {
      await storeAboutToComplete(beforeLastOctet, [])
      return undefined
    } catch (error) {
      return toFailure(error, 'message')
    }
  }

  async #prepare(message: OutgoingMessage, addresses: readonly string[]): Promise<Ready | DeliveryResult> {
    const preparation = await prepare(message)
    if (!preparation.ok) return notBegun(addresses, localFault('local', preparation.problem).failure)
    const { prepared } = preparation
    const planned = this.#session.plan(prepared)
    if (!planned.ok) return notBegun(addresses, localFault('mail', planned.problem).failure, planned.refused)
    return { prepared, plan: planned.plan }
  }

  /** It has its turn to write: why it can't, with nothing of it sent. */
  async #makeReady(passenger: Passenger, signal: AbortSignal | undefined): Promise<SmtpFailure | undefined> {
    const { talk } = this.#session
    if (this.#session.isSigningIn()) await orTakenBack(signal, [passenger.read.turn])
    if (signal?.aborted === true) return localFault('local', 'cancelled').failure
    if (this.#unanswered.length === 0) return this.#session.makeReady()
    if (talk.state !== 'ended' && !talk.channel.isInterrupted) return undefined
    const detail = talk.channel.fault?.detail ?? 'the server has ended the session'
    return { phase: 'reset', kind: 'network', detail, inFlight: true }
  }

  async #run(passenger: Passenger, { prepared, plan }: Ready, hooks: DeliverHooks): Promise<DeliveryResult> {
    const { talk, clock } = this.#session
    const before = this.#unanswered.at(-1)
    for (const one of before === undefined ? [] : [before, passenger]) one.isShared = true
    this.#unanswered.push(passenger)
    const { tap } = talk.channel
    if (hooks.tap !== undefined) talk.channel.recordIn(new SessionTap({ clock, tap: hooks.tap }, tap))
    // RSET may follow whatever was written: a final dot, BDAT LAST, an envelope that was refused.
    if (before !== undefined) talk.settle('spent')
    const behind = {
      resetSent: (expectation: Expectation | undefined) => {
        if (before !== undefined && expectation !== undefined) before.fence = expectation
      },
    }
    const signIn = this.#session.begin()
    const record = await this.#transact(passenger, hooks, {
      talk: talk.follow(passenger.read.turn),
      prepared,
      plan,
      hooks: plan.isOneFlight ? { ...hooks, beforeLastOctet: undefined } : hooks,
      ...(before === undefined ? {} : { behind }),
      ...(signIn === undefined ? {} : { signIn }),
    })
    await this.#checkFence(passenger, plan, record)
    this.#unanswered.splice(this.#unanswered.indexOf(passenger), 1)
    this.#session.ended(record)
    if (record.fault !== undefined && passenger.isShared) record.fault = withFlight(record.fault)
    return toResult(prepared, plan, record)
  }

  /** From its turn to read on it is alone with the server up to its last octet: only now the deadline runs, and who takes it back hangs up. */
  async #transact(
    passenger: Passenger,
    { signal, startedAt }: DeliverHooks,
    parts: Omit<Transaction, 'record' | 'lastOctetLeft'>,
  ): Promise<TransactionRecord> {
    const { talk, prepared } = parts
    const { clock, limits } = this.#session
    let isOver = false
    let release: (() => void) | undefined
    const watch = () => {
      if (isOver) return
      const began = parts.behind === undefined ? startedAt : undefined
      const total = limits.totalMs(prepared.content.octets, prepared.recipients.length)
      const left = (began ?? clock.monotonic()) + total - clock.monotonic()
      release = watchMessage(talk.channel, left, signal)
    }
    const over = () => {
      isOver = true
      release?.()
    }
    void passenger.read.turn.then(watch)
    try {
      return await runTransaction({
        ...parts,
        handedOver: () => passenger.write.leave(),
        lastOctetLeft: () => {
          over()
          passenger.write.leave()
        },
      })
    } finally {
      over()
      await passenger.read.turn
    }
  }

  /**
   * An answer to the content is certain when the RSET that was written behind it is answered 250: a server that says one reply too
   * many, or too few, would give this message the answer to something else.
   */
  async #checkFence(passenger: Passenger, plan: Plan, record: TransactionRecord): Promise<void> {
    const { talk } = this.#session
    const { final } = record
    const { fence } = passenger
    // RFC 5321 3.8: nothing behind 421 is answered.
    if (final === undefined || !passenger.isShared || talk.isDismissed) return
    const reply = fence === undefined ? undefined : await talk.channel.replySoon(fence, FENCE_MS)
    const isOff = reply !== undefined && reply.code !== 250 && reply.code !== 421
    // RFC 3463 3.2: X.1.X speaks of an address. It is the answer to an RCPT.
    const isOfAddress = final.enhanced?.startsWith('2.1.') === true
    if (!isOff && !isOfAddress) return
    const fault = isOff ? outOfStep('reset', 'RSET', reply) : outOfStep('message', commandOf(plan), final)
    delete record.final
    record.fault = fault.failure
    talk.channel.break(fault.failure)
  }
}

function commandOf({ transfer }: Plan): string {
  return transfer === 'data' ? 'DATA' : 'BDAT'
}

/** The option is named where it may be what failed. A refusal of our own is not the server's. */
function withFlight(failure: SmtpFailure): SmtpFailure {
  return failure.kind === 'local' || failure.kind === 'server-reply'
    ? failure
    : { ...failure, inFlight: true }
}

/** Waits for one after the other, or until the message is taken back. */
async function orTakenBack(
  signal: AbortSignal | undefined,
  waits: readonly (Promise<void> | undefined)[],
): Promise<void> {
  if (signal === undefined) {
    for (const wait of waits) await wait
    return
  }
  if (signal.aborted) return
  let stop = (): void => undefined
  const taken = new Promise<void>((resolve) => {
    stop = resolve
  })
  signal.addEventListener('abort', stop)
  for (const wait of waits) if (wait !== undefined) await Promise.race([wait, taken])
  signal.removeEventListener('abort', stop)
}
