// A channel with its state and its limits: what the steps of a session talk through.
import { type Command, nameCommand } from './command.ts'
import { replyFailure, SessionFault } from './fault.ts'
import type { Expectation, LastWrite, LineChannel } from './line-channel.ts'
import { isNegative, isPositive } from './reply.ts'
import { stateAfter, type SessionState } from './session-state.ts'
import type { Limits } from './timeouts.ts'
import type { Phase, Reply } from './types.ts'

export class Conversation {
  readonly channel: LineChannel
  readonly limits: Limits
  #state: SessionState

  constructor(channel: LineChannel, limits: Limits, state: SessionState) {
    this.channel = channel
    this.limits = limits
    this.#state = state
  }

  get state(): SessionState {
    return this.channel.fault === undefined ? this.#state : 'ended'
  }

  /** The server has ended the session by a reply (421, 221). What arrived before a fault of the connection is still taken. */
  get isDismissed(): boolean {
    return this.#state === 'ended'
  }

  /** What the replies have made of the session. */
  settle(state: SessionState): void {
    if (this.#state !== 'ended') this.#state = state
  }

  /** Writes a group of commands as one segment. */
  send(commands: readonly Command[]): Expectation[] {
    this.#advance(commands)
    return this.channel.send(commands)
  }

  /** As `send`, with the octets of the last command, a BDAT. */
  sendWithContent(commands: readonly Command[], content: Buffer, last: LastWrite): Promise<Expectation[]> {
    this.#advance(commands)
    return this.channel.sendWithContent(commands, content, last)
  }

  /** The header of a BDAT whose octets follow. */
  announceChunk(command: Command & { verb: 'BDAT' }): void {
    this.#advance([command])
    this.channel.announceChunk(command)
  }

  /** The next reply; 421 ends the session, whatever it answers (RFC 5321 3.8). */
  async reply(expectation: Expectation, timeoutMs: number): Promise<Reply> {
    const reply = await this.channel.reply(expectation, timeoutMs)
    if (reply.code === 421) this.#state = 'ended'
    return reply
  }

  /** One command and its reply, whatever it is. */
  async ask(command: Command, timeoutMs = this.limits.replyMs(command.verb)): Promise<Reply> {
    const [expectation] = this.send([command])
    if (expectation === undefined) throw new Error('a command without expectation')
    return this.reply(expectation, timeoutMs)
  }

  /** One command that has to be accepted: the reply has to pass `fits`. Throws `SessionFault` with the reply. */
  async demand(
    command: Command,
    phase: Phase,
    fits: (reply: Reply) => boolean = isPositive,
    timeoutMs?: number,
  ): Promise<Reply> {
    const reply = await this.ask(command, timeoutMs)
    if (fits(reply)) return reply
    throw this.refuse(phase, nameCommand(command), reply)
  }

  /** The fault that a reply is. One that is neither what was hoped for nor a refusal breaks the session. */
  refuse(phase: Phase, command: string | undefined, reply: Reply): SessionFault {
    const failure = replyFailure(phase, command, reply)
    if (!isNegative(reply)) this.channel.break(failure)
    return new SessionFault(failure)
  }

  /** QUIT, its answer for at most one second, then closed (RFC 5321 4.1.1.10). */
  async quit(): Promise<void> {
    try {
      if (this.state !== 'ended' && this.state !== 'content' && this.channel.isQuiet) {
        const [expectation] = this.send([{ verb: 'QUIT' }])
        if (expectation !== undefined) await this.channel.reply(expectation, this.limits.quitMs)
      }
    } catch (error) {
      // Whatever QUIT is answered, the connection is closed; nothing depends on it.
      if (!(error instanceof SessionFault)) throw error
    }
    this.channel.close()
  }

  #advance(commands: readonly Command[]): void {
    // A connection that has failed says so itself, with its reason.
    if (this.channel.fault !== undefined) return
    this.#state = stateAfter(
      this.#state,
      commands.map(({ verb }) => verb),
    )
  }
}
