// Decides whether, how and when a session signs in.
import type { Capabilities } from './capabilities.ts'
import type { ClientDeps, ServerTarget } from './client.ts'
import type { Conversation } from './conversation.ts'
import { localFault } from './fault.ts'
import type { Redactor } from './redact.ts'
import type { ChannelBinding } from './sasl/channel-binding.ts'
import { chooseMechanisms, type Mechanism } from './sasl/mechanisms.ts'
import { authCommand, createExchange, signIn, type SignInContext } from './sign-in.ts'
import type { FlyingSignIn } from './transaction-context.ts'

export interface SignInNeeds {
  readonly target: ServerTarget
  readonly deps: ClientDeps
  readonly redactor: Redactor
  readonly capabilities: Capabilities
  readonly talk: Conversation
  /** Channel bindings of the TLS connection, best first; undefined: no TLS. */
  readonly bindings: readonly ChannelBinding[] | undefined
}

export interface PreparedSignIn {
  /** The mechanism that was accepted. */
  readonly mechanism: string | undefined
  /** The sign-in that goes with the first envelope; undefined: it goes alone, by `run`. */
  readonly flying: FlyingSignIn | undefined
  /** Signs in now. Throws `SessionFault`. */
  run(): Promise<void>
}

/** undefined: the target names no credentials. Throws `SessionFault` where signing in is not possible or not allowed. */
export function prepareSignIn(needs: SignInNeeds): PreparedSignIn | undefined {
  const { auth } = needs.target
  if (auth === undefined) return undefined
  // P26: neither password nor token goes over a connection that others can read, unless exactly that was allowed.
  const isSecured = needs.bindings !== undefined
  if (!isSecured && auth.allowInsecure !== true)
    throw localFault('auth', 'signing in without TLS is not allowed for this server')
  const { user, pass, token } = auth
  if (!isSecured && token !== undefined)
    throw localFault('auth', 'a token is never sent over a connection that is not encrypted')
  const context: SignInContext = {
    credentials: { user, ...(pass === undefined ? {} : { pass }), ...(token === undefined ? {} : { token }) },
    random: needs.deps.random,
    offered: needs.capabilities.mechanisms,
    isSecured,
    hasClientCertificate: needs.target.tls?.cert !== undefined,
    bindings: needs.bindings ?? [],
    host: needs.target.host,
    port: needs.target.port,
    redactor: needs.redactor,
  }
  const candidates = chooseMechanisms(context, auth.mechanisms)
  const [first] = candidates
  if (first === undefined) throw localFault('auth', whyNone(needs.capabilities))

  let mechanism: string | undefined
  const flying = flyingSignIn(first, context, needs, () => {
    mechanism = first.name
  })
  return {
    get mechanism() {
      return mechanism
    },
    flying,
    async run() {
      mechanism = (await signIn(needs.talk, candidates, context)).name
    },
  }
}

function whyNone({ mechanisms }: Capabilities): string {
  return mechanisms.length === 0
    ? 'the server does not offer AUTH'
    : `none of the mechanisms that the server offers can be used: ${mechanisms.join(' ')}`
}

/**
 * RFC 4954 4 lets AUTH be followed in its group only where it needs no answer: PLAIN and EXTERNAL with their initial response.
 * It is done only where the server has taken this sign-in before (`authInFlight`), so that a wrong password stays one refused command.
 */
function flyingSignIn(
  mechanism: Mechanism,
  context: SignInContext,
  { deps, capabilities }: SignInNeeds,
  accepted: () => void,
): FlyingSignIn | undefined {
  const { options } = deps
  if (options?.authInFlight !== true || options.pipelining === false) return undefined
  if (!capabilities.has('PIPELINING') || !['PLAIN', 'EXTERNAL'].includes(mechanism.name)) return undefined
  const command = authCommand(mechanism.name, createExchange(mechanism, context), context.redactor)
  return command.initial === undefined ? undefined : { command, accepted }
}
