// Opens a session: connection, greeting, EHLO, TLS, EHLO again, sign-in (RFC 5321 3.1, 3.2; RFC 3207; RFC 8314; RFC 4954).
import { isIP } from 'node:net'
import { noCapabilities, parseCapabilities, type Capabilities } from './capabilities.ts'
import type { ClientDeps, OpenClient, ServerTarget } from './client.ts'
import { Conversation } from './conversation.ts'
import { createCutoff, onCutoff, type Cutoff } from './cutoff.ts'
import { dial, formatEndpoint, type Dialled } from './dial.ts'
import { localFault, SessionFault } from './fault.ts'
import { toAddressLiteral } from './host-name.ts'
import { LineChannel } from './line-channel.ts'
import { systemNetwork, type Network } from './network.ts'
import { createSession } from './open-session.ts'
import { replyText } from './reply.ts'
import { channelBindings, type ChannelBinding } from './sasl/channel-binding.ts'
import { secure } from './secure.ts'
import { SessionTap } from './session-tap.ts'
import { prepareSignIn, type PreparedSignIn } from './prepare-sign-in.ts'
import { judgeTarget, type TargetNames } from './target.ts'
import { resolveLimits, type Limits } from './timeouts.ts'
import type { Reply, SmtpFailure, TlsFacts } from './types.ts'

/** Connects, greets, secures and signs in: everything up to the first MAIL. Never rejects for what network or server do. */
export const openClient: OpenClient = async (target, deps) => {
  const opening = new Opening(target, deps)
  try {
    return { ok: true, session: await opening.run() }
  } catch (error) {
    if (!(error instanceof SessionFault)) throw error
    await opening.giveUp()
    const failure = withProxy(error.failure, target)
    const { certificate } = failure
    return { ok: false, failure, ...(certificate === undefined ? {} : { certificate }) }
  }
}

/** Up to here a proxy may be what failed, or have led to another server. */
const proxied: ReadonlySet<SmtpFailure['phase']> = new Set(['connect', 'greeting', 'ehlo', 'starttls', 'tls'])

function withProxy(failure: SmtpFailure, { proxy }: ServerTarget): SmtpFailure {
  if (proxy === undefined || !proxied.has(failure.phase) || failure.kind === 'server-reply') return failure
  return { ...failure, proxy: formatEndpoint(proxy.host, proxy.port) }
}

/** The steps, each of which either leads to the next or throws `SessionFault`. */
class Opening {
  readonly #target: ServerTarget
  readonly #deps: ClientDeps
  readonly #limits: Limits
  readonly #tap: SessionTap
  readonly #cutoff: Cutoff
  #talk: Conversation | undefined
  #ehloName = ''
  #ehloFallback: string | undefined

  constructor(target: ServerTarget, deps: ClientDeps) {
    this.#target = target
    this.#deps = deps
    this.#limits = resolveLimits(deps.timeouts)
    this.#tap = new SessionTap(deps)
    // P25: from the first line on. A server may say in its greeting what it was sent the last time.
    const { pass, token } = target.auth ?? {}
    for (const secret of [pass, token, target.proxy?.pass])
      if (secret !== undefined) this.#tap.redactor.add(secret)
    this.#cutoff = createCutoff(deps.clock, this.#limits.totalMs(0, 0), deps.signal)
  }

  async run(): Promise<ReturnType<typeof createSession>> {
    const names = judgeTarget(this.#target)
    const dialled = await this.#connect(names)
    this.#ehloName = names.ehloName ?? toAddressLiteral(dialled.localAddress)
    this.#ehloFallback = names.ehloFallback
    const { talk, greeting, capabilities, tls, bindings } = await this.#introduce(dialled, names)
    const signIn = await this.#signIn(talk, capabilities, bindings)
    this.#cutoff.release()
    return createSession({
      talk,
      target: this.#target,
      deps: this.#deps,
      limits: this.#limits,
      capabilities,
      greeting: replyText(greeting),
      remoteAddress: dialled.remoteAddress,
      ...(tls === undefined ? {} : { tls }),
      ...(signIn === undefined ? {} : { signIn }),
    })
  }

  /** A server that has refused is told goodbye (RFC 5321 3.1); everything is closed. */
  async giveUp(): Promise<void> {
    this.#cutoff.release()
    await this.#talk?.quit()
  }

  #connect({ host }: TargetNames): Promise<Dialled> {
    const { clock, network = systemNetwork } = this.#deps
    const { port, address, localAddress, family, proxy } = this.#target
    return dial(host, port, {
      clock,
      network: address === undefined ? network : lookedUp(network, address),
      tap: this.#tap,
      timeoutMs: this.#limits.connectMs,
      signal: this.#cutoff.signal,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(family === undefined ? {} : { family }),
      ...(proxy === undefined ? {} : { proxy }),
    })
  }

