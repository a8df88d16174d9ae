// A session that is open: one message after another, until it is closed or has failed.
import type { Capabilities } from './capabilities.ts'
import type { ClientDeps, DeliverHooks, OpenSession, OutgoingMessage, ServerTarget } from './client.ts'
import type { Conversation } from './conversation.ts'
import { onCutoff, watchMessage } from './cutoff.ts'
import { localFault, toFailure } from './fault.ts'
import { notBegun, toResult } from './outcome.ts'
import { planTransaction, type Plan } from './plan.ts'
import { prepare, type PreparedMessage } from './prepare.ts'
import { askAbout, probeEnvelope, type ProbeStep } from './probe.ts'
import type { PreparedSignIn } from './prepare-sign-in.ts'
import type { Limits } from './timeouts.ts'
import { runTransaction } from './transaction.ts'
import { MessageWindow, WINDOW_MESSAGES } from './window.ts'
import type { DeliveryResult, SmtpFailure, TlsFacts } from './types.ts'

export interface SessionParts {
  readonly talk: Conversation
  readonly target: ServerTarget
  readonly deps: ClientDeps
  readonly limits: Limits
  readonly capabilities: Capabilities
  readonly greeting: string
  readonly remoteAddress: string
  readonly tls?: TlsFacts
  readonly signIn?: PreparedSignIn
}

/** A session idle for longer is asked by RSET before a message goes on it: it may have died unseen. */
const IDLE_MS = 30_000
/** How long that question may take. */
const PROBE_MS = 10_000

export function createSession(parts: SessionParts): OpenSession {
  return new Session(parts)
}

