// Content by BDAT (RFC 3030): no dots, no stuffing, and where PIPELINING is there no round trip of its own.
import { nameCommand, type Command } from './command.ts'
import { kept, readPieces, readWhole } from './content.ts'
import { replyFailure } from './fault.ts'
import type { Expectation } from './line-channel.ts'
import { isNegative, isPositive } from './reply.ts'
import { envelopeCommands, readEnvelope } from './envelope.ts'
import {
  aboutToComplete,
  isInterrupted,
  lastWrite,
  takeFinalReply,
  type Transaction,
} from './transaction-context.ts'
import type { Reply } from './types.ts'

/** Octets of one BDAT: enough that a round trip for each costs little, small enough that a refusal saves much. */
export const CHUNK_OCTETS = 1024 * 1024
/** Of a large message: a smaller part of it than one of the others is of a message of 10 MB. */
const LARGE_CHUNK_OCTETS = 8 * CHUNK_OCTETS
const LARGE_OCTETS = 10 * LARGE_CHUNK_OCTETS

type Bdat = Command & { verb: 'BDAT' }

/**
 * Envelope and content in one segment: one round trip for a message. Its last octet leaves with its first, so without
 * an answer every recipient that was not refused by name is unconfirmed (product.md).
 */
export async function sendOneFlight(transaction: Transaction): Promise<void> {
  const { talk, prepared, hooks } = transaction
  hooks.phase?.('mail')
  const octets = kept(prepared) ?? (await readWhole(prepared))
  if (hooks.beforeLastOctet !== undefined) await aboutToComplete(transaction)
  const bdat: Bdat = { verb: 'BDAT', octets: octets.length, last: true }
  const commands = [...envelopeCommands(transaction), bdat]
  const { expectations, confirmed } = talk.sendWithContent(commands, octets, lastWrite(transaction))
  transaction.behind?.resetSent(expectations[0])
  transaction.handedOver?.()
  await confirmed
  hooks.progress?.(octets.length)
  // A server may hold all its replies back until it has judged the content: no wait here may be shorter than that one (P4).
  const { limits } = talk
  const patience = (verb: 'AUTH' | 'RSET' | 'MAIL' | 'RCPT') =>
    Math.max(limits.replyMs(verb), limits.finalReplyMs)
  const [final] = await readEnvelope(transaction, expectations, patience)
  hooks.phase?.('message')
  if (final !== undefined) takeLastChunkReply(transaction, await talk.reply(final, limits.finalReplyMs))
}

/** The content in chunks. The envelope has been answered, and a recipient is there. */
export async function sendByBdat(transaction: Transaction): Promise<void> {
  const { prepared, hooks } = transaction
  hooks.phase?.('message')
  const chunks = new Chunks(transaction)
  for await (const { octets, isLast } of readPieces(prepared)) {
    if (!(await chunks.write(octets, isLast))) return
    hooks.progress?.(chunks.sent)
  }
  await chunks.finish()
}

/** Cuts pieces into chunks and keeps account of their replies. */
class Chunks {
  readonly #transaction: Transaction
  /** Replies to chunks that are not awaited one by one (PIPELINING). */
  readonly #pending: { readonly chunk: Bdat; readonly expectation: Expectation }[] = []
  #chunk: Bdat | undefined
  #owed = 0
  sent = 0

  constructor(transaction: Transaction) {
    this.#transaction = transaction
  }

