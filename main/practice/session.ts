import type { SecureContext } from 'node:tls'
import type { Clock } from '../clock.ts'
import { authenticate } from './auth.ts'
import type { Channel } from './channel.ts'
import { parseCommand, type Command } from './commands.ts'
import type { Overrides } from './overrides.ts'
import type { ArmedPhase, TlsFault } from './practice.ts'
import type { ShownTls } from './tls-faults.ts'
import { capabilitiesOf } from './imitations.ts'
import { practiceDomain } from './scenarios.ts'
import {
  addRecipient,
  beginTransaction,
  finish,
  type Step,
  type Transaction,
  type TransactionDeps,
} from './transaction.ts'

/** Octets of a message that are taken; SIZE announces it (RFC 1870). */
const maxMessageOctets = 36_700_160
const maxErrors = 20

export interface SessionDeps extends TransactionDeps {
  readonly clock: Clock
  /** What a handshake is made with: as it is right, or with a fault. */
  readonly secureContext: (shows: ShownTls) => Promise<SecureContext>
  readonly overrides: Overrides
}

interface State {
  helo: string | null
  extended: boolean
  user: string | null
  transaction: Transaction | null
  errors: number
}

/** Speaks ESMTP with one client until it quits, goes, or is sent away (RFC 5321, 3207, 4954). Never rejects. */
export async function runSession(channel: Channel, deps: SessionDeps): Promise<void> {
  const state: State = { helo: null, extended: false, user: null, transaction: null, errors: 0 }
  if (!(await greetFirst(channel, deps))) return
  for (;;) {
    const line = await channel.line()
    if (line.kind === 'closed') break
    if (line.kind === 'idle') {
      sendAway(channel, '4.4.2', 'Error: timeout exceeded')
      return
    }
    const parsed = line.kind === 'line' ? parseCommand(line.text) : tooLong
    const first = parsed.ok ? await handle(channel, state, parsed.command, deps) : { reply: [parsed.reply] }
    const step = first.takesContent === true ? await takeContent(channel, state, first, deps) : first
    await pause(state, deps.clock)
    if (step.reply !== undefined) channel.reply(step.reply)
    if (step.hangUp === true) {
      channel.end()
      return
    }
    if (step.reply?.[0]?.startsWith('5') === true) state.errors += 1
    if (state.errors > maxErrors) {
      sendAway(channel, '4.7.0', 'Error: too many errors')
      return
    }
    if (step.startTls !== undefined && !(await secure(channel, state, step.startTls, deps))) break
  }
  channel.destroy()
}

const tooLong = { ok: false, reply: '500 5.5.2 Error: line too long' } as const

function sendAway(channel: Channel, enhanced: string, text: string): void {
  channel.reply([`421 ${enhanced} ${practiceDomain} ${text}`])
  channel.end()
}

/** `slow@` is among the recipients: every reply waits. */
function pause(state: State, clock: Clock): Promise<void> {
  const delayMs = state.transaction?.delayMs ?? 0
  return delayMs === 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(delayMs, resolve))
}

/** The handshake; all that was learned before it is forgotten (RFC 3207 4.2). */
async function secure(
  channel: Channel,
  state: State,
  shows: 'usual' | TlsFault,
  { secureContext }: SessionDeps,
): Promise<boolean> {
  state.helo = null
  state.extended = false
  state.transaction = null
  return shows === 'break-tls' ? channel.breakTls() : channel.startTls(await secureContext(shows))
}

/** Whether the command may be given now: the reply that says why not, or null. */
function outOfOrder(channel: Channel, state: State, command: Command): string | null {
  switch (command.verb) {
    case 'STARTTLS':
      return channel.encrypted ? '503 5.5.1 Error: TLS is already active' : null
    case 'AUTH':
      if (!channel.encrypted) return '530 5.7.0 Must issue a STARTTLS command first'
      if (!state.extended) return '503 5.5.1 Error: send EHLO first'
      return state.user === null ? null : '503 5.5.1 Error: already authenticated'
    case 'MAIL':
      if (state.helo === null) return '503 5.5.1 Error: send HELO/EHLO first'
      if (!channel.encrypted) return '530 5.7.0 Must issue a STARTTLS command first'
      if (state.user === null) return '530 5.7.0 Authentication required'
      return state.transaction === null ? null : '503 5.5.1 Error: nested MAIL command'
    case 'RCPT':
    case 'DATA':
      return state.transaction === null ? '503 5.5.1 Error: need MAIL command' : null
    default:
      return null
  }
}

