// A channel with its state and its limits: what the steps of a session talk through.
import { type Command, nameCommand } from './command.ts'
import { replyFailure, SessionFault } from './fault.ts'
import type { Expectation, LastWrite, LineChannel, SentWithContent } from './line-channel.ts'
import { isNegative, isPositive } from './reply.ts'
import { stateAfter, type SessionState } from './session-state.ts'
import type { Limits } from './timeouts.ts'
import type { Phase, Reply } from './types.ts'

/** What all who talk on one connection share. */
interface Shared {
  state: SessionState
  /** The 421 or 221 that ended the session. */
  dismissal?: Reply
  /** Who wrote last, where several messages are under way (window.ts). */
  writer?: Conversation
}

export class Conversation {
  readonly channel: LineChannel
  readonly limits: Limits
  readonly #shared: Shared
  /** In a window: when all before it have been answered. */
  readonly #turn: Promise<void> | undefined

  constructor(channel: LineChannel, limits: Limits, state: SessionState | Shared, turn?: Promise<void>) {
    this.channel = channel
    this.limits = limits
    this.#shared = typeof state === 'string' ? { state } : state
    this.#turn = turn
  }

  /**
   * The same session for one more message of a window: it writes now, reads its replies when `turn` has come, and what they
   * make of the session counts only as long as nobody has written behind it.
   */
  follow(turn: Promise<void>): Conversation {
    const follower = new Conversation(this.channel, this.limits, this.#shared, turn)
    this.#shared.writer = follower
    return follower
  }

  /** Resolves when all before it have been answered. */
  async atTurn(): Promise<void> {
    await this.#turn
  }

  get state(): SessionState {
    return this.channel.fault === undefined ? this.#shared.state : 'ended'
  }

  /** The reply that ended the session. It refuses all that was written behind what it answers (RFC 5321 3.8). */
  get dismissal(): Reply | undefined {
    return this.#shared.dismissal
  }

  /** The server has ended the session by a reply (421, 221). What arrived before a fault of the connection is still taken. */
  get isDismissed(): boolean {
    return this.#shared.state === 'ended'
  }

  /** What the replies have made of the session. */
  settle(state: SessionState): void {
    const isOvertaken = this.#turn !== undefined && this.#shared.writer !== this
    if (this.#shared.state !== 'ended' && !isOvertaken) this.#shared.state = state
  }

  /** Writes a group of commands as one segment. */
  send(commands: readonly Command[]): Expectation[] {
    this.#advance(commands)
    return this.channel.send(commands)
  }

  /** As `send`, with the octets of the last command, a BDAT. */
  sendWithContent(commands: readonly Command[], content: Buffer, last: LastWrite): SentWithContent {
    this.#advance(commands)
    // Alone on a session, nothing can follow before it is answered.
    return this.channel.sendWithContent(commands, content, last, this.#turn !== undefined)
  }

  /** The header of a BDAT whose octets follow. */
  announceChunk(command: Command & { verb: 'BDAT' }): void {
    this.#advance([command])
    this.channel.announceChunk(command)
  }

  /** The next reply; 421 ends the session, whatever it answers (RFC 5321 3.8). */
  async reply(expectation: Expectation, timeoutMs: number): Promise<Reply> {
    const reply = expectation.reply ?? (await this.channel.reply(expectation, timeoutMs))
    if (reply.code === 421) {
      this.#shared.state = 'ended'
      this.#shared.dismissal ??= reply
    }
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
    this.#shared.state = stateAfter(
      this.#shared.state,
      commands.map(({ verb }) => verb),
    )
  }
}
