// AUTH (RFC 4954): the exchange of one mechanism, and which one comes next.
import type { Conversation } from './conversation.ts'
import { localFault, replyFailure, SessionFault } from './fault.ts'
import { isNegative } from './reply.ts'
import type { Redactor } from './redact.ts'
import { SaslError, type SaslExchange } from './sasl/mechanism.ts'
import type { Mechanism, SaslContext } from './sasl/mechanisms.ts'
import type { Command } from './command.ts'
import type { Reply } from './types.ts'

/** RFC 4954 4, RFC 5321 4.5.3.1.4: a command line with its CRLF. */
const MAX_COMMAND_OCTETS = 512
/** RFC 4954 4: a line of the exchange, without its CRLF. */
const MAX_RESPONSE_OCTETS = 12_288 - 2

export interface SignInContext extends SaslContext {
  readonly redactor: Redactor
}

/**
 * Tries the mechanisms in order and gives back the one that was accepted. The next one follows 504 only (mechanism not known, RFC 4954 6): behind
 * 534 or 535 a second guess with the same secret would only count as one more wrong password. Throws `SessionFault`.
 */
export async function signIn(
  talk: Conversation,
  candidates: readonly Mechanism[],
  context: SignInContext,
): Promise<Mechanism> {
  let last: Refusal | undefined
  for (const mechanism of candidates) {
    if (last !== undefined && !mayFollow(mechanism, last)) continue
    const { reply, reason } = await runMechanism(talk, mechanism, context)
    if (reply.code === 235) return mechanism
    last = { mechanism, reply, reason }
    if (talk.state === 'ended') break
  }
  if (last === undefined) throw localFault('auth', 'no mechanism to sign in with')
  const failure = replyFailure('auth', `AUTH ${last.mechanism.name}`, last.reply)
  const why = last.reason === undefined ? '' : ` (${last.reason})`
  throw new SessionFault({ ...failure, detail: failure.detail + why })
}

interface Refusal {
  readonly mechanism: Mechanism
  readonly reply: Reply
  /** The server's word for it, from a challenge. */
  readonly reason: string | undefined
}

/** Whether a mechanism may be tried behind a refusal. */
function mayFollow(next: Mechanism, { mechanism, reply, reason }: Refusal): boolean {
  const isSameName = next.name === mechanism.name
  // RFC 5802 6, 7: only the type of channel binding was refused, before any proof was given.
  if (isSameName) return firstWord(reason) === 'unsupported-channel-binding-type'
  if (reply.code === 504) return true
  // RFC 4954 6: "a password transition is needed": one sign-in with PLAIN, inside TLS, lets the server learn the password anew.
  return reply.code === 432 && reply.enhanced === '4.7.12' && next.name === 'PLAIN' && next.isSecured
}

/** The AUTH command with its initial response, where there is one that fits a command line. */
export function authCommand(
  name: string,
  exchange: SaslExchange,
  redactor: Redactor,
): Command & { verb: 'AUTH' } {
  const bare = { verb: 'AUTH', mechanism: name } as const
  if (exchange.initial === undefined) return bare
  const initial = toBase64(exchange.initial, redactor) || '='
  const octets = `AUTH ${name} ${initial}\r\n`.length
  return octets > MAX_COMMAND_OCTETS ? bare : { ...bare, initial }
}

/** One exchange, up to the reply that ends it: 235, or a refusal. */
async function runMechanism(
  talk: Conversation,
  mechanism: Mechanism,
  context: SignInContext,
): Promise<{ reply: Reply; reason: string | undefined }> {
  const exchange = createExchange(mechanism, context)
  const command = authCommand(mechanism.name, exchange, context.redactor)
  // An initial response that did not fit is the answer to the first, empty challenge.
  let owed = command.initial === undefined ? exchange.initial : undefined
  let reply = await talk.ask(command)
  while (reply.code === 334) {
    const response = owed ?? (await answer(talk, mechanism, exchange, context.redactor))
    owed = undefined
    const text = toBase64(response, context.redactor)
    if (text.length > MAX_RESPONSE_OCTETS)
      throw await cancel(talk, mechanism, 'the answer is longer than a line may be')
    reply = await talk.ask({ verb: 'RESPONSE', text, mechanism: mechanism.name })
  }
  const reason = toReason(exchange.reason?.(), context.redactor)
  if (isNegative(reply)) return { reply, reason }
  if (reply.code !== 235) throw talk.refuse('auth', `AUTH ${mechanism.name}`, reply)
  if (!exchange.isComplete())
    throw unproven(talk, mechanism, 'the server accepted the sign-in without proving itself')
  return { reply, reason }
}

/** What a mechanism can't carry (NUL, what SASLprep prohibits) is refused before anything is written. */
export function createExchange(mechanism: Mechanism, context: SaslContext): SaslExchange {
  try {
    return mechanism.create(context)
  } catch (error) {
    if (error instanceof SaslError) throw localFault('auth', error.message)
    throw error
  }
}

async function answer(
  talk: Conversation,
  mechanism: Mechanism,
  exchange: SaslExchange,
  redactor: Redactor,
): Promise<Buffer> {
  try {
    const response = exchange.respond(parseChallenge(talk.channel.challenge))
    for (const secret of exchange.derived?.() ?? []) redactor.add(secret)
    return response
  } catch (error) {
    // The challenge was read as it came: what is said of it may quote it.
    if (error instanceof SaslError) throw await cancel(talk, mechanism, redactor.apply(error.message))
    throw error
  }
}

/** The server's word for a refusal, fit for a failure. Secrets are looked for before anything is cut away (P25). */
function toReason(word: string | undefined, redactor: Redactor): string | undefined {
  if (word === undefined) return undefined
  return redactor
    .apply(word)
    .replaceAll(/[^\w.[\]-]/g, ' ')
    .slice(0, 60)
}

/** The error of a SCRAM server (RFC 5802 7), without what may follow it behind a comma. */
function firstWord(reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : /^[\w-]+/.exec(reason)?.[0]
}

/** The text of a 334 is base64 and nothing else (RFC 4954 4). */
function parseChallenge(line: string): Buffer {
  const text = line.slice(4).trim()
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new SaslError('the challenge of the server is no base64')
  return Buffer.from(text, 'base64')
}

/** RFC 4954 4: `*` cancels; the server answers 501, and the sign-in has failed whatever it says. */
async function cancel(talk: Conversation, mechanism: Mechanism, why: string): Promise<SessionFault> {
  await talk.ask({ verb: 'RESPONSE', text: '*', mechanism: mechanism.name })
  return unproven(talk, mechanism, why)
}

function unproven(talk: Conversation, mechanism: Mechanism, why: string): SessionFault {
  const failure = {
    phase: 'auth',
    kind: 'protocol',
    command: `AUTH ${mechanism.name}`,
    detail: `${mechanism.name}: ${why}`,
  } as const
  talk.channel.break(failure)
  return new SessionFault(failure)
}

function toBase64(octets: Buffer, redactor: Redactor): string {
  const text = octets.toString('base64')
  redactor.add(text)
  return text
}
