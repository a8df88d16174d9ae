// What every courier over SMTP does alike: one session kept between messages, the transaction in it, its record and hooks.
import type { Clock } from '../clock.ts'
import type { OpenSession, OutgoingMessage } from '../smtp/client.ts'
import { domainOf, maxDomainsOf, takePlaces } from '../recipient-limits.ts'
import type { DeliveryResult } from '../smtp/types.ts'
import { inEnglish, t } from '../text/t.ts'
import type { Recorder, Recording } from '../transcript/recorder.ts'
import { localReport, messageOf } from './courier-report.ts'
import type { Courier, CourierHooks, CourierReport } from './courier.ts'
import { envelopeId } from './envelope-id.ts'
import type { Entry, Recipient, Revision } from './entry.ts'
import { spoolFaultCode } from './attempt-outcome.ts'
import type { OpenSpooled } from './revision-files.ts'
import type { DsnDefault } from '../servers/server.ts'
import { createCut } from './session-cut.ts'
import { Wire } from './wire.ts'

export interface KeeperDeps {
  readonly recorder: Recorder
  /** Rejects with a sentence that names the file where it is gone or not what was written. */
  readonly openSpool: (revision: Revision) => Promise<OpenSpooled>
  readonly clock: Clock
}

/** A session that was opened for an attempt. */
export interface OpenedWay {
  readonly session: OpenSession
  /** For the proof of hand-over, beside what the session knows. */
  readonly facts: Pick<CourierReport['session'], 'signedInAs' | 'serverHost'>
  readonly notes: readonly string[]
  /** Reports that every message over it asks for. */
  readonly dsn?: DsnDefault | undefined
  /** Ends the claim on what it runs over. */
  release(): void
}

/** How an attempt comes to its session. */
export interface Way {
  /** A session that is kept is used again where it was opened under the same key. */
  readonly key: string
  /** Lines go to `wire`. */
  open(wire: Wire): Promise<Opened>
}

export type Opened =
  { readonly ok: true; readonly opened: OpenedWay } | { readonly ok: false; readonly report: CourierReport }

export type FoundWay =
  { readonly ok: true; readonly way: Way } | { readonly ok: false; readonly report: CourierReport }

/** One message on its way to one place. */
export interface Delivery {
  readonly entry: Entry
  readonly recipients: readonly Recipient[]
  readonly attemptId: string
  readonly hooks: CourierHooks
  readonly signal: AbortSignal
}

/** So long a server that failed with several messages under way is sent to one at a time. */
const flightRestMs = 3_600_000

interface Kept extends OpenedWay {
  readonly key: string
  /** The attempt that used it last; its QUIT is recorded there too. */
  wire: Wire
  /** Domains of recipients that it has named (RFC 9422 4.3). */
  readonly domains: Set<string>
}

/** Keeps one session and delivers over it. Calls to `deliver` follow one another. */
export class SessionKeeper implements Omit<Courier, 'deliver'> {
  readonly #deps: KeeperDeps
  /** One after the other finds its session; without a window it keeps the turn to its end. */
  #lastTurn: Promise<void> = Promise.resolve()
  #kept: Kept | null = null
  #rest: { readonly key: string; readonly until: number } | undefined
  /** Sessions that say goodbye. */
  readonly #ending = new Set<Promise<void>>()

  constructor(deps: KeeperDeps) {
    this.#deps = deps
  }

  /** Tries once. `find` is asked first, and says where no session is to be opened. */
  async deliver(delivery: Delivery, find: () => Promise<FoundWay>): Promise<CourierReport> {
    const { recorder, clock } = this.#deps
    const { attemptId, entry, hooks } = delivery
    const wire = new Wire(recorder.start(attemptId, entry.id), clock, hooks)
    try {
      const report = await this.#attempt(delivery, wire, find)
      return { ...report, answered: wire.answered }
    } finally {
      wire.isUnderWay = false
      // A transcript that can't be stored must not change what the server said. Not waited for: the outcome is stored behind it.
      const kept = this.#kept?.wire === wire
      const written = kept ? wire.recording.flush() : wire.recording.end()
      written.catch(() => undefined)
    }
  }

  hasSession(): boolean {
    return this.#kept?.session.usable === true
  }

  /** Messages that may be under way on the session that is there. */
  window(): number {
    return this.#kept === null || !this.hasSession() ? 1 : this.#windowOf(this.#kept)
  }

  /** Resolves when what was begun before has ended too: nothing of a session is recorded after it. */
  async rest(): Promise<void> {
    void this.#endKept()
    await Promise.all(this.#ending)
  }

  abort(): void {
    const kept = this.#take()
    kept?.session.abort()
    kept?.release()
  }

  #endKept(): Promise<void> {
    const kept = this.#take()
    if (kept === null) return Promise.resolve()
    const ended = endSession(kept).finally(() => this.#ending.delete(ended))
    this.#ending.add(ended)
    return ended
  }

  #take(): Kept | null {
    const kept = this.#kept
    this.#kept = null
    return kept
  }