  async #introduce({ stream }: Dialled, names: TargetNames): Promise<Introduced> {
    if (this.#target.security === 'implicit') {
      // RFC 8314 3.3: TLS from the first octet; the greeting comes inside.
      const inside = await this.#encrypt(stream, names)
      const greeting = await this.#greet(inside.talk)
      return { ...inside, greeting, capabilities: await this.#hello(inside.talk) }
    }
    const talk = this.#converse(stream, 'greeting')
    const greeting = await this.#greet(talk)
    const capabilities = await this.#hello(talk)
    const { security, relaxed } = this.#target
    const clear = security === 'none' || (relaxed === 'if-offered' && !capabilities.has('STARTTLS'))
    if (clear) return { talk, greeting, capabilities }
    const inside = await this.#startTls(talk, capabilities, names)
    // RFC 3207 4.2: what was learned before is forgotten; the server is asked again (P27).
    return { ...inside, greeting, capabilities: await this.#hello(inside.talk) }
  }

  #converse(stream: Dialled['stream'], phase: 'greeting' | 'tls'): Conversation {
    const channel = new LineChannel(stream, this.#deps.clock, this.#tap, phase)
    onCutoff(
      this.#cutoff.signal,
      () => channel.phase,
      (failure) => channel.break(failure),
    )
    this.#talk = new Conversation(channel, this.#limits, 'greeted')
    return this.#talk
  }

  /** 220 and nothing else opens a session; 554 and 521 say that there is no mail service here (RFC 5321 3.1, 7504; P14). */
  async #greet(talk: Conversation): Promise<Reply> {
    const greeting = await talk.reply(talk.channel.expectGreeting(), this.#limits.greetingMs)
    if (greeting.code !== 220) throw talk.refuse('greeting', undefined, greeting)
    return greeting
  }

  /**
   * EHLO, and HELO only where EHLO is not known (RFC 5321 3.2, 4.1.4); HELO brings no extension. 250 and nothing else: a second
   * greeting taken for the answer would shift every reply behind it.
   */
  async #hello(talk: Conversation): Promise<Capabilities> {
    const isDone = (reply: Reply) => reply.code === 250
    const name = this.#ehloName
    const reply = await talk.ask({ verb: 'EHLO', name })
    if (isDone(reply)) return parseCapabilities(reply)
    if (this.#ehloFallback !== undefined && isNameRefused(reply)) {
      this.#ehloName = this.#ehloFallback
      this.#ehloFallback = undefined
      talk.settle('greeted')
      return await this.#hello(talk)
    }
    if (![500, 501, 502, 504].includes(reply.code)) throw talk.refuse('ehlo', `EHLO ${name}`, reply)
    talk.settle('greeted')
    await talk.demand({ verb: 'HELO', name }, 'ehlo', isDone)
    return noCapabilities
  }

  async #startTls(talk: Conversation, capabilities: Capabilities, names: TargetNames): Promise<Inside> {
    // No silent downgrade: TLS was asked for, so nothing is sent without it.
    if (!capabilities.has('STARTTLS')) throw localFault('starttls', notOffered(capabilities))
    await talk.demand({ verb: 'STARTTLS' }, 'starttls', (reply) => reply.code === 220)
    return this.#encrypt(talk.channel.release(), names)
  }

  async #encrypt(stream: Dialled['stream'], { reference }: TargetNames): Promise<Inside> {
    this.#talk = undefined
    const { clock, tlsSessions } = this.#deps
    const { socket, facts, certificate } = await secure(stream, this.#target, reference, {
      clock,
      timeoutMs: this.#limits.connectMs,
      signal: this.#cutoff.signal,
      ...(tlsSessions === undefined ? {} : { sessions: tlsSessions.for(this.#target) }),
    })
    this.#tap.note('tls', `${facts.protocol}, ${facts.cipher}`)
    this.#deps.secured?.(facts)
    const bindings = this.#target.auth === undefined ? [] : channelBindings(socket, certificate)
    return { talk: this.#converse(socket, 'tls'), tls: facts, bindings }
  }

  async #signIn(
    talk: Conversation,
    capabilities: Capabilities,
    bindings: readonly ChannelBinding[] | undefined,
  ): Promise<PreparedSignIn | undefined> {
    const prepared = prepareSignIn({
      target: this.#target,
      deps: this.#deps,
      redactor: this.#tap.redactor,
      capabilities,
      talk,
      bindings,
    })
    if (prepared?.flying === undefined) await prepared?.run()
    return prepared
  }
}

/** RFC 5321 4.1.4: what servers answer whose rules want another name, beside 501 for its form. */
function isNameRefused({ code }: Reply): boolean {
  return [501, 504, 550, 553, 554].includes(code)
}

/** A network in which the one name that is asked for has this address. */
function lookedUp(network: Network, address: string): Network {
  const found = [{ address, family: isIP(address) === 6 ? (6 as const) : (4 as const) }]
  return { lookup: () => Promise.resolve(found), connect: (request) => network.connect(request) }
}

interface Inside {
  readonly talk: Conversation
  readonly tls: TlsFacts
  readonly bindings: readonly ChannelBinding[]
}

interface Introduced {
  readonly talk: Conversation
  readonly greeting: Reply
  readonly capabilities: Capabilities
  readonly tls?: TlsFacts
  readonly bindings?: readonly ChannelBinding[]
}

/** Firewalls overwrite the offer in place (`XXXXXXXA`); the diagnosis knows it by this line. */
function notOffered(capabilities: Capabilities): string {
  const blanked = [...capabilities.all.keys()].find((keyword) => /^X{4,}[A-Z]?$/.test(keyword))
  return `the server does not offer STARTTLS${blanked === undefined ? '' : ` (it offers ${blanked})`}`
}
