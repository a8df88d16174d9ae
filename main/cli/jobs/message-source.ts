import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { MessageSource } from '../../smtp/client.ts'
import { readPieces } from '../../storage/fill-file.ts'
import type { JobContent } from './job.ts'

/** The content as the engine reads it, or one line that says why it can't be read. */
export async function openContent(content: JobContent): Promise<MessageSource | string> {
  if ('octets' in content) {
    const { octets } = content
    return { size: octets.length, open: () => Readable.from([octets], { objectMode: false }) }
  }
  if ('source' in content) return content.source
  const { path } = content
  try {
    const facts = await stat(path)
    if (!facts.isFile()) return `${JSON.stringify(path)} is no file`
    return {
      size: facts.size,
      pieces: (lasting) => readPieces(path, lasting),
      open: () => createReadStream(path),
    }
  } catch (error) {
    return `the message could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
}