  async #attempt(delivery: Delivery, wire: Wire, find: () => Promise<FoundWay>): Promise<CourierReport> {
    const found = await find()
    if (!found.ok) return found.report
    let open: OpenSpooled
    try {
      open = await this.#deps.openSpool(delivery.entry.revision)
    } catch (error) {
      return localReport('local', spoolFaultCode, messageOf(error))
    }
    const message = toMessage(delivery, open)
    const first = await this.#pass(found.way, wire, message, delivery)
    if (!first.reused) return first.report
    // The server had closed the session that was kept: that is no answer to this message (P17).
    if (mayMove(first.report)) return (await this.#pass(found.way, wire, message, delivery)).report
    return { ...first.report, notes: [...first.report.notes, t('attempt.reused')] }
  }

  /** Over the session that is there, or a fresh one. */
  async #pass(
    way: Way,
    wire: Wire,
    message: OutgoingMessage,
    delivery: Delivery,
  ): Promise<{ report: CourierReport; reused: boolean }> {
    const before = this.#lastTurn
    const leave = this.#takeTurn()
    await before
    try {
      const ready = await this.#session(way, wire, delivery)
      if (!ready.ok) return { report: ready.report, reused: false }
      const { kept, reused } = ready
      const running = this.#transact(kept, wire, message, delivery)
      if (this.#windowOf(kept) > 1) leave()
      const report = await running
      return { report: this.#learn(kept, wire, report), reused }
    } finally {
      leave()
    }
  }

  /** Gives back how to leave it; who comes next waits for this one and those before. */
  #takeTurn(): () => void {
    const before = this.#lastTurn
    let leave = (): void => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    this.#lastTurn = before.then(() => left)
    return () => leave()
  }

  async #session(
    way: Way,
    wire: Wire,
    delivery: Delivery,
  ): Promise<{ ok: true; kept: Kept; reused: boolean } | { ok: false; report: CourierReport }> {
    const there = this.#kept
    if (there !== null && there.key === way.key && there.session.usable && hasRoom(there, delivery)) {
      // Not waited for: its lines are another attempt's.
      if (!there.wire.isUnderWay) there.wire.recording.end().catch(() => undefined)
      if (there.wire !== wire) wire.takeOver(there.wire)
      there.wire = wire
      return { ok: true, kept: there, reused: true }
    }
    await this.#endKept()
    const opened = await way.open(wire)
    if (!opened.ok) return opened
    this.#kept = { ...opened.opened, key: way.key, wire, domains: new Set() }
    return { ok: true, kept: this.#kept, reused: false }
  }

  /** After a fault with several under way it is one at a time again for a while: some servers never bear it. */
  #windowOf({ key, session }: Kept): number {
    const rest = this.#rest
    const isResting = rest?.key === key && rest.until > this.#deps.clock.monotonic()
    return isResting ? 1 : (session.window ?? 1)
  }

  #learn({ key }: Kept, wire: Wire, report: CourierReport): CourierReport {
    if (report.failure?.inFlight !== true) return report
    this.#rest = { key, until: this.#deps.clock.monotonic() + flightRestMs }
    wire.note(
      report.failure.phase,
      inEnglish(() => t('attempt.flight')),
    )
    return { ...report, notes: [...report.notes, t('attempt.flight')] }
  }

  async #transact(
    kept: Kept,
    wire: Wire,
    message: OutgoingMessage,
    delivery: Delivery,
  ): Promise<CourierReport> {
    const { session } = kept
    const { hooks, signal } = delivery
    const chosen = choose(kept, delivery)
    const isShort = chosen.length < delivery.recipients.length
    if (isShort && message.allOrNone === true) return tooManyForAll(kept)
    for (const address of chosen) kept.domains.add(domainOf(address))
    const to = chosen.map((address) => ({ address }))
    const cut = createCut(session, signal)
    try {
      const sending = session.deliver(
        {
          ...message,
          ...dsnOf(kept, delivery),
          to: to.map((one) => ({ ...one, ...notifyOf(kept, delivery) })),
        },
        {
          ...engineHooks(wire.recording, hooks),
          ...((session.window ?? 1) > 1 ? { tap: wire.ownTap(), signal } : {}),
        },
      )
      const result = await Promise.race([sending, cut.left])
      if (result === undefined) return localReport('message', 'DELETED', 'deleted')
      const notes = [...kept.notes, ...result.notes]
      const left = isShort && wereNamed(result) ? { left: leftOut(delivery, chosen) } : {}
      return { ...result, notes, ...left, answered: true, needsSignIn: false, session: factsOf(kept) }
    } finally {
      cut.release()
      if (!session.usable && (session.underWay ?? 0) === 0 && this.#kept === kept) this.abort()
    }
  }
}

async function endSession(kept: Kept): Promise<void> {
  await kept.session.close()
  kept.release()
  await kept.wire.recording.end().catch(() => undefined)
}

