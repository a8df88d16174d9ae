import { Readable } from 'node:stream'
import { parseMailbox, type Mailbox } from '../../../main/message/address.ts'
import { composeMessage, type ComposeAttachment, type ComposeInput } from '../../../main/message/compose.ts'

export function mailbox(text: string): Mailbox {
  const parsed = parseMailbox(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.mailbox
}

export function attachment(name: string, type: string, content: string | Uint8Array): ComposeAttachment {
  return { name, type, open: () => Readable.from([Buffer.from(content)], { objectMode: false }) }
}

/** A plain message; `changes` replace parts of it. */
export function composeInput(changes: Partial<ComposeInput> = {}): ComposeInput {
  return {
    from: mailbox('Marit Solheim <marit@kestrel.example>'),
    to: [mailbox('you@practice.test')],
    cc: [],
    subject: 'Hello from Sendoff',
    text: 'This is the first message.\n',
    attachments: [],
    messageId: '<20261124094112.1c07be55@kestrel.example>',
    date: Date.UTC(2026, 10, 24, 9, 41, 12),
    boundarySeed: 'seed',
    ...changes,
  }
}

export async function composed(changes: Partial<ComposeInput> = {}): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of composeMessage(composeInput(changes)) as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
