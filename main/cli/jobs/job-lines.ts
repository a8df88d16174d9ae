import type { Clock } from '../../clock.ts'
import type { TranscriptLine } from '../../smtp/types.ts'

export interface JobLines {
  /** The tap of one session. */
  tap(): (line: TranscriptLine) => void
  /** Sees each line; gives back how to stop. */
  watch(see: (line: TranscriptLine) => void): () => void
}

/** Numbers the lines of all sessions of a job in one row, and counts their time from the start of the job. */
export function createJobLines(clock: Clock, emit: (line: TranscriptLine) => void): JobLines {
  const startedAt = clock.monotonic()
  const watching = new Set<(line: TranscriptLine) => void>()
  let seq = 0
  return {
    tap() {
      const offset = clock.monotonic() - startedAt
      return (line) => {
        seq += 1
        emit({ ...line, seq, atMs: Math.round(offset + line.atMs) })
        for (const see of watching) see(line)
      }
    },
    watch(see) {
      watching.add(see)
      return () => watching.delete(see)
    },
  }
}
