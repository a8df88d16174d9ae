// MAIL and RCPT, in one group or one by one, and what their replies mean (RFC 5321 3.3, RFC 2920 3.1).
import { nameCommand, type Command } from './command.ts'
import { outOfStep, replyFailure } from './fault.ts'
import type { Expectation } from './line-channel.ts'
import { isNegative, isPositive } from './reply.ts'
import type { Transaction } from './transaction-context.ts'
import type { Reply } from './types.ts'

/** RFC 2920 3.1: MAIL, RCPT and DATA in one group, of which DATA is the last. */
export async function sendInGroup(transaction: Transaction): Promise<Reply | undefined> {
  const { talk, plan } = transaction
  // All or none: DATA waits for every reply to RCPT.
  const isDataInGroup = plan.transfer === 'data' && !plan.allOrNone
  const expectations = talk.send([
    ...envelopeCommands(transaction),
    ...(isDataInGroup ? [{ verb: 'DATA' } as const] : []),
  ])
  transaction.behind?.resetSent(expectations[0])
  const rest = await readEnvelope(transaction, expectations, (verb) => talk.limits.replyMs(verb))
  const data = isDataInGroup ? rest[0] : undefined
  return data === undefined ? undefined : talk.reply(data, talk.limits.replyMs('DATA'))
}

/** Without PIPELINING: each command waits for the reply to the one before. */
export async function sendOneByOne(transaction: Transaction): Promise<void> {
  const { talk, plan, hooks } = transaction
  takeMailReply(transaction, await talk.ask(plan.mail))
  hooks.phase?.('rcpt')
  for (const { index, command } of plan.recipients) {
    // MAIL was refused, or 421 has ended the session.
    if (transaction.record.refusal !== undefined) return
    takeRcptReply(transaction, index, command, await talk.ask(command))
  }
}

/**
 * RSET, AUTH, MAIL and every RCPT, as far as they travel together. RSET stands between a message that is not answered yet and the next:
 * without it a refused one would swallow what follows (RFC 3030 2).
 */
export function envelopeCommands({ plan, signIn, behind }: Transaction): Command[] {
  const commands: Command[] = behind === undefined ? [] : [{ verb: 'RSET' }]
  if (signIn !== undefined) commands.push(signIn.command)
  commands.push(plan.mail)
  for (const { command } of plan.recipients) commands.push(command)
  return commands
}

/**
 * Reads the replies to a group that begins with the envelope, and gives back what is still expected behind it. Reads on behind a refusal, so that
 * the session stays in step, but not behind 421, which refuses all that follows (RFC 5321 3.8).
 */
export async function readEnvelope(
  transaction: Transaction,
  expectations: readonly Expectation[],
  timeoutMs: (verb: 'AUTH' | 'RSET' | 'MAIL' | 'RCPT') => number,
): Promise<Expectation[]> {
  const { talk, plan, hooks, signIn, behind } = transaction
  const rest = [...expectations]
  const next = (verb: 'AUTH' | 'RSET' | 'MAIL' | 'RCPT') => {
    const expectation = rest.shift()
    if (expectation === undefined) throw new Error('fewer expectations than commands')
    return talk.reply(expectation, timeoutMs(verb))
  }
  if (behind !== undefined) await takeResetReply(transaction, () => next('RSET'))
  if (signIn !== undefined) takeSignInReply(transaction, await next('AUTH'))
  if (!talk.isDismissed) takeMailReply(transaction, await next('MAIL'))
  hooks.phase?.('rcpt')
  for (const { index, command } of plan.recipients) {
    if (talk.isDismissed) return []
    takeRcptReply(transaction, index, command, await next('RCPT'))
  }
  return talk.isDismissed ? [] : rest
}

function takeSignInReply({ talk, record, signIn }: Transaction, reply: Reply): void {
  if (signIn === undefined) return
  // RFC 4954 4: 235 and nothing else. A challenge has no place where everything was sent at once.
  if (reply.code === 235) {
    signIn.accepted()
    return
  }
  if (!isNegative(reply)) throw talk.refuse('auth', nameCommand(signIn.command), reply)
  record.refusal ??= replyFailure('auth', nameCommand(signIn.command), reply)
}

/** RSET is always answered 250 (RFC 5321 4.1.1.5): anything else belongs to another command. */
async function takeResetReply(transaction: Transaction, read: () => Promise<Reply>): Promise<void> {
  const { talk, plan, record } = transaction
  await talk.atTurn()
  const reply = talk.dismissal ?? (await read())
  // 421 to a message before it refuses this one too (RFC 5321 3.8).
  if (talk.isDismissed) record.refusal ??= replyFailure('mail', nameCommand(plan.mail), reply)
  else if (reply.code !== 250) throw outOfStep('reset', 'RSET', reply)
}

function takeMailReply({ talk, record, plan, behind }: Transaction, reply: Reply): void {
  if (isPositive(reply)) return
  // Behind an accepted RSET there is no wrong place for MAIL: the server did not take one message behind another.
  if (behind !== undefined && reply.code === 503) throw outOfStep('mail', nameCommand(plan.mail), reply)
  if (!isNegative(reply)) throw talk.refuse('mail', nameCommand(plan.mail), reply)
  record.refusal ??= replyFailure('mail', nameCommand(plan.mail), reply)
  talk.settle('spent')
}

/** RFC 5321 3.3: a refused recipient refuses only itself (P7); 250, 251 and 252 accept. */
function takeRcptReply({ talk, record }: Transaction, index: number, command: Command, reply: Reply): void {
  if (!isPositive(reply) && !isNegative(reply)) throw talk.refuse('rcpt', nameCommand(command), reply)
  record.rcpt.set(index, reply)
  if (reply.code === 421) record.refusal ??= replyFailure('rcpt', nameCommand(command), reply)
}
