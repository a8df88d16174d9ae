// The one joint between the queue and smtp/: server settings, secret, transcript and session meet here.
import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { isTransient, type Failure } from '../failure.ts'
import type { Random } from '../random.ts'
import type { Server } from '../servers/server.ts'
import type { OpenClient, OpenSession, OutgoingMessage, ServerTarget } from '../smtp/client.ts'
import type { DeliveryResult, TranscriptLine } from '../smtp/types.ts'
import { t } from '../text/t.ts'
import type { Recorder, Recording } from '../transcript/recorder.ts'
import type { Courier, CourierHooks, CourierReport } from './courier.ts'
import type { Entry, Revision } from './entry.ts'
import { isOpen } from './state.ts'
import { spoolFaultCode } from './transition.ts'

/** Where to connect and with what; `release` ends the claim on it (the practice server stays open as long). */
export interface Reach {
  readonly target: Omit<ServerTarget, 'auth'>
  release(): void
}

export interface SmtpCourierDeps {
  /** The server as it is configured now; undefined when it was deleted. */
  readonly server: () => Server | undefined
  readonly reach: (server: Server) => Promise<Reach>
  /** The password for the server; null where none is known in this session. */
  readonly password: (server: Server) => Promise<string | null>
  readonly openClient: OpenClient
  readonly recorder: Recorder
  /** Rejects with a sentence that names the file where it is gone or not what was written. */
  readonly openSpool: (revision: Revision) => Promise<() => Readable>
  /** Whether a new password could help against this refusal (P13). */
  readonly needsSignIn: (failure: Failure) => boolean
  readonly clock: Clock
  readonly random: Random
}

/** The session that is kept between messages. */
interface Kept {
  readonly session: OpenSession
  readonly reach: Reach
  /** Settings and password that it was opened with. */
  readonly key: string
  readonly signedInAs: string | undefined
  readonly wire: Wire
}

/** Where the lines of a session go: to the record of the attempt that used it last, its QUIT too. */
interface Wire {
  recording: Recording
  heard: (line: TranscriptLine) => void
}

/** Makes the courier of one server. */
export function createSmtpCourier(deps: SmtpCourierDeps): Courier {
  return new SmtpCourier(deps)
}

class SmtpCourier implements Courier {
  readonly #deps: SmtpCourierDeps
  #kept: Kept | null = null

  constructor(deps: SmtpCourierDeps) {
    this.#deps = deps
  }

  async deliver(
    entry: Entry,
    attemptId: string,
    hooks: CourierHooks,
    signal: AbortSignal,
  ): Promise<CourierReport> {
    let answered = false
    const wire: Wire = {
      recording: this.#deps.recorder.start(attemptId, entry.id),
      heard: (line) => {
        answered ||= line.from === 'server'
        hooks.phase(line.phase)
      },
    }
    try {
      const report = await this.#attempt(entry, wire, hooks, signal)
      return { ...report, answered }
    } finally {
      // A transcript that can't be stored must not change what the server said.
      const kept = this.#kept?.wire.recording === wire.recording
      await (kept ? wire.recording.flush() : wire.recording.end()).catch(() => undefined)
    }
  }

  async rest(): Promise<void> {
    const kept = this.#take()
    if (kept === null) return
    kept.wire.heard = () => undefined
    await kept.session.close()
    kept.reach.release()
    await kept.wire.recording.end().catch(() => undefined)
  }

  abort(): void {
    const kept = this.#take()
    kept?.session.abort()
    kept?.reach.release()
  }