  /** Whether to go on: false when a chunk was refused. */
  async write(octets: Buffer, isLast: boolean): Promise<boolean> {
    let rest = octets
    do {
      if (!(await this.#mayGoOn())) return false
      const chunk = (this.#chunk ??= this.#open())
      const part = rest.subarray(0, this.#owed)
      rest = rest.subarray(part.length)
      if (part.length < this.#owed) await this.#pass(part)
      else if (!(await this.#close(part, chunk))) return false
    } while (rest.length > 0)
    if (isLast && this.#owed > 0) throw new Error('a chunk is not complete')
    return true
  }

  /** The replies that are still owed, in order. */
  async finish(): Promise<void> {
    const { talk, record } = this.#transaction
    if (!record.lastOctetLeft && !(await this.#mayGoOn())) return
    for (const { chunk, expectation } of this.#pending) {
      if (talk.isDismissed) return
      const { finalReplyMs } = talk.limits
      const limit = chunk.last ? finalReplyMs : Math.max(talk.limits.replyMs('BDAT'), finalReplyMs)
      const reply = await talk.reply(expectation, limit)
      if (chunk.last && record.refusal === undefined) takeLastChunkReply(this.#transaction, reply)
      else this.#takeReply(chunk, reply)
    }
  }

  #open(): Bdat {
    const { prepared, talk } = this.#transaction
    const left = prepared.content.octets - this.sent
    const most = prepared.content.octets > LARGE_OCTETS ? LARGE_CHUNK_OCTETS : CHUNK_OCTETS
    const octets = Math.min(left, most)
    const chunk: Bdat = { verb: 'BDAT', octets, last: octets === left }
    talk.announceChunk(chunk)
    this.#owed = octets
    return chunk
  }

  async #pass(part: Buffer): Promise<void> {
    const { talk } = this.#transaction
    talk.channel.writeContent(part)
    this.#count(part)
    await talk.channel.room(talk.limits.writeMs, this.#isRefused)
  }

  async #close(part: Buffer, chunk: Bdat): Promise<boolean> {
    const { talk, plan } = this.#transaction
    if (chunk.last) {
      await aboutToComplete(this.#transaction)
      if (!(await this.#mayGoOn())) return false
    }
    const { timeoutMs, left } = lastWrite(this.#transaction)
    const write = { timeoutMs, left: chunk.last ? left : () => undefined, isStopped: this.#isRefused }
    const expectation = await talk.channel.finishContent(part, chunk, write)
    this.#count(part)
    this.#chunk = undefined
    if (chunk.last || plan.isPipelined) {
      this.#pending.push({ chunk, expectation })
      return true
    }
    return this.#takeReply(chunk, await talk.reply(expectation, talk.limits.replyMs('BDAT')))
  }

  /** RFC 3030 2: after a refused chunk no further one, and RSET before anything else. */
  #takeReply(chunk: Bdat, reply: Reply): boolean {
    const { talk, record } = this.#transaction
    if (isPositive(reply)) return record.refusal === undefined
    if (!isNegative(reply)) throw talk.refuse('data', nameCommand(chunk), reply)
    record.refusal ??= replyFailure('data', nameCommand(chunk), reply)
    settleRefused(this.#transaction, reply)
    return false
  }

  /** False when the server has refused meanwhile: the octets that are owed are never sent, so the connection is closed. */
  async #mayGoOn(): Promise<boolean> {
    const { talk, record } = this.#transaction
    for (const { chunk, expectation } of this.#pending) {
      const { reply } = expectation
      if (reply === undefined || isPositive(reply)) continue
      this.#takeReply(chunk, reply)
      if (record.refusal !== undefined) talk.channel.break(record.refusal)
      return false
    }
    const current = this.#chunk
    const phase = current?.last === false ? 'data' : 'message'
    const command = current === undefined ? 'BDAT' : nameCommand(current)
    return !(await isInterrupted(this.#transaction, (reply) => replyFailure(phase, command, reply)))
  }

  /** A chunk that has been sent was refused while the next is on its way. */
  readonly #isRefused = (): boolean =>
    this.#pending.some(({ expectation: { reply } }) => reply !== undefined && isNegative(reply))

  #count(part: Buffer): void {
    this.sent += part.length
    this.#owed -= part.length
  }
}

function takeLastChunkReply(transaction: Transaction, reply: Reply): void {
  takeFinalReply(transaction, reply)
  if (!isPositive(reply)) settleRefused(transaction, reply)
}

/**
 * RFC 3030 2 has the octets of a refused chunk read and dropped. A server that does not know BDAT (500, 502) has read them as
 * commands, and so may one that answers once too often: hang up.
 */
function settleRefused({ talk }: Transaction, reply: Reply): void {
  talk.settle('spent')
  if (reply.code === 500 || reply.code === 502) talk.channel.close()
}
