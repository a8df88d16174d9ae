// One connection: commands out, replies in. The only place that writes to a socket or reads from one, so the tap sees
// every line, and a reply can only be taken by the command that waits for it.
import type { Duplex } from 'node:stream'
import type { Clock } from '../clock.ts'
import { Deadlines } from './deadlines.ts'
import { nameCommand, phaseOf, writeCommand, type Command, type WrittenCommand } from './command.ts'
import { networkFailure, SessionFault } from './fault.ts'
import { isNegative } from './reply.ts'
import { ReplyInbox, type Expectation } from './reply-inbox.ts'
import type { SessionTap } from './session-tap.ts'
import type { Phase, Reply, SmtpFailure } from './types.ts'
import { Waits } from './waits.ts'
import { WriteQueue } from './write-queue.ts'

export type { Expectation } from './reply-inbox.ts'

/** How the last octets of a message, or of a chunk, are written. */
export interface LastWrite {
  /** For a write that makes no headway. */
  readonly timeoutMs: number
  /** Called when the socket has confirmed the last octet. */
  readonly left: () => void
  /** Whether the server has refused meanwhile: then the write is not waited for. */
  readonly isStopped?: () => boolean
}

/** Commands that were sent with the content of the last. */
export interface SentWithContent {
  readonly expectations: readonly Expectation[]
  /** When the socket has confirmed the last octet. */
  readonly confirmed: Promise<void>
}

/** Octets that may wait in the process before the writer is held up (back-pressure from socket to file). */
export const MAX_QUEUED_OCTETS = 256 * 1024
/** TLS confirms a write one turn later than TCP; what has not been confirmed after so long is really held up. */
const CONFIRMATION_MS = 100

export class LineChannel {
  /** Its time limits, and those of the messages on it. */
  readonly deadlines: Deadlines
  readonly #stream: Duplex
  /** Of the message that writes now. */
  #tap: SessionTap
  readonly #replies = new ReplyInbox(this)
  readonly #waits: Waits
  #phase: Phase
  #fault: SessionFault | undefined
  readonly #writes: WriteQueue
  /** Writes that have to be confirmed before reading goes on. */
  #holds = 0
  #contentOctets = 0

  constructor(stream: Duplex, clock: Clock, tap: SessionTap, phase: Phase) {
    this.#stream = stream
    this.deadlines = new Deadlines(clock)
    this.#waits = new Waits(this.deadlines)
    this.#tap = tap
    this.#phase = phase
    this.#writes = new WriteQueue(stream, { failed: this.#onError, changed: () => this.#waits.changed() })
    stream.on('data', this.#onData)
    stream.on('error', this.#onError)
    stream.on('end', this.#onEnd)
    stream.on('close', this.#onEnd)
  }

  /** Where the dialogue stands. */
  get phase(): Phase {
    return this.#phase
  }

  /** Why the connection can no longer be used. */
  get fault(): SmtpFailure | undefined {
    return this.#fault?.failure
  }

  /** The last 334 as it came: a mechanism has to answer that, not the redacted line that stands in the reply. */
  get challenge(): string {
    return this.#replies.challenge
  }

  /** Where lines are recorded now. */
  get tap(): SessionTap {
    return this.#tap
  }

  /** What is written from here on, and what answers it, is recorded there: another message of a window begins. */
  recordIn(tap: SessionTap): void {
    this.#tap = tap
  }

  /** Open, and the server has said nothing that was not asked for. */
  get isQuiet(): boolean {
    return this.#fault === undefined && !this.#replies.isStray && this.#replies.next === undefined
  }

  /** Whether the server has sent something that nothing waits for. */
  get isInterrupted(): boolean {
    return this.#replies.isStray
  }

  /** The greeting is the one reply without a command. */
  expectGreeting(): Expectation {
    return this.#expect('greeting', undefined)
  }

  /**
   * Writes commands as one segment and registers what answers them: the chokepoint of the whole engine. Throws when the
   * connection is broken, or when the server has sent something that nobody waits for: then no reply could be
   * told from another any more (RFC 5321 4.2, 4.3.1).
   */
  send(commands: readonly Command[]): Expectation[] {
    this.#requireQuiet(commands[0])
    const written = commands.map(writeCommand)
    const expectations = this.#record(written)
    this.#writes.write(toOctets(written))
    return expectations
  }

  /**
   * As `send`, with the content of the last command (a BDAT) in the same segment.
   * @param isJoined other messages may follow in the same write: it is done at the end of this turn of the event loop
   */
  sendWithContent(
    commands: readonly Command[],
    content: Buffer,
    last: LastWrite,
    isJoined: boolean,
  ): SentWithContent {
    this.#requireQuiet(commands[0])
    const written = commands.map(writeCommand)
    const expectations = this.#record(written)
    this.#contentOctets = content.length
    this.#noteContent('')
    const parts = [toOctets(written), content]
    const confirmed = this.#confirmed(isJoined ? undefined : expectations.at(-1), last, (left) => {
      if (isJoined) this.#writes.join(parts, left)
      else this.#writes.write(Buffer.concat(parts), left)
    })
    return { expectations, confirmed }
  }

  /** 354 has come: what happens from here on concerns the content. */
  enterContent(): void {
    this.#phase = 'message'
  }

  /** Writes octets of the message behind what was written; returns at once. `room` holds the writer up. */
  writeContent(octets: Buffer): void {
    this.#contentOctets += octets.length
    this.#writes.write(octets)
  }

  /** Writes the header of a BDAT whose octets follow. Its reply is expected once the last of them is written. */
  announceChunk(command: Command & { verb: 'BDAT' }): void {
    this.#requireQuiet(command)
    this.#phase = 'message'
    const written = writeCommand(command)
    this.#tap.record('client', written.phase, written.shown)
    this.#writes.write(toOctets([written]))
  }

  /** Writes the last octets of the message, or of a chunk. Resolves when the socket has confirmed them, or a refusal came first. */
  async finishContent(octets: Buffer, answers: Command | 'final-dot', last: LastWrite): Promise<Expectation> {
    const isDot = answers === 'final-dot'
    this.#contentOctets += octets.length
    this.#noteContent('')
    const expectation = this.#expect(
      isDot ? 'message' : phaseOf(answers),
      isDot ? 'DATA' : nameCommand(answers),
    )
    await this.#confirmed(expectation, last, (confirmed) => this.#writes.write(octets, confirmed))
    return expectation
  }

  /** Resolves when another piece of content may be written, or the server has interrupted. Each piece that leaves is headway. */
  async room(timeoutMs: number, isStopped: () => boolean = () => false): Promise<void> {
    const isInTheWay = () => this.#replies.isStray || isStopped()
    while (this.#fault === undefined && this.#writes.octets > MAX_QUEUED_OCTETS && !isInTheWay()) {
      const before = this.#writes.octets
      await this.#until(
        () => this.#writes.octets < before || isInTheWay(),
        timeoutMs,
        () => this.#stuck(),
      )
    }
    // A refusal that was read before the connection failed says more than the failure.
    if (!isInTheWay()) this.#requireIntact()
  }

