// Carries messages straight to the mail exchangers of one domain (RFC 5321 5.1): no sign-in, port 25, TLS as its rule says.
import type { Failure } from '../../failure.ts'
import { isTransient } from '../../failure.ts'
import type { OpenClient, OpenSession, ServerTarget } from '../../smtp/client.ts'
import { t } from '../../text/t.ts'
import { notOpened } from '../courier-report.ts'
import type { Courier, CourierReport } from '../courier.ts'
import type { Entry, Recipient, RouteTls } from '../entry.ts'
import { SessionKeeper, type KeeperDeps, type Opened } from '../session-keeper.ts'
import type { Wire } from '../wire.ts'
import { resolveExchangers, type MxAnswer, type ResolveDeps } from './resolve-mx.ts'

/** RFC 5321 4.5.4.2: the port of mail between hosts. */
export const mxPort = 25

export interface MxCourierDeps extends KeeperDeps, ResolveDeps {
  /** What stands behind the @ sign of its recipients. */
  readonly domain: string
  readonly openClient: OpenClient
  /** EHLO name of the entry's server, where it has one; else the address of the connection's own end. */
  readonly ehloName: (entry: Entry) => string | undefined
  /** Default 25. */
  readonly port?: number
  /** PEM; the only trusted CA for verified TLS when given. */
  readonly ca?: string
}

/** A host that answers nothing is left after this; the next one may answer. */
const connectMs = 30_000
/** No further host is tried after this: the lane's clock takes over. */
const openingMs = 600_000

/** Makes the courier of one destination. */
export function createMxCourier(deps: MxCourierDeps): Courier {
  const keeper = new SessionKeeper(deps)
  return {
    deliver: (entry, recipients, attemptId, hooks, signal) => {
      const tls = strictest(recipients)
      const ehloName = deps.ehloName(entry)
      const key = JSON.stringify([tls, ehloName])
      const open = (wire: Wire) => new Opening(deps, { tls, ehloName, wire, signal }).run()
      const way = { ok: true, way: { key, open } } as const
      return keeper.deliver({ entry, recipients, attemptId, hooks, signal }, () => Promise.resolve(way))
    },
    hasSession: () => keeper.hasSession(),
    rest: () => keeper.rest(),
    abort: () => keeper.abort(),
  }
}

const strictness: readonly RouteTls[] = ['opportunistic', 'required', 'verified']

/** They share one copy, so what one recipient's rule demands holds for all. */
function strictest(recipients: readonly Recipient[]): RouteTls {
  const asked = recipients.flatMap(({ route }) => (route?.kind === 'mx' ? [route.tls] : []))
  return strictness.findLast((tls) => asked.includes(tls)) ?? 'opportunistic'
}

interface OpeningInput {
  readonly tls: RouteTls
  readonly ehloName: string | undefined
  readonly wire: Wire
  readonly signal: AbortSignal
}

/** One host at one address. */
interface Stop {
  readonly host: string
  readonly address: string
}

type Security = Pick<ServerTarget, 'security' | 'relaxed'>

/** Looks the hosts up and tries them in their order. */
class Opening {
  readonly #deps: MxCourierDeps
  readonly #input: OpeningInput
  readonly #failures: Failure[] = []
  readonly #notes: string[] = []

  constructor(deps: MxCourierDeps, input: OpeningInput) {
    this.#deps = deps
    this.#input = input
  }

