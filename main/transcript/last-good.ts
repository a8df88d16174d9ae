import type { Attempt } from '../outbox/entry.ts'
import type { TranscriptLine } from '../smtp/types.ts'

/** Attempts that are read at most before it is said that none is known. */
const maxRead = 200

export interface GoodSession {
  readonly attempt: Attempt
  readonly lines: readonly TranscriptLine[]
}

export interface LastGoodDeps {
  /** Attempts over a server that began before then and in which all was accepted, newest first. */
  readonly accepted: (serverId: string, before: number, limit: number) => Promise<readonly Attempt[]>
  readonly readLines: (attemptId: string) => Promise<readonly TranscriptLine[]>
}

/**
 * The last session of the same server, before this attempt, in which everything went well. One with its own
 * connection goes before one that was reused, which has no greeting, TLS and sign-in to compare.
 */
export async function findLastGood(attempt: Attempt, deps: LastGoodDeps): Promise<GoodSession | undefined> {
  let reused: GoodSession | undefined
  for (const other of await deps.accepted(attempt.serverId, attempt.startedAt, maxRead)) {
    const lines = await deps.readLines(other.id)
    if (lines.some(({ phase }) => phase === 'greeting')) return { attempt: other, lines }
    if (lines.length > 0) reused ??= { attempt: other, lines }
  }
  return reused
}