  /** The reply to `expectation`, whole within `timeoutMs`, however slowly it drips. Throws `SessionFault`. */
  async reply(expectation: Expectation, timeoutMs: number): Promise<Reply> {
    const noAnswer = (): SmtpFailure => ({
      phase: expectation.phase,
      kind: 'timeout',
      ...(expectation.command === undefined ? {} : { command: expectation.command }),
      detail: `no complete answer to ${expectation.command ?? 'the connection'} within ${timeoutMs} ms`,
    })
    await this.#until(() => expectation.reply !== undefined, timeoutMs, noAnswer)
    if (expectation.reply !== undefined) return expectation.reply
    throw this.#faultIn(expectation)
  }

  /** As `reply`, but a reply that does not come so soon, or never, is none, and breaks nothing. */
  async replySoon(expectation: Expectation, withinMs: number): Promise<Reply | undefined> {
    let isLate = false
    const timer = this.deadlines.after(withinMs, () => {
      isLate = true
      this.#waits.changed()
    })
    const isSettled = () => isLate || expectation.reply !== undefined
    await this.#until(isSettled, withinMs * 2, () => this.#stuck())
    timer.cancel()
    return expectation.reply
  }

  /**
   * What the server sent while nothing waited for it: the whole reply, waited for if only its beginning came.
   * Throws when it is no reply or its rest does not come.
   */
  async interruption(timeoutMs: number): Promise<Reply> {
    const half = (): SmtpFailure => ({
      phase: this.#phase,
      kind: 'protocol',
      detail: 'the server sent half a reply that nothing had asked for',
    })
    await this.#until(() => this.#replies.stray !== undefined, timeoutMs, half)
    if (this.#replies.stray !== undefined) return this.#replies.stray
    this.#requireIntact()
    throw new SessionFault(half())
  }

  note(phase: Phase, text: string): void {
    this.#tap.note(phase, text)
  }

  /** Gives the bare connection to TLS. Throws when octets of the server lie behind the reply to STARTTLS (RFC 3207 6, P27). */
  release(): Duplex {
    this.#requireIntact()
    if (this.#replies.isStray || this.#replies.isInside) {
      const detail = 'the server sent octets in clear behind its reply to STARTTLS (injection)'
      this.break({ phase: 'starttls', kind: 'protocol', command: 'STARTTLS', detail })
      this.#requireIntact()
    }
    this.#detach()
    this.deadlines.close()
    return this.#stream
  }

  /** Hangs up: what is still queued is never sent (P6). The first failure is the one that is kept. */
  break(failure: SmtpFailure): void {
    if (this.#fault !== undefined) return
    this.#writes.drop()
    this.#fault = new SessionFault(failure)
    this.#noteContent(', unfinished')
    // Where no reply says what ended the dialogue, the transcript does.
    if (failure.kind !== 'server-reply' && failure.phase !== 'quit')
      for (const tap of new Set([...this.#replies.taps, this.#tap])) tap.note(failure.phase, failure.detail)
    this.#stream.destroy()
    this.#waits.changed()
    this.deadlines.close()
  }

  /** Closes after QUIT, or because the session is not needed any more. */
  close(): void {
    this.break({ phase: 'quit', kind: 'network', detail: 'the connection was closed by Sendoff' })
  }

  #expect(phase: Phase, command: string | undefined): Expectation {
    this.#phase = phase
    return this.#replies.expect(this.#tap, phase, command)
  }

  #record(commands: readonly WrittenCommand[]): Expectation[] {
    return commands.map(({ phase, shown, name }) => {
      this.#tap.record('client', phase, shown)
      return this.#expect(phase, name)
    })
  }

  /** Content is never recorded; a note counts it. */
  #noteContent(how: string): void {
    if (this.#contentOctets > 0)
      this.#tap.note('message', `message content, ${this.#contentOctets} octets${how}`)
    this.#contentOctets = 0
  }

  /**
   * Under TLS nothing is read until the write is confirmed: an answer, or the end of the connection, that was read
   * before the confirmation would leave open whether the last octet had left (product.md, Unconfirmed).
   * Without `answer`, octets that others share a write with: a refusal does not stop that one, and what was answered before the connection
   * failed is still to be read.
   */
  async #confirmed(
    answer: Expectation | undefined,
    last: LastWrite,
    write: (confirmed: () => void) => void,
  ): Promise<void> {
    const resume = 'encrypted' in this.#stream ? this.#holdReading() : undefined
    let isConfirmed = false
    write(() => {
      isConfirmed = true
      last.left()
    })
    const isSettled = () =>
      isConfirmed || last.isStopped?.() === true || (answer?.reply !== undefined && isNegative(answer.reply))
    await this.#until(isSettled, last.timeoutMs, () => this.#stuck())
    resume?.()
    if (answer !== undefined && !isSettled()) this.#requireIntact()
  }

  #holdReading(): () => void {
    this.#holds += 1
    this.#stream.pause()
    let isHeld = true
    const release = () => {
      patience.cancel()
      if (isHeld) this.#holds -= 1
      isHeld = false
      if (this.#holds === 0 && this.#fault === undefined) this.#stream.resume()
    }
    const patience = this.deadlines.after(CONFIRMATION_MS, release)
    return release
  }

  #stuck(): SmtpFailure {
    return { phase: this.#phase, kind: 'timeout', detail: 'the connection takes no more octets' }
  }

  /** Waits for `ready` or a fault. When time runs out, the connection is broken: it can't be resynchronised. */
  #until(ready: () => boolean, timeoutMs: number, late: () => SmtpFailure): Promise<void> {
    const isOver = () => this.#fault !== undefined || ready()
    return this.#waits.until(isOver, timeoutMs, () => this.break(late()))
  }

  #requireIntact(): void {
    if (this.#fault !== undefined) throw this.#fault
  }

  #requireQuiet(next: Command | undefined): void {
    this.#requireIntact()
    if (!this.#replies.isStray) return
    const stray = this.#replies.stray
    this.break(
      stray?.code === 421
        ? // RFC 5321 3.8: a server may say 421 at any time; it refuses whatever comes next.
          {
            phase: next ? phaseOf(next) : this.#phase,
            kind: 'server-reply',
            reply: stray,
            detail: lastLine(stray),
          }
        : {
            phase: this.#phase,
            kind: 'protocol',
            detail: 'the server sent a reply that nothing had asked for',
          },
    )
    this.#requireIntact()
  }

  #faultIn(expectation: Expectation): SessionFault {
    const failure = this.#fault?.failure
    if (failure === undefined) throw new Error('no reply and no fault')
    if (failure.kind === 'local') return new SessionFault(failure)
    const { phase, command } = expectation
    return new SessionFault({ ...failure, phase, ...(command === undefined ? {} : { command }) })
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#fault !== undefined) return
    try {
      this.#replies.push(chunk)
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      this.break({ phase: this.#replies.next?.phase ?? this.#phase, kind: 'protocol', detail })
    }
    this.#waits.changed()
  }

  readonly #onError = (error: Error): void => {
    this.break(networkFailure(error, this.#phase))
  }

  readonly #onEnd = (): void => {
    const detail = this.#replies.isInside
      ? 'the server closed the connection in the middle of a reply'
      : 'the server closed the connection'
    this.break({ phase: this.#phase, kind: 'network', detail })
  }

  #detach(): void {
    this.#stream.off('data', this.#onData)
    this.#stream.off('error', this.#onError)
    this.#stream.off('end', this.#onEnd)
    this.#stream.off('close', this.#onEnd)
  }
}

function toOctets(commands: readonly WrittenCommand[]): Buffer {
  let text = ''
  for (const { line } of commands) text += `${line}\r\n`
  return Buffer.from(text, 'utf8')
}

function lastLine(reply: Reply): string {
  return reply.lines.at(-1) ?? String(reply.code)
}
