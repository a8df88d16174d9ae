// From the options of `send` to messages with their envelope.
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import { mediaTypeOf } from '../drafts/media-type.ts'
import { parseMailbox, splitMailboxes } from '../message/address.ts'
import type { ComposeAttachment } from '../message/compose.ts'
import type { Random } from '../random.ts'
import { readEml } from './eml.ts'
import type { SendOptions } from './send-command.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface Outgoing {
  readonly from: string
  readonly to: readonly string[]
  readonly messageId: string
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
  for (const name of ['subject', 'text', 'attach'] as const)
    if (options[name] !== undefined && options[name].length > 0)
      throw new UsageError(`--eml is a finished message: --${name} does not go with it`)
  const messages: Outgoing[] = []
  for (const file of options.eml) messages.push(await fromFile(file, options, deps.terminal))
  return messages
}

async function fromFile(file: string, options: SendOptions, terminal: Terminal): Promise<Outgoing> {
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
  const [{ composeMessage, envelopeOf }, { createMessageId }] = await Promise.all([
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
  const octets = await readAll(
    composing(() =>
      composeMessage({
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
    ),
  )
  return { from: address, to: envelope.recipients.map(({ mailbox }) => mailbox.address), messageId, octets }
}

function composing(make: () => Readable): Readable {
  try {
    return make()
  } catch (error) {
    throw new MessageError(error instanceof Error ? error.message : String(error))
  }
}

async function toAttachment(path: string): Promise<ComposeAttachment> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is no file')
  } catch (error) {
    throw new MessageError(
      `${path} can't be attached: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const name = basename(path)
  return { name, type: mediaTypeOf(name), open: () => createReadStream(path) }
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
