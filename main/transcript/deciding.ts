import type { TranscriptLine } from '../smtp/types.ts'
import type { SessionOutcome } from './stops.ts'

/** seq of the line that decided the outcome; undefined while nothing is decided. */
export function decidingSeq(lines: readonly TranscriptLine[], outcome: SessionOutcome): number | undefined {
  return outcome.overall === undefined ? undefined : lines.at(-1)?.seq
}
