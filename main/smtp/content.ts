import { setImmediate } from 'node:timers/promises'
import { createLineEnds, identity } from './content-encoder.ts'
import { localFault } from './fault.ts'
import type { MessageSource } from './client.ts'
import { MAX_QUEUED_OCTETS } from './line-channel.ts'
import { toBuffer, type PreparedMessage } from './prepare.ts'

/** A source may give all at once. Cut, so that what the server says meanwhile is heard before the last octet (P6). */
const PIECE_OCTETS = 64 * 1024
/** Of a large message: fewer pieces cost less, and each is still a small part of it. */
const LARGE_PIECE_OCTETS = 512 * 1024
const LARGE_OCTETS = 16 * LARGE_PIECE_OCTETS

/**
 * How long a piece of the source has to stay: until the socket has taken it. So many whole ones may wait for that, one is held back
 * here until it is known not to be the last, one is being written, one is being read.
 */
const LASTING_PIECES = MAX_QUEUED_OCTETS / PIECE_OCTETS + 3

/** A part of the content with CRLF line ends. */
export interface Piece {
  readonly octets: Buffer
  readonly isLast: boolean
}

/**
 * The content as it was measured, piece by piece. The last piece is given only when the source has ended and the count is
 * right: a file that has changed since is not sent under the size that was told. Throws `SessionFault` (kind `local`).
 */
export async function* readPieces(prepared: PreparedMessage): AsyncGenerator<Piece, undefined> {
  const { content, message } = prepared
  const lineEnds = content.needsLineEnds ? createLineEnds() : identity
  let count = 0
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of readSource(prepared)) {
    const octets = lineEnds.push(chunk)
    if (octets.length === 0) continue
    count += octets.length
    if (count > content.octets) break
    if (held.length > 0) yield { octets: held, isLast: false }
    held = octets
  }
  const end = lineEnds.end()
  count += end.length
  if (count !== content.octets)
    throw localFault(
      'message',
      `the message has changed: it had ${message.source.size} octets when it was read first`,
    )
  yield { octets: end.length === 0 ? held : Buffer.concat([held, end]), isLast: true }
}

/** The whole content as it goes out, where it is in memory. */
export function kept({ octets, content }: PreparedMessage): Buffer | undefined {
  return content.needsLineEnds ? undefined : octets
}

/** The whole content, for a message that is small. */
export async function readWhole(prepared: PreparedMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const { octets } of readPieces(prepared)) pieces.push(octets)
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
}

async function* readSource({ octets, message, content }: PreparedMessage): AsyncGenerator<Buffer, undefined> {
  if (octets !== undefined) {
    yield octets
    return
  }
  const most = content.octets > LARGE_OCTETS ? LARGE_PIECE_OCTETS : PIECE_OCTETS
  try {
    for await (const chunk of piecesOf(message.source)) {
      const whole = toBuffer(chunk)
      if (whole.length <= most) yield whole
      else yield* cut(whole, most)
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw localFault('message', `the message could not be read: ${why}`)
  }
}

function piecesOf(source: MessageSource): AsyncIterable<unknown> {
  return source.pieces?.(LASTING_PIECES) ?? source.open()
}

async function* cut(octets: Buffer, most: number): AsyncGenerator<Buffer, undefined> {
  for (let from = 0; from < octets.length; from += most) {
    if (from > 0) await setImmediate()
    yield octets.subarray(from, from + most)
  }
}
