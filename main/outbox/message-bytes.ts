// The bytes that Send would make now, to be looked at. Nothing is stored.
import type { SendProblem } from '../api.ts'
import type { Clock } from '../clock.ts'
import type { DraftContent } from '../drafts/draft.ts'
import { composePieces } from '../message/compose.ts'
import { createMessageId } from '../message/message-id.ts'
import { judge, type JudgeDeps } from './judge.ts'
import { toComposeInput, type RevisionDeps } from './write-revision.ts'

export interface BytesDeps extends JudgeDeps, Pick<RevisionDeps, 'random'> {
  readonly files: JudgeDeps['files'] & RevisionDeps['files']
  readonly clock: Clock
}

/** The bytes that Send would make now, in pieces, each of which is to be used up before the next. Nothing is stored. */
export async function bytesNow(
  deps: BytesDeps,
  content: DraftContent,
): Promise<{ readonly problems: readonly SendProblem[] } | { readonly pieces: AsyncIterable<Buffer> }> {
  const judged = await judge(deps, content)
  if ('problems' in judged) return judged
  const now = deps.clock.now()
  const messageId = createMessageId(deps.random, judged.envelope.from.domain, deps.clock)
  const date = content.schedule?.at ?? now
  return { pieces: composePieces(toComposeInput(deps, content, judged, { messageId, date })) }
}

/** The first `maxOctets` of these bytes, and how many there are in all. */
export async function preview(
  deps: BytesDeps,
  content: DraftContent,
  maxOctets: number,
): Promise<
  { readonly problems: readonly SendProblem[] } | { readonly head: Buffer; readonly octets: number }
> {
  const made = await bytesNow(deps, content)
  if ('problems' in made) return made
  const kept: Buffer[] = []
  let octets = 0
  for await (const piece of made.pieces) {
    if (octets < maxOctets) kept.push(Buffer.from(piece.subarray(0, maxOctets - octets)))
    octets += piece.length
  }
  return { head: Buffer.concat(kept), octets }
}