async function handle(channel: Channel, state: State, command: Command, deps: SessionDeps): Promise<Step> {
  const refusal = outOfOrder(channel, state, command)
  if (refusal !== null) return { reply: [refusal] }
  const phase = PHASES[command.verb]
  const usual = () => carryOut(channel, state, command, deps)
  return phase === undefined ? usual() : deps.overrides.answer(phase, usual)
}

const PHASES: Readonly<Partial<Record<Command['verb'], ArmedPhase>>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  STARTTLS: 'starttls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  RSET: 'rset',
  QUIT: 'quit',
}

/** The greeting, or what is armed in its place; false where the connection ends with it (RFC 5321 3.1). */
async function greetFirst(channel: Channel, { overrides }: SessionDeps): Promise<boolean> {
  const step = await overrides.answer('greeting', () =>
    Promise.resolve({ reply: [`220 ${practiceDomain} ESMTP Sendoff practice server`] }),
  )
  if (step.reply !== undefined) channel.reply(step.reply)
  if (step.hangUp === true) channel.end()
  return step.hangUp !== true
}

async function carryOut(channel: Channel, state: State, command: Command, deps: SessionDeps): Promise<Step> {
  switch (command.verb) {
    case 'EHLO':
    case 'HELO':
      return greet(channel, state, command, deps)
    case 'STARTTLS':
      return { reply: ['220 2.0.0 Ready to start TLS'], startTls: 'usual' }
    case 'AUTH':
      return signIn(channel, state, command)
    case 'MAIL':
      return begin(state, command)
    case 'RCPT':
      return state.transaction === null ? {} : addRecipient(state.transaction, command.path, deps)
    case 'DATA':
      return awaitContent(state, deps)
    case 'RSET':
      state.transaction = null
      return { reply: ['250 2.0.0 Ok'] }
    case 'NOOP':
      return { reply: ['250 2.0.0 Ok'] }
    case 'VRFY':
      return { reply: ['252 2.0.0 Send some mail, I will try my best'] }
    case 'QUIT':
      return { reply: ['221 2.0.0 Bye'], hangUp: true }
  }
}

function greet(
  channel: Channel,
  state: State,
  command: { verb: 'EHLO' | 'HELO'; name: string },
  { overrides }: SessionDeps,
): Step {
  state.helo = command.name
  state.extended = command.verb === 'EHLO'
  state.transaction = null
  if (!state.extended) return { reply: [`250 ${practiceDomain}`] }
  const capabilities = capabilitiesOf(overrides.imitated(), {
    encrypted: channel.encrypted,
    size: maxMessageOctets,
  })
  const lines = [practiceDomain, ...capabilities]
  return { reply: lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`) }
}

async function signIn(
  channel: Channel,
  state: State,
  command: { readonly mechanism: string; readonly initial: string | null },
): Promise<Step> {
  const outcome = await authenticate(channel, command.mechanism, command.initial)
  if (outcome.ok) state.user = outcome.user
  return { reply: [outcome.reply] }
}

function begin(state: State, command: Command & { verb: 'MAIL' }): Step {
  if (command.size !== null && command.size > maxMessageOctets) {
    return { reply: ['552 5.3.4 Message size exceeds fixed limit'] }
  }
  const begun = beginTransaction(command, state.helo ?? '')
  if (begun.ok) state.transaction = begun.transaction
  return { reply: [begun.reply] }
}

/** DATA. Where the connection is to end during the transfer, it ends right behind the 354: later, the final dot might have left. */
async function awaitContent({ transaction }: State, { overrides }: SessionDeps): Promise<Step> {
  if (transaction === null || transaction.accepted.length === 0) {
    return { reply: ['554 5.5.1 Error: no valid recipients'] }
  }
  const { hangUp } = await overrides.answer('transfer', () =>
    Promise.resolve({ hangUp: transaction.hangUpAt === 'data' }),
  )
  const reply = ['354 End data with <CR><LF>.<CR><LF>']
  return hangUp === true ? { reply, hangUp } : { reply, takesContent: true }
}

/** Says `go`, and answers the final dot. */
async function takeContent(channel: Channel, state: State, go: Step, deps: SessionDeps): Promise<Step> {
  const { transaction } = state
  if (transaction === null) return { hangUp: true }
  await pause(state, deps.clock)
  channel.reply(go.reply ?? [])
  const content = await channel.content(maxMessageOctets)
  if (typeof content === 'string') return { hangUp: true }
  const step = await deps.overrides.answer('message', () => finish(transaction, content, deps))
  await pause(state, deps.clock)
  state.transaction = null
  return step
}