  async run(): Promise<Opened> {
    const answer = await this.#lookUp()
    if (!answer.ok) return { ok: false, report: notOpened(answer.failure) }
    const { clock } = this.#deps
    const until = clock.monotonic() + openingMs
    for (const { host, addresses } of answer.exchangers) {
      for (const address of addresses) {
        if (this.#failures.length > 0 && clock.monotonic() > until) return this.#nobody()
        const tried = await this.#tryStop({ host, address })
        if (tried !== undefined) return tried
      }
    }
    return this.#nobody()
  }

  async #lookUp(): Promise<MxAnswer> {
    const { wire, signal } = this.#input
    const { domain } = this.#deps
    const answer = await orCancelled(resolveExchangers(domain, this.#deps), signal)
    if (!answer.ok) {
      wire.note('connect', answer.failure.detail)
      return answer
    }
    for (const note of answer.notes) wire.note('connect', note)
    const hosts = answer.exchangers.map(({ host, preference }) => `${host} (${preference})`).join(', ')
    if (answer.source === 'mx') wire.note('connect', `${domain} is served by ${hosts}`)
    if (answer.source === 'address') wire.note('connect', `${domain} is its own exchanger: it has no MX`)
    return answer
  }

  /** The session, or the failure that ends the attempt; undefined: the next address is to be tried. */
  async #tryStop(stop: Stop): Promise<Opened | undefined> {
    const { tls, wire } = this.#input
    const [wish, ...fallbacks] = securities[tls]
    const first = await this.#connect(stop, wish)
    if (first.ok) return this.#opened(stop, first.session)
    const [clear] = fallbacks
    if (clear === undefined || !isOfTls(first.failure)) return this.#failed(stop, first.failure)
    // RFC 7435 3: where TLS is a bonus its failure must not stop the mail; the connection is spoilt, so on a new one.
    wire.note('tls', `TLS failed, once more without it: ${first.failure.detail}`)
    this.#notes.push(t('attempt.mx-tls-failed', { host: stop.host, detail: first.failure.detail }))
    const second = await this.#connect(stop, clear)
    return second.ok ? this.#opened(stop, second.session) : this.#failed(stop, second.failure)
  }

  #connect({ host, address }: Stop, security: Security) {
    const { openClient, clock, random, port = mxPort, ca } = this.#deps
    const { ehloName, wire, signal } = this.#input
    const target: ServerTarget = {
      host,
      port,
      address,
      ...security,
      ...(ca === undefined ? {} : { tls: { ca } }),
      ...(ehloName === undefined ? {} : { ehloName }),
    }
    return openClient(target, { clock, random, signal, tap: wire.tap(), timeouts: { connectMs } })
  }

  #opened({ host }: Stop, session: OpenSession): Opened {
    const said = session.tls === undefined ? 'attempt.mx-clear' : 'attempt.mx-unverified'
    const notes = session.tls?.verified === true ? this.#notes : [...this.#notes, t(said, { host })]
    return { ok: true, opened: { session, facts: { serverHost: host }, notes, release: () => undefined } }
  }

  #failed({ host, address }: Stop, failure: Failure): Opened | undefined {
    if (this.#input.signal.aborted || !this.#goesOn(failure))
      return { ok: false, report: this.#report(failure, host) }
    this.#failures.push(failure)
    this.#notes.push(t('attempt.mx-next', { host, address, detail: failure.detail }))
    return undefined
  }

  /** Up to the greeting the host has said nothing about mail for the domain; the TLS that a rule demands another may have. */
  #goesOn(failure: Failure): boolean {
    if (failure.phase === 'connect' || failure.phase === 'greeting') return true
    return this.#input.tls !== 'opportunistic' && isOfTls(failure)
  }

  /** All have failed: what may pass decides, for then the domain was not refused. */
  #nobody(): Opened {
    const failure = this.#failures.find(isTransient) ?? this.#failures.at(-1)
    if (failure === undefined) throw new Error('no address was tried')
    return { ok: false, report: this.#report(failure) }
  }

  #report(failure: Failure, host?: string): CourierReport {
    const session = host === undefined ? {} : { serverHost: host }
    return { ...notOpened(failure), notes: this.#notes, session }
  }
}

/** First the wish; what follows is taken where TLS itself fails. */
const securities: Readonly<Record<RouteTls, readonly [Security, ...Security[]]>> = {
  opportunistic: [{ security: 'starttls', relaxed: 'if-offered' }, { security: 'none' }],
  required: [{ security: 'starttls', relaxed: 'any-certificate' }],
  verified: [{ security: 'starttls' }],
}

function isOfTls({ phase }: Failure): boolean {
  return phase === 'starttls' || phase === 'tls'
}

/** The answer, or that it was cancelled: a name service may take long. */
function orCancelled(answer: Promise<MxAnswer>, signal: AbortSignal): Promise<MxAnswer> {
  return new Promise((resolve, reject) => {
    const stop = () =>
      resolve({ ok: false, failure: { phase: 'connect', kind: 'local', detail: 'cancelled' } })
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    answer.finally(() => signal.removeEventListener('abort', stop)).then(resolve, reject)
  })
}
