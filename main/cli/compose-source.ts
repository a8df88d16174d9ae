// A message as the engine takes it, made while it is sent: nothing of its size is kept, and nothing of its files is read twice.
import { ContentScan } from '../smtp/content-scan.ts'
import type { MessageSource } from '../smtp/client.ts'
import { base64LinesOctets, encodeBase64Lines } from '../message/base64-lines.ts'
import {
  composeMessage,
  composePieces,
  type ComposeAttachment,
  type ComposeInput,
} from '../message/compose.ts'

/**
 * What has to be known before MAIL follows from the sizes of the files (`ComposeAttachment.octets`); one without is read for it. A
 * file whose size has changed when it is sent ends the message before its last octet.
 * @throws CallError as `composeMessage`; whatever reading a file throws.
 */
export async function composeSource(input: ComposeInput): Promise<MessageSource> {
  const scan = new ContentScan()
  for await (const piece of composePieces(input, (file) => measure(file, scan))) scan.push(piece)
  const facts = scan.finish()
  return {
    size: 'problem' in facts ? 0 : facts.sourceOctets,
    facts,
    pieces: (lasting) => composePieces(input, (file) => encodeBase64Lines(unchanged(file), lasting)),
    open: () => composeMessage(input),
  }
}

/** In place of the lines of a file: its size, told to the scan. */
async function* measure(file: ComposeAttachment, scan: ContentScan): AsyncGenerator<Buffer> {
  if (file.octets === undefined) yield* encodeBase64Lines(file.open())
  else scan.passBase64(base64LinesOctets(file.octets))
}

/** The file, unless it has not the size that was told: padding would hide an octet more or less. */
async function* unchanged(file: ComposeAttachment): AsyncGenerator<Buffer> {
  let count = 0
  for await (const piece of file.open()) {
    count += piece.length
    yield piece
  }
  if (file.octets !== undefined && count !== file.octets)
    throw new Error(`the file "${file.name}" has changed: it had ${file.octets} octets`)
}