class Session implements OpenSession {
  readonly #parts: SessionParts
  readonly #release: () => void
  #carried = 0
  /** A sign-in that went with an envelope was refused: it is not tried again here. */
  #isSignInRefused = false
  #idleSince: number
  readonly #window: MessageWindow | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    const { deps, talk } = parts
    this.#window = this.#hasWindow() ? this.#openWindow() : undefined
    this.#idleSince = deps.clock.monotonic()
    const never = new AbortController().signal
    this.#release = onCutoff(
      deps.signal ?? never,
      () => talk.channel.phase,
      (failure) => talk.channel.break(failure),
    )
  }

  get capabilities(): OpenSession['capabilities'] {
    return this.#parts.capabilities.all
  }

  get greeting(): string {
    return this.#parts.greeting
  }

  get remoteAddress(): string {
    return this.#parts.remoteAddress
  }

  get tls(): TlsFacts | undefined {
    return this.#parts.tls
  }

  get mechanism(): string | undefined {
    return this.#parts.signIn?.mechanism
  }

  get limits(): NonNullable<OpenSession['limits']> {
    const { maxRecipients = Infinity, maxTransactions = Infinity } = this.#parts.capabilities
    return {
      recipients: maxRecipients,
      transactions: maxTransactions - this.#carried - (this.#window?.waiting ?? 0),
    }
  }

  get usable(): boolean {
    const { talk } = this.#parts
    const isFree =
      this.underWay > 0 ? !talk.channel.isInterrupted : talk.state !== 'content' && talk.channel.isQuiet
    return !this.#isSignInRefused && talk.state !== 'ended' && isFree && this.limits.transactions > 0
  }

  get window(): number {
    return this.#window === undefined ? 1 : WINDOW_MESSAGES
  }

  get underWay(): number {
    return this.#window?.underWay ?? 0
  }

  async deliver(message: OutgoingMessage, hooks: DeliverHooks = {}): Promise<DeliveryResult> {
    if (this.#window !== undefined) return this.#window.deliver(message, hooks)
    const addresses = message.to.map(({ address }) => address)
    const preparation = await prepare(message)
    if (!preparation.ok) return notBegun(addresses, localFault('local', preparation.problem).failure)
    const planned = this.#plan(preparation.prepared)
    if (!planned.ok) return notBegun(addresses, localFault('mail', planned.problem).failure, planned.refused)
    const unready = await this.#makeReady()
    if (unready !== undefined) return notBegun(addresses, unready)
    const result = await this.#run(preparation.prepared, planned.plan, hooks)
    this.#idleSince = this.#parts.deps.clock.monotonic()
    return result
  }

  probe(from: string, to?: string): Promise<ProbeStep[]> {
    return probeEnvelope(this.#parts.talk, from, to)
  }

  askAbout(verb: 'VRFY' | 'EXPN', argument: string): Promise<ProbeStep> {
    return askAbout(this.#parts.talk, verb, argument)
  }

  async close(): Promise<void> {
    await this.#window?.settled()
    this.#release()
    await this.#parts.talk.quit()
  }

  abort(): void {
    this.#release()
    this.#parts.talk.channel.close()
  }

  /** RFC 2920 3.1 allows it only where PIPELINING is offered. */
  #hasWindow(): boolean {
    const { deps, capabilities, talk } = this.#parts
    const { queueInFlight, pipelining } = deps.options ?? {}
    if (queueInFlight !== true || pipelining === false) return false
    if (capabilities.has('PIPELINING')) return true
    talk.channel.note('ehlo', 'queue in flight is not used: the server does not offer PIPELINING')
    return false
  }

  #openWindow(): MessageWindow {
    const { talk, limits, deps } = this.#parts
    return new MessageWindow({
      talk,
      limits,
      clock: deps.clock,
      plan: (prepared) => this.#plan(prepared),
      makeReady: () => this.#makeReady(),
      begin: () => {
        this.#carried += 1
        return this.#flying()
      },
      isSigningIn: () => this.#flying() !== undefined,
      ended: (record) => {
        this.#isSignInRefused ||= record.refusal?.phase === 'auth'
        this.#idleSince = deps.clock.monotonic()
      },
    })
  }

  #flying(): PreparedSignIn['flying'] {
    const { signIn } = this.#parts
    return signIn !== undefined && signIn.mechanism === undefined ? signIn.flying : undefined
  }

  #plan(prepared: PreparedMessage): ReturnType<typeof planTransaction> {
    const { deps, capabilities, tls } = this.#parts
    return planTransaction(prepared, {
      capabilities,
      options: deps.options ?? {},
      isSecured: tls !== undefined,
      now: deps.clock.now(),
    })
  }

  /** RSET behind a transaction that went wrong (RFC 3030 2), and on a session that has been idle for long. */
  async #makeReady(): Promise<SmtpFailure | undefined> {
    const { talk, deps } = this.#parts
    // What a session that was just opened says before its first message is the answer to that message.
    const phase = this.#carried === 0 ? 'mail' : 'reset'
    const isIdle = this.#carried > 0 && deps.clock.monotonic() - this.#idleSince > IDLE_MS
    if (!this.#isSignInRefused && talk.state === 'ready' && talk.channel.isQuiet && !isIdle) return undefined
    if (this.#isSignInRefused || talk.state === 'ended' || talk.state === 'content') {
      const ended = this.#isSignInRefused ? 'the sign-in was refused' : 'the server has ended the session'
      const detail = talk.channel.fault?.detail ?? ended
      return { phase, kind: 'network', detail }
    }
    try {
      const patience = Math.min(PROBE_MS, this.#parts.limits.replyMs('RSET'))
      await talk.demand({ verb: 'RSET' }, 'reset', undefined, patience)
      return undefined
    } catch (error) {
      const failure: SmtpFailure = { ...toFailure(error, phase), phase }
      talk.channel.break(failure)
      return failure
    }
  }

  async #run(prepared: PreparedMessage, plan: Plan, hooks: DeliverHooks): Promise<DeliveryResult> {
    const { talk, deps, limits } = this.#parts
    const startedAt = hooks.startedAt ?? deps.clock.monotonic()
    const total = limits.totalMs(prepared.content.octets, prepared.recipients.length)
    const stopWatching = watchMessage(talk.channel, startedAt + total - deps.clock.monotonic(), undefined)
    const flying = this.#flying()
    this.#carried += 1
    try {
      const record = await runTransaction({
        talk,
        prepared,
        plan,
        hooks,
        // The wait for the final reply is never cut short (P4).
        lastOctetLeft: stopWatching,
        ...(flying === undefined ? {} : { signIn: flying }),
      })
      this.#isSignInRefused ||= record.refusal?.phase === 'auth'
      return toResult(prepared, plan, record)
    } finally {
      stopWatching()
    }
  }
}