  #take(): Kept | null {
    const kept = this.#kept
    this.#kept = null
    return kept
  }

  async #attempt(entry: Entry, wire: Wire, hooks: CourierHooks, signal: AbortSignal): Promise<CourierReport> {
    const server = this.#deps.server()
    if (server === undefined)
      return localReport('local', 'SERVER', 'The outgoing server is not configured any more.')
    let open: () => Readable
    try {
      open = await this.#deps.openSpool(entry.revision)
    } catch (error) {
      return localReport('local', spoolFaultCode, messageOf(error))
    }
    const secret = await this.#secretOf(server)
    if (!secret.ok) return secret.report
    const message = toMessage(entry, open)
    const first = await this.#session(server, secret.pass, wire, signal)
    if (!first.ok) return first.report
    const report = await this.#transact(first.kept, message, hooks, signal)
    if (!first.reused) return report
    if (!diedWhileIdle(report)) return { ...report, notes: [...report.notes, t('attempt.reused')] }
    // The server had closed the session that was kept: that is no answer to this message (P17).
    const second = await this.#session(server, secret.pass, wire, signal)
    return second.ok ? this.#transact(second.kept, message, hooks, signal) : second.report
  }

  async #secretOf(
    server: Server,
  ): Promise<{ ok: true; pass: string } | { ok: false; report: CourierReport }> {
    if (server.user === '') return { ok: true, pass: '' }
    const needed = (code: string, detail: string) => ({
      ok: false as const,
      report: { ...localReport('auth', code, detail), needsSignIn: true },
    })
    try {
      const pass = await this.#deps.password(server)
      if (pass !== null) return { ok: true, pass }
      return needed('NO_PASSWORD', `No password for ${server.name} is known in this session.`)
    } catch (error) {
      return needed(
        'KEYCHAIN',
        `The keychain did not give the password for ${server.name}: ${messageOf(error)}`,
      )
    }
  }

  async #session(
    server: Server,
    pass: string,
    wire: Wire,
    signal: AbortSignal,
  ): Promise<{ ok: true; kept: Kept; reused: boolean } | { ok: false; report: CourierReport }> {
    const key = JSON.stringify([server, pass])
    const there = this.#kept
    if (there !== null && there.key === key && there.session.usable) {
      await there.wire.recording.end().catch(() => undefined)
      Object.assign(there.wire, wire)
      return { ok: true, kept: there, reused: true }
    }
    await this.rest()
    const reach = await this.#deps.reach(server)
    const target = server.user === '' ? reach.target : { ...reach.target, auth: authOf(server, pass) }
    const own = { ...wire }
    const tap = (line: TranscriptLine) => {
      own.heard(line)
      own.recording.tap(line)
    }
    const { clock, random } = this.#deps
    const opened = await this.#deps.openClient(target, { clock, random, tap, signal })
    if (!opened.ok) {
      reach.release()
      return { ok: false, report: notOpened(opened.failure, this.#deps.needsSignIn(opened.failure)) }
    }
    const signedInAs = server.user === '' ? undefined : server.user
    this.#kept = { session: opened.session, reach, key, signedInAs, wire: own }
    return { ok: true, kept: this.#kept, reused: false }
  }

  async #transact(
    kept: Kept,
    message: OutgoingMessage,
    hooks: CourierHooks,
    signal: AbortSignal,
  ): Promise<CourierReport> {
    const { session } = kept
    const end = () => session.abort()
    signal.addEventListener('abort', end)
    try {
      if (signal.aborted) end()
      const result = await session.deliver(message, engineHooks(kept.wire.recording, hooks))
      return { ...result, answered: true, needsSignIn: false, session: factsOf(kept) }
    } finally {
      signal.removeEventListener('abort', end)
      if (!session.usable) this.abort()
    }
  }
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
      await recording.flush()
      await hooks.aboutToComplete(refused)
    },
    progress: hooks.progress,
    phase: (phase: 'mail' | 'rcpt' | 'data' | 'message') => {
      once(phase === 'data' || phase === 'message' ? 'content' : 'envelope')
      hooks.phase(phase)
    },
  }
}

function toMessage(entry: Entry, open: () => Readable): OutgoingMessage {
  return {
    from: entry.from.address,
    to: entry.recipients.filter(isOpen).map(({ address }) => ({ address })),
    source: { size: entry.revision.size, open },
    allOrNone: entry.allOrNone,
  }
}

function authOf(server: Server, pass: string): NonNullable<ServerTarget['auth']> {
  return { user: server.user, pass, allowInsecure: server.allowInsecureAuth }
}

function factsOf(kept: Kept): CourierReport['session'] {
  const { remoteAddress, tls, mechanism } = kept.session
  return { remoteAddress, tls, mechanism, signedInAs: kept.signedInAs }
}

/** No session came about: nobody was named to the server. */
function notOpened(failure: Failure, needsSignIn: boolean): CourierReport {
  const refused = failure.kind === 'server-reply' ? 'rejected' : 'refused-locally'
  return {
    overall: isTransient(failure) ? 'deferred' : refused,
    phase: failure.phase,
    failure,
    reply: failure.reply,
    recipients: [],
    notes: [],
    answered: false,
    needsSignIn,
    session: {},
  }
}

function localReport(phase: Failure['phase'], errorCode: string, detail: string): CourierReport {
  return notOpened({ phase, kind: 'local', errorCode, detail }, false)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