/** RFC 3461 4.3, 4.4: a report can name the entry by its ENVID. Only where the server knows DSN. */
function dsnOf(kept: Kept, { entry }: Delivery): Pick<OutgoingMessage, 'dsn'> {
  if (!kept.session.capabilities.has('DSN')) return {}
  const dsn = entry.revision.dsn ?? kept.dsn
  const ret = dsn === undefined ? {} : { ret: dsn.ret === 'full' ? ('FULL' as const) : ('HDRS' as const) }
  return { dsn: { envid: envelopeId(entry.id, entry.revision.number), ...ret } }
}

/** RFC 3461 4.1. */
function notifyOf(kept: Kept, { entry }: Delivery): Pick<OutgoingMessage['to'][number], 'notify'> {
  const dsn = entry.revision.dsn ?? kept.dsn
  if (dsn === undefined || !kept.session.capabilities.has('DSN')) return {}
  return { notify: dsn.notify.length === 0 ? ['NEVER'] : dsn.notify.map((event) => dsnKeywords[event]) }
}

const dsnKeywords = { success: 'SUCCESS', failure: 'FAILURE', delay: 'DELAY' } as const

/** Recipients of the next transaction, as many as the server's limits allow; who was put off before comes behind who was not. */
function choose({ session, domains }: Kept, { recipients }: Delivery): readonly string[] {
  const addresses = recipients
    .toSorted((a, b) => Number(a.status.state === 'deferred') - Number(b.status.state === 'deferred'))
    .map(({ address }) => address)
  const limits = {
    recipients: session.limits?.recipients ?? Infinity,
    domains: maxDomainsOf(session.capabilities),
  }
  const places = takePlaces([...addresses.keys()], addresses, limits, domains)
  return addresses.filter((_, place) => places.includes(place))
}

/** The session may still name one of them (RFC 9422 4.3); all, where all or none is asked for. */
function hasRoom(kept: Kept, delivery: Delivery): boolean {
  const { length } = choose(kept, delivery)
  return delivery.entry.allOrNone ? length === delivery.recipients.length : length > 0
}

/** Whether it came to RCPT: what happened before is about those too whom it left out. */
function wereNamed({ recipients }: DeliveryResult): boolean {
  return recipients.some(({ outcome, reply }) => outcome === 'accepted' || reply !== undefined)
}

function leftOut({ recipients }: Delivery, chosen: readonly string[]): readonly string[] {
  return recipients.map(({ address }) => address).filter((address) => !chosen.includes(address))
}

function tooManyForAll(kept: Kept): CourierReport {
  const report = localReport('mail', 'LIMITS', t('attempt.limits'))
  return { ...report, answered: true, session: factsOf(kept) }
}

/** Nothing of its content was sent, and what failed was the session: tried once more on a fresh one. */
function mayMove(report: CourierReport): boolean {
  const { failure, overall } = report
  if (failure?.inFlight === true) return overall === 'deferred' && failure.kind !== 'server-reply'
  return diedWhileIdle(report)
}

/** The reused session gave no answer at all to MAIL: it had ended before. */
function diedWhileIdle(report: CourierReport): boolean {
  const { failure } = report
  if (failure?.phase !== 'mail') return false
  return failure.reply === undefined ? failure.kind !== 'local' : failure.reply.code === 421
}

function engineHooks(recording: Recording, hooks: CourierHooks) {
  const seen = new Set<string>()
  const once = (step: 'envelope' | 'content') => {
    if (seen.has(step)) return
    seen.add(step)
    // Not waited for: only "about to complete" holds the bytes back; the store keeps their order.
    hooks.step(step).catch(() => undefined)
  }
  return {
    beforeLastOctet: async (refused: DeliveryResult['recipients']) => {
      // Asked for together, in this order: one commit holds both.
      await Promise.all([recording.flush(), hooks.aboutToComplete(refused)])
    },
    progress: hooks.progress,
    phase: (phase: 'mail' | 'rcpt' | 'data' | 'message') => {
      once(phase === 'data' || phase === 'message' ? 'content' : 'envelope')
      hooks.phase(phase)
    },
  }
}

function toMessage({ entry, recipients }: Delivery, open: OpenSpooled): OutgoingMessage {
  return {
    from: entry.envelopeSender ?? entry.from.address,
    to: recipients.map(({ address }) => ({ address })),
    source: {
      size: entry.revision.size,
      open,
      ...(open.octets === undefined ? {} : { octets: open.octets }),
      ...(open.facts === undefined ? {} : { facts: open.facts }),
      ...(open.pieces === undefined ? {} : { pieces: open.pieces }),
    },
    allOrNone: entry.allOrNone,
    ...(entry.revision.requireTls === true ? { requireTls: true } : {}),
  }
}

function factsOf({ session, facts }: Kept): CourierReport['session'] {
  const { remoteAddress, tls, mechanism } = session
  return { remoteAddress, tls, mechanism, ...facts }
}
