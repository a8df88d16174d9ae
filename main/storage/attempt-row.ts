// An attempt on its way into its row: as text, which crosses to the storage thread in a fraction of the time, beside its columns. Pure.
import type { Attempt } from '../outbox/entry.ts'

export interface AttemptRow extends Pick<
  Attempt,
  'id' | 'entryId' | 'number' | 'serverId' | 'startedAt' | 'step'
> {
  /** The whole attempt, as JSON. */
  readonly data: string
}

export function toAttemptRow(attempt: Attempt): AttemptRow {
  const { id, entryId, number, serverId, startedAt, step } = attempt
  return { id, entryId, number, serverId, startedAt, step, data: JSON.stringify(attempt) }
}
