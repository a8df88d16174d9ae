// The rungs of a server check behind the sign-in: MAIL, RCPT, RSET, and no message (product.md, "Server check as a ladder").
import type { Command } from './command.ts'
import { nameCommand } from './command.ts'
import type { Conversation } from './conversation.ts'
import { localFault, replyFailure, toFailure } from './fault.ts'
import { hasControl, isAscii, parsePath, show } from './path.ts'
import { isPositive } from './reply.ts'
import type { Phase, Reply, SmtpFailure } from './types.ts'

/** What a question was answered. */
export interface ProbeStep {
  readonly command: string
  readonly reply?: Reply
  /** Why this rung is where the ladder ends. */
  readonly failure?: SmtpFailure
}

/**
 * Asks whether the server would take mail, and takes it back by RSET. Never rejects for what network and server do.
 * @param from reverse-path; '' is the null reverse-path
 * @param to a recipient to ask for, if any
 */
export async function probeEnvelope(talk: Conversation, from: string, to?: string): Promise<ProbeStep[]> {
  const sender = from === '' ? { ascii: '' } : parsePath(from)
  const recipient = to === undefined ? undefined : parsePath(to)
  for (const path of [sender, recipient])
    if (typeof path === 'string') return [{ command: '', failure: localFault('local', path).failure }]
  const steps: ProbeStep[] = []
  const paths = [sender, recipient].flatMap((path) => (typeof path === 'object' ? [path.ascii] : []))
  for (const [index, path] of paths.entries()) {
    const verb = index === 0 ? 'MAIL' : 'RCPT'
    const step = await askFor(talk, { verb, path, parameters: [] }, index === 0 ? 'mail' : 'rcpt')
    steps.push(step)
    if (step.failure !== undefined) break
  }
  if (talk.state !== 'ended') steps.push(await askFor(talk, { verb: 'RSET' }, 'reset'))
  return steps
}

/**
 * VRFY or EXPN (RFC 5321 3.5): what the server says of a mailbox or a list. Most servers say 252 or 502, which tells nothing. Never rejects.
 * @param argument a user name, a mailbox or the name of a list
 */
export async function askAbout(
  talk: Conversation,
  verb: 'VRFY' | 'EXPN',
  argument: string,
): Promise<ProbeStep> {
  if (argument === '' || hasControl(argument) || !isAscii(argument))
    return { command: verb, failure: localFault('local', `${show(argument)} can't be asked for`).failure }
  const name = nameCommand({ verb, argument })
  try {
    const reply = await talk.ask({ verb, argument })
    return isPositive(reply)
      ? { command: name, reply }
      : { command: name, reply, failure: replyFailure('rcpt', name, reply) }
  } catch (error) {
    const failure = toFailure(error, 'rcpt')
    talk.channel.break(failure)
    return { command: name, failure }
  }
}

async function askFor(talk: Conversation, command: Command, phase: Phase): Promise<ProbeStep> {
  const name = nameCommand(command)
  try {
    const reply = await talk.ask(command)
    if (isPositive(reply)) return { command: name, reply }
    // A refused MAIL or RCPT leaves the session as RSET finds it.
    talk.settle('spent')
    return { command: name, reply, failure: replyFailure(phase, name, reply) }
  } catch (error) {
    const failure = toFailure(error, phase)
    talk.channel.break(failure)
    return { command: name, failure }
  }
}
