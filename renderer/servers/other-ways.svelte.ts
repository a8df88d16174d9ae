import type { CheckResult, ChecksApi, ServerForm } from '../../main/api.ts'
import type { CallFailure, Result } from '../../main/result.ts'

/** Port and security together: one way in to a host. */
export interface Way {
  readonly port: number
  readonly security: 'starttls' | 'implicit'
}

export interface TriedWay extends Way {
  /** Null: it is being tried. */
  readonly result: CheckResult | null
}

/**
 * What servers for sending are reached by: submission over TLS (RFC 8314 3.3), with STARTTLS (RFC 6409 3.1), and two
 * that providers offer beside them. Never without TLS: a password would cross the net in clear.
 */
const usualWays: readonly Way[] = [
  { port: 465, security: 'implicit' },
  { port: 587, security: 'starttls' },
  { port: 2525, security: 'starttls' },
  { port: 25, security: 'starttls' },
]

/** Those that the form does not have yet. */
export function toOtherWays({ port, security }: Pick<ServerForm, 'port' | 'security'>): readonly Way[] {
  return usualWays.filter((way) => way.port !== port || way.security !== security)
}

type Check = (input: Parameters<ChecksApi['run']>[0]) => Promise<Result<CheckResult>>

/** Other ports and kinds of security of the host of a form, tried one after the other. No markup. */
export class OtherWays {
  tried = $state.raw<readonly TriedWay[]>([])
  running = $state(false)
  failure = $state.raw<CallFailure | null>(null)
  readonly #check: Check
  readonly #createId: () => string

  constructor(check: Check, createId: () => string = () => crypto.randomUUID()) {
    this.#check = check
    this.#createId = createId
  }

  /** Connects and signs in by each; sends no mail. A form that cannot be used ends it with what is wrong. */
  async run(form: ServerForm): Promise<void> {
    if (this.running) return
    this.running = true
    this.failure = null
    this.tried = []
    for (const way of toOtherWays(form)) {
      const before = this.tried
      this.tried = [...before, { ...way, result: null }]
      const result = await this.#check({
        checkId: this.#createId(),
        form: { ...form, ...way },
        recipient: '',
        until: 'sign-in',
      })
      if (!result.ok) {
        this.failure = result.failure
        this.tried = before
        break
      }
      this.tried = [...before, { ...way, result: result.value }]
      // Something else was asked for.
      if (result.value.outcome === 'stopped') break
    }
    this.running = false
  }
}

/** Whether the server answered there, whatever it said. */
export function doesAnswer({ result }: TriedWay): boolean {
  const connect = result?.rungs.find(({ name }) => name === 'connect')
  return connect?.state === 'passed' || connect?.state === 'warned'
}
