// From the options of `send` to messages with their envelope.
import { constants } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { mediaTypeOf } from '../drafts/media-type.ts'
import { parseMailbox, splitMailboxes } from '../message/address.ts'
import type { ComposeAttachment } from '../message/compose.ts'
import type { Random } from '../random.ts'
import type { MessageSource } from '../smtp/client.ts'
import { readPieces } from '../storage/fill-file.ts'
import { readEml } from './eml.ts'
import type { JobContent } from './jobs/job.ts'
import type { SendOptions } from './send-command.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface Outgoing {
  readonly from: string
  readonly to: readonly string[]
  readonly messageId: string
  readonly content: JobContent
}

/** A finished message that was given. */
export interface ReadyMessage extends Omit<Outgoing, 'content'> {
  readonly octets: Buffer
}

/** What is wrong with a message before any server is asked: exit status 65. */
export class MessageError extends Error {}

export interface OutgoingDeps {
  readonly clock: Clock
  readonly random: Random
  readonly terminal: Terminal
}

/** The messages that the options name. Throws `UsageError` and `MessageError`. */
export async function toOutgoing(options: SendOptions, deps: OutgoingDeps): Promise<Outgoing[]> {
  if (options.eml.length === 0) return [await compose(options, deps)]
  const ready = await readyMessages(options, deps.terminal)
  return ready.map(({ octets, ...message }) => ({ ...message, content: { octets } }))
}

/** The finished messages that `--eml` names. Throws `UsageError` and `MessageError`. */
export async function readyMessages(options: SendOptions, terminal: Terminal): Promise<ReadyMessage[]> {
  for (const name of ['subject', 'text', 'attach'] as const)
    if (options[name] !== undefined && options[name].length > 0)
      throw new UsageError(`--eml is a finished message: --${name} does not go with it`)
  const messages: ReadyMessage[] = []
  for (const file of options.eml) messages.push(await fromFile(file, options, terminal))
  return messages
}

async function fromFile(file: string, options: SendOptions, terminal: Terminal): Promise<ReadyMessage> {
  const eml = readEml(await (file === '-' ? readAll(terminal.input) : readGiven(file)))
  const given = [...options.to, ...options.cc, ...options.bcc]
  if (eml.problem !== undefined && (given.length === 0 || options.from === undefined))
    throw new MessageError(eml.problem)
  const from = options.from === undefined ? eml.from : toAddress(options.from)
  if (from === '') throw new MessageError('the header names no sender: --from does')
  const to = given.length > 0 ? toAddresses(given) : eml.to
  if (to.length === 0) throw new MessageError('the header names no recipient: --to does')
  return { from, to, messageId: eml.messageId, octets: eml.octets }
}

async function compose(options: SendOptions, { clock, random }: OutgoingDeps): Promise<Outgoing> {
  if (options.from === undefined) throw new UsageError('--from is missing')
  if (options.to.length + options.cc.length + options.bcc.length === 0)
    throw new UsageError('--to is missing')
  const [{ composeSource }, { envelopeOf }, { createMessageId }] = await Promise.all([
    import('./compose-source.ts'),
    import('../message/compose.ts'),
    import('../message/message-id.ts'),
  ])
  const sender = parseMailbox(options.from)
  if (!sender.ok) throw new MessageError(sender.message)
  const { name = '', address, domain } = sender.mailbox
  const outcome = envelopeOf(
    { to: [...options.to], cc: [...options.cc], bcc: [...options.bcc] },
    { name, address },
  )
  if (!outcome.ok) throw new MessageError(outcome.problems.map(({ message }) => message).join(' '))
  const { envelope } = outcome
  const attachments = await Promise.all(options.attach.map(toAttachment))
  const messageId = createMessageId(random, domain, clock)
  const source = await composing(() =>
    composeSource({
      from: envelope.from,
      to: envelope.to,
      cc: envelope.cc,
      subject: options.subject ?? '',
      text: options.text ?? '',
      attachments,
      messageId,
      date: clock.now(),
      boundarySeed: messageId,
    }),
  )
  const to = envelope.recipients.map(({ mailbox }) => mailbox.address)
  return { from: address, to, messageId, content: { source } }
}

async function composing(make: () => Promise<MessageSource>): Promise<MessageSource> {
  try {
    return await make()
  } catch (error) {
    throw new MessageError(error instanceof Error ? error.message : String(error))
  }
}

async function toAttachment(path: string): Promise<ComposeAttachment> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new Error('it is no file')
    // A file that may not be read is told before anything is sent.
    await access(path, constants.R_OK)
    const name = basename(path)
    // What the system makes while it is read (/proc) has no size before.
    const known = found.size > 0 ? { octets: found.size } : {}
    return { name, type: mediaTypeOf(name), ...known, open: () => readPieces(path) }
  } catch (error) {
    throw new MessageError(
      `${path} can't be attached: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

async function readGiven(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new MessageError(
      `the message could not be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

async function readAll(input: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of input as AsyncIterable<Buffer | string>) pieces.push(Buffer.from(piece as Buffer))
  return Buffer.concat(pieces)
}

function toAddress(text: string): string {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new MessageError(parsed.message)
  return parsed.mailbox.address
}

function toAddresses(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(splitMailboxes).map(toAddress))]
}
