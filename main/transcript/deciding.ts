import type { TranscriptLine } from '../smtp/types.ts'
import type { SessionOutcome } from './stops.ts'

/**
 * seq of the line that decided the outcome, so that a view can open there: the first line of the reply that refused,
 * of the first refused recipient where some were taken, the final reply where all were; the last word of the session
 * where no reply came. Undefined while nothing is decided.
 */
export function decidingSeq(lines: readonly TranscriptLine[], outcome: SessionOutcome): number | undefined {
  if (outcome.failure?.reply !== undefined) {
    const found = findReply(lines, outcome.failure.reply.lines)
    if (found !== undefined) return found
  }
  switch (outcome.overall) {
    case undefined:
      return outcome.failure === undefined ? undefined : lastWord(lines)
    case 'accepted':
      return lines.findLast((line) => line.phase === 'message' && line.from === 'server')?.seq
    case 'partly':
      return lines.find((line) => isRefusal(line))?.seq
    case 'deferred':
    case 'rejected':
    case 'refused-locally':
    case 'unconfirmed':
      return lastWord(lines)
  }
}

/** The last place where the session has exactly this reply. */
function findReply(lines: readonly TranscriptLine[], reply: readonly string[]): number | undefined {
  const fromServer = lines.filter((line) => line.from === 'server')
  const start = fromServer.findLastIndex((_, at) =>
    reply.every((text, index) => fromServer[at + index]?.text === text),
  )
  return reply.length === 0 ? undefined : fromServer[start]?.seq
}

function isRefusal(line: TranscriptLine): boolean {
  return line.phase === 'rcpt' && line.from === 'server' && /^[45]\d\d/.test(line.text)
}

/** QUIT and what follows it decide nothing. */
function lastWord(lines: readonly TranscriptLine[]): number | undefined {
  return lines.findLast((line) => line.phase !== 'quit' && line.phase !== 'reset')?.seq
}
